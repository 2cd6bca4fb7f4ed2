public import ArticleModel

/// What is different between the annotations of one article in two results: of two versions of a plugin,
/// say.
public struct AnnotationDifference: Sendable {
    /// An annotation that is in both results in another shape.
    public struct Change: Sendable {
        /// The annotation before.
        public var before: Annotation
        /// The annotation after.
        public var after: Annotation
        /// What is different, as `label`, `span`, `rule`, `score` or the name of a feature.
        public var parts: [String]
    }

    /// The differences that one rule made.
    public struct Group: Sendable {
        /// The plugin.
        public var plugin: String
        /// The rule; nil for annotations that name none.
        public var rule: String?
        /// Annotations that are only in the second result.
        public var added: [Annotation] = []
        /// Annotations that are only in the first result.
        public var removed: [Annotation] = []
        /// Annotations in both results, under the rule of the second.
        public var changed: [Change] = []
    }

    /// By plugin and rule, in order of their names; rules that made no difference are left out. In each
    /// group, annotations are in order of position.
    public private(set) var groups: [Group] = []
    /// How many annotations are the same in both.
    public private(set) var unchanged = 0

    /// Whether there is no difference.
    public var isEmpty: Bool { groups.isEmpty }
    /// How many annotations were added.
    public var addedCount: Int { groups.reduce(0) { $0 + $1.added.count } }
    /// How many annotations were removed.
    public var removedCount: Int { groups.reduce(0) { $0 + $1.removed.count } }
    /// How many annotations were changed.
    public var changedCount: Int { groups.reduce(0) { $0 + $1.changed.count } }

    /// Compares two results for the same text.
    ///
    /// Annotations are the same if all but their ids is. Of the others, two of one layer are one annotation
    /// that has changed if they have the same span, or else the same label and overlapping spans.
    public init(from old: AnnotatedArticle, to new: AnnotatedArticle) {
        var before = old.annotations.indices.map { Entry(old, $0) }
        var after = new.annotations.indices.map { Entry(new, $0) }
        unchanged = Self.pair(&before, &after) { $0 == $1 }.count
        var changes = Self.pair(&before, &after) { $0.layer == $1.layer && $0.span == $1.span }
        changes += Self.pair(&before, &after) {
            $0.layer == $1.layer && $0.label == $1.label && $0.span.overlaps($1.span)
        }
        func group(_ annotation: Annotation, _ add: (inout Group) -> Void) {
            if let known = groups.firstIndex(where: {
                $0.plugin == annotation.plugin && $0.rule == annotation.rule
            }) {
                add(&groups[known])
            } else {
                var group = Group(plugin: annotation.plugin, rule: annotation.rule)
                add(&group)
                groups.append(group)
            }
        }
        for entry in after {
            group(new.annotations[entry.number]) { $0.added.append(new.annotations[entry.number]) }
        }
        for entry in before {
            group(old.annotations[entry.number]) { $0.removed.append(old.annotations[entry.number]) }
        }
        for (first, second) in changes.sorted(by: { $0.1.span < $1.1.span }) {
            let change = Change(
                before: old.annotations[first.number], after: new.annotations[second.number],
                parts: first.parts(differentFrom: second))
            group(change.after) { $0.changed.append(change) }
        }
        groups.sort { ($0.plugin, $0.rule ?? "") < ($1.plugin, $1.rule ?? "") }
    }

    /// Takes out of the two lists, which are in order of position, the pairs that fit, each entry once.
    private static func pair(
        _ before: inout [Entry], _ after: inout [Entry], _ fit: (Entry, Entry) -> Bool
    ) -> [(Entry, Entry)] {
        var pairs: [(Entry, Entry)] = []
        var rest: [Entry] = []
        var taken = Array(repeating: false, count: after.count)
        var first = 0
        for entry in before {
            while first < after.count, taken[first] { first += 1 }
            var found: Int?
            for index in first..<max(first, after.count) where !taken[index] {
                // Those that start behind the end can neither be the same nor overlap.
                if after[index].span.start > entry.span.end { break }
                if fit(entry, after[index]) {
                    found = index
                    break
                }
            }
            if let found {
                taken[found] = true
                pairs.append((entry, after[found]))
            } else {
                rest.append(entry)
            }
        }
        before = rest
        after = zip(after, taken).filter { !$0.1 }.map(\.0)
        return pairs
    }
}

/// An annotation as it is compared: references say what they refer to and not under which number.
private struct Entry: Equatable {
    let number: Int
    let layer: String
    let label: String
    let span: Span
    let plugin: String
    let rule: String?
    let score: Double?
    let features: [FeatureValue.Field]

    init(_ record: AnnotatedArticle, _ number: Int) {
        let annotation = record.annotations[number]
        self.number = number
        (layer, label, span) = (annotation.layer, annotation.label, annotation.span)
        (plugin, rule, score) = (annotation.plugin, annotation.rule, annotation.score)
        func resolved(_ value: FeatureValue) -> FeatureValue {
            switch value {
            case .annotation(let other):
                guard record.annotations.indices.contains(other) else { return .null }
                let target = record.annotations[other]
                return .list([.string(target.layer), .string(target.label), .mention(target.span)])
            case .list(let values): return .list(values.map(resolved))
            case .object(let fields): return .object(fields.map { .init($0.name, resolved($0.value)) })
            default: return value
            }
        }
        features = annotation.features.map { .init($0.name, resolved($0.value)) }
    }

    static func == (a: Entry, b: Entry) -> Bool {
        a.span == b.span && a.layer == b.layer && a.label == b.label && a.plugin == b.plugin
            && a.rule == b.rule
            && a.score == b.score && a.features == b.features
    }

    func parts(differentFrom other: Entry) -> [String] {
        var parts: [String] = []
        if label != other.label { parts.append("label") }
        if span != other.span { parts.append("span") }
        if plugin != other.plugin { parts.append("plugin") }
        if rule != other.rule { parts.append("rule") }
        if score != other.score { parts.append("score") }
        let names = Set((features + other.features).map(\.name)).sorted()
        for name in names
        where features.first(where: { $0.name == name }) != other.features.first(where: { $0.name == name }) {
            parts.append(name)
        }
        return parts
    }
}
