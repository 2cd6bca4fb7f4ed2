public import Diagnostics

/// An error raised in Lua, or by a host function that Lua called.
public struct LuaError: Error, Equatable, CustomStringConvertible {
    /// The error value as text. A place at its head is in ``location`` instead, if it is in a chunk that
    /// ``LuaState/load(_:name:environment:)`` compiled.
    public var message: String
    /// Where the error was raised, with the chunk's name for a file.
    public var location: SourceLocation?
    /// The diagnostic that a host function threw, if the error is that one on its way through Lua.
    public var diagnostic: Diagnostic?
    /// Lua's stack where the error was raised; empty if there was none.
    public var traceback: String
    /// Set if the code was stopped from outside instead of failing by itself.
    public var stopped: LuaState.StopReason?

    /// Makes an error.
    public init(
        message: String, location: SourceLocation? = nil, diagnostic: Diagnostic? = nil,
        traceback: String = "",
        stopped: LuaState.StopReason? = nil
    ) {
        self.message = message
        self.location = location
        self.diagnostic = diagnostic
        self.traceback = traceback
        self.stopped = stopped
    }

    /// `file:line: message`
    public var description: String { location.map { "\($0): \(message)" } ?? message }
}
