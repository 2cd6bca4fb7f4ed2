/// Something that a check of a plugin found.
public struct Finding: Equatable, Sendable, CustomStringConvertible {
    /// The file, as `votes/init.lua`.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column in code points, from 1.
    public var column: Int
    /// The kind: those below 900 are luacheck's.
    public var code: Code
    /// What is wrong and what to do.
    public var message: String

    /// Kinds of findings.
    public enum Code: String, Sendable {
        /// The plugin cannot be loaded.
        case notLoadable = "E011"
        /// A global is set.
        case setGlobal = "W111"
        /// A global is read that does not exist.
        case unknownGlobal = "W113"
        /// The API has no such member.
        case unknownMember = "W901"
        /// A call with too many or too few arguments.
        case arity = "W902"
        /// An annotation whose label or layer the plugin does not declare.
        case undeclared = "W903"
        /// A capture that is not used, or a rule that can never win.
        case dead = "W904"
    }

    /// `file:line:column: (W…) message`, as luacheck writes it with `--codes --formatter plain`.
    public var description: String { "\(file):\(line):\(column): (\(code.rawValue)) \(message)" }
}
