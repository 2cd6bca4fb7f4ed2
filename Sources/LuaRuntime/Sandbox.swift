/// The globals that plugins and the REPL see: the safe libraries, read-only, and the host's API.
public struct Sandbox {
    private let state: LuaState
    private let makeEnvironment: LuaReference
    private let reseed: LuaReference

    /// Prepares the state's libraries; once for each state.
    ///
    /// - Throws: ``LuaError`` without memory.
    public init(_ state: LuaState) throws(LuaError) {
        self.state = state
        let chunk = try state.load(PackageResources.sandbox_lua, name: "sandbox.lua")
        let parts = try chunk.call(results: 2)
        guard let makeEnvironment = parts[0].function, let reseed = parts[1].function else {
            throw LuaError(message: "sandbox.lua did not return its functions")
        }
        self.makeEnvironment = makeEnvironment
        self.reseed = reseed
    }

    /// Makes the globals of one plugin.
    ///
    /// - Parameters:
    ///   - fields: a table of further globals.
    ///   - strict: whether reading or writing an undeclared global is an error, as it is for
    ///     plugins; the REPL is not strict.
    public func environment(fields: LuaReference, strict: Bool) throws(LuaError) -> LuaReference {
        try makeEnvironment.callForReference { writer in
            writer.push(fields)
            writer.push(strict)
            return 2
        }
    }

    /// Starts `math.random` from the same number again, so that an article's result does not
    /// depend on the articles before it.
    public func reseedRandom() throws(LuaError) {
        // It has no results.
        _ = try reseed.call(results: 0)
    }
}
