/// A compiled pattern with the rules by which its matches compete with others.
public struct Rule {
    /// Which matches of a set count.
    public enum Mode: String, Sendable, CaseIterable {
        /// leftmost, then priority, then the longest, then the order of definition
        case longest
        /// leftmost, then priority, then the order of definition
        case ordered
        /// every match at every start, overlapping ones too
        case all
        /// as `longest`, but the rule's first match in the article only
        case once
    }

    /// What a match may not cross.
    public enum Scope: String, Sendable, CaseIterable {
        /// the edge of a sentence
        case sentence = "sent"
        /// the edge of a block
        case paragraph = "para"
        /// nothing
        case document = "doc"
    }

    /// What the rule is called, within its plugin.
    public var name: String
    /// What it looks for.
    public var pattern: CompiledPattern
    /// Higher wins.
    public var priority: Int
    /// How it competes.
    public var mode: Mode
    /// What it may not cross.
    public var scope: Scope

    /// A rule.
    public init(
        name: String, pattern: CompiledPattern, priority: Int = 0, mode: Mode = .longest,
        scope: Scope = .sentence
    ) {
        self.name = name
        self.pattern = pattern
        self.priority = priority
        self.mode = mode
        self.scope = scope
    }
}
