import LuaRuntime
import System
import Testing

/// The files of `Attacks`: Lua that attacks its host. The first line of each says what must come of it.
private let folder = Path.join(Path.parent(#filePath), "Attacks")
private let files = ((try? FileSystem.list(folder)) ?? []).filter { $0.hasSuffix(".lua") }.sorted()

@Suite("Attacks")
struct AttackTests {
    /// What comes of an attack.
    enum Outcome: String {
        /// It is stopped when its time is up.
        case budget
        /// It is stopped when its memory is used up.
        case memory
        /// It fails with an error of its own.
        case error
        /// It returns.
        case returns
        /// It ends in any of these ways.
        case any
    }

    @Test("there are attacks of every sort")
    func isComplete() throws {
        let outcomes = try files.map(expected)
        for (outcome, count) in [(Outcome.budget, 20), (.memory, 5), (.error, 15), (.returns, 3)] {
            #expect(outcomes.count { $0 == outcome } >= count, "\(outcome)")
        }
    }

    @Test("an attack ends as it must and leaves the state usable", arguments: files)
    func attack(_ file: String) throws {
        let state = try LuaState(memoryLimit: 64 << 20)
        let sandbox = try Sandbox(state)
        state.setBudget(milliseconds: 200)
        let globals = try sandbox.environment(fields: try state.newTable(), strict: false)
        let source = try FileSystem.read(Path.join(folder, file))
        var outcome = Outcome.returns
        do throws(LuaError) {
            let chunk = try state.load(source, name: file, environment: globals)
            #expect(try chunk.call(results: 3).count == 3)
        } catch {
            let isMemory = error.message.contains("not enough memory") || error.message.contains("too large")
            outcome = error.stopped == .budget ? .budget : isMemory ? .memory : .error
            #expect(!error.message.isEmpty && error.message.utf8.count < 100_000)
        }
        let expected = try expected(file)
        #expect(expected == .any || outcome == expected, "\(outcome)")
        // Lua halves a large stack and its table of strings with each collection.
        for _ in 0..<8 { state.collectGarbage() }
        #expect(state.memoryUsed < 1 << 20, "what the attack made is released")
        let fresh = try sandbox.environment(fields: try state.newTable(), strict: true)
        let after = try state.load(
            Array("return ('abc'):find('c'), 6 * 7, #table.concat({ 'a', 'b' })".utf8), name: "after",
            environment: fresh)
        #expect(try after.call(results: 3).map(\.integer) == [3, 42, 2])
    }

    private func expected(_ file: String) throws -> Outcome {
        let source = String(decoding: try FileSystem.read(Path.join(folder, file)), as: UTF8.self)
        let word = source.dropFirst("-- ".count).prefix { $0 != ":" }
        return try #require(Outcome(rawValue: String(word)), "\(file)")
    }
}
