/// What can be entered behind a colon.
public struct SessionCommand: Sendable {
    /// What an argument is, for completion.
    public enum Argument: Sendable {
        case none, file, layer, plugin, pattern, lua, name, setting, command, label
    }

    /// Its name.
    public var name: String
    /// What stands behind it.
    public var parameters: String
    /// What it does, in a line.
    public var summary: String
    /// The rest of its help.
    public var details: String
    /// An example of its use.
    public var example: String
    /// What its arguments are.
    public var argument: Argument
    var run: @Sendable (Session, String) throws -> Session.Answer

    init(
        _ name: String, _ parameters: String = "", _ argument: Argument = .none, _ summary: String,
        _ details: String = "", example: String = "",
        run: @escaping @Sendable (Session, String) throws -> Session.Answer
    ) {
        (self.name, self.parameters, self.argument) = (name, parameters, argument)
        (self.summary, self.details, self.run) = (summary, details, run)
        self.example = example.isEmpty ? ":\(name)" : example
    }

    /// All commands, in the order in which help lists them.
    public static let all: [SessionCommand] = reading + searching + plugins + judging + session

    /// The command of a name, or of the one command that begins so.
    static func named(_ name: String) -> SessionCommand? {
        if let exact = all.first(where: { $0.name == name }) { return exact }
        let beginning = all.filter { $0.name.hasPrefix(name) }
        return name.isEmpty || beginning.count != 1 ? nil : beginning[0]
    }
}
