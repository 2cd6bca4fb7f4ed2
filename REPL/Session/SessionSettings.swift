/// What can be set at the prompt, apart from options of plugins.
public struct SessionSettings: Equatable, Sendable {
    /// How keys edit the line.
    public enum Keys: String, Sendable, CaseIterable {
        /// as in Emacs
        case emacs
        /// as in vi
        case vi
    }

    /// CPU time for an entry and for each plugin, in milliseconds; 0 for no limit.
    public var milliseconds = 2000
    /// Columns of what is shown; as wide as the terminal if nil.
    public var width: Int?
    /// Whether colours are used; as the terminal has it if nil.
    public var color: Bool?
    /// The command that long output goes through; nil for `$PAGER`, "cat" for none.
    public var pager: String?
    /// How keys edit the line.
    public var keys = Keys.emacs
    /// Whether plugins are loaded again when their files change.
    public var watches = false

    /// The usual settings.
    public init() {}
}
