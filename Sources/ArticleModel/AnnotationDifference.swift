/// The difference between the annotations of two results for the same article, grouped by rule.
///
/// `AnnotationDifference(from:to:)` in Evaluation computes it; `nightdesk diff`, `:reload` and `:watch` show it.
public struct AnnotationDifference: Sendable {
    /// An annotation that both results have, with different contents.
    public struct Change: Sendable {
        /// The annotation in the first result.
        public var before: Annotation
        /// The annotation in the second result.
        public var after: Annotation
        /// The parts that differ: `label`, `span`, `plugin`, `rule`, `score` or the name of a feature.
        public var parts: [String]

        /// Creates a change.
        public init(before: Annotation, after: Annotation, parts: [String]) {
            self.before = before
            self.after = after
            self.parts = parts
        }
    }

    /// The differences that one rule caused.
    public struct Group: Sendable {
        /// The plugin.
        public var plugin: String
        /// The rule, or nil for annotations made without one.
        public var rule: String?
        /// Annotations that only the second result has.
        public var added: [Annotation] = []
        /// Annotations that only the first result has.
        public var removed: [Annotation] = []
        /// Annotations that differ, listed under their rule in the second result.
        public var changed: [Change] = []

        /// Creates a group without differences.
        public init(plugin: String, rule: String?) {
            self.plugin = plugin
            self.rule = rule
        }
    }

    /// The first result.
    public let old: AnnotatedArticle
    /// The second result.
    public let new: AnnotatedArticle
    /// One group for each rule that caused a difference, sorted by plugin and rule. The annotations of a group are
    /// in text order.
    public let groups: [Group]
    /// The number of annotations that are equal in both results.
    public let unchanged: Int

    /// Creates a difference from its groups.
    public init(from old: AnnotatedArticle, to new: AnnotatedArticle, groups: [Group], unchanged: Int) {
        self.old = old
        self.new = new
        self.groups = groups
        self.unchanged = unchanged
    }

    /// Whether the results are equal.
    public var isEmpty: Bool { groups.isEmpty }
    /// The number of added annotations.
    public var addedCount: Int { groups.reduce(0) { $0 + $1.added.count } }
    /// The number of removed annotations.
    public var removedCount: Int { groups.reduce(0) { $0 + $1.removed.count } }
    /// The number of changed annotations.
    public var changedCount: Int { groups.reduce(0) { $0 + $1.changed.count } }
}
