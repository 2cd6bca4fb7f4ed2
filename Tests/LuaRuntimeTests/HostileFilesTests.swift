import System
import LuaRuntime
import Testing

/// A folder with Lua files that attack their host; it is not part of the project, and the test is skipped
/// where it is missing.
private let folder = Path.parent(Path.parent(Path.parent(Path.parent(#filePath)))) + "/shared/hostile"
private let files = ((try? FileSystem.list(folder)) ?? []).filter { $0.hasSuffix(".lua") }

@Suite("Hostile Lua")
struct HostileFilesTests {
    @Test(
        "ends by itself or is stopped, and leaves the state usable",
        .enabled(if: !files.isEmpty, "there is no \(folder)"), arguments: files.isEmpty ? ["-"] : files)
    func attack(_ file: String) throws {
        let state = try LuaState(memoryLimit: 64 << 20)
        let sandbox = try Sandbox(state)
        state.setBudget(milliseconds: 150)
        let globals = try sandbox.environment(fields: try state.newTable(), strict: false)
        let source = try FileSystem.read(folder + "/" + file)
        do throws(LuaError) {
            let chunk = try state.load(source, name: file, environment: globals)
            _ = try chunk.call(results: 3)
        } catch {
            #expect(!error.message.isEmpty && error.message.utf8.count < 100_000)
        }
        state.collectGarbage()
        let fresh = try sandbox.environment(fields: try state.newTable(), strict: true)
        let after = try state.load(
            Array("return ('abc'):find('c'), 6 * 7, #table.concat({ 'a', 'b' })".utf8), name: "after",
            environment: fresh)
        let values = try after.call(results: 3)
        #expect(values[0].integer == 3 && values[1].integer == 42 && values[2].integer == 2)
    }
}
