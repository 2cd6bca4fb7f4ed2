/// An error raised in Lua, or by a host function that Lua called.
public struct LuaError: Error, Equatable, CustomStringConvertible {
    /// The error value as text, as a rule `file:line: what is wrong`.
    public var message: String
    /// Lua's stack where the error was raised; empty if there was none.
    public var traceback: String
    /// Set if the code was stopped from outside instead of failing by itself.
    public var stopped: LuaState.StopReason?

    /// Makes an error.
    public init(message: String, traceback: String = "", stopped: LuaState.StopReason? = nil) {
        self.message = message
        self.traceback = traceback
        self.stopped = stopped
    }

    /// The message alone.
    public var description: String { message }

    /// File and line at the head of the message, and the rest, where it has such a head.
    public var place: (file: String, line: Int, rest: String)? {
        let parts = message.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let line = Int(parts[1]), line > 0 else { return nil }
        return (String(parts[0]), line, String(parts[2].drop { $0 == " " }))
    }
}

/// An error of a host function whose text says where it is: no place is put before it.
public protocol RaisesAsIs {}
