public import ArticleModel

extension AnnotationDifference {
    /// Compares two results for the same text.
    ///
    /// Two annotations are equal if they differ in nothing but id. Of the others, two annotations of one layer count
    /// as one that changed if they have the same span, or else the same label and overlapping spans.
    ///
    /// - Parameter layers: the layers to compare, or nil for all.
    public init(from old: AnnotatedArticle, to new: AnnotatedArticle, layers: Set<String>? = nil) {
        func entries(_ record: AnnotatedArticle) -> [Entry] {
            record.annotations.indices.filter { layers?.contains(record.annotations[$0].layer) ?? true }
                .map { Entry(record, $0) }
                // Records that others wrote need not be in text order, which pairing relies on.
                .sorted { ($0.span, $0.number) < ($1.span, $1.number) }
        }
        var before = entries(old)
        var after = entries(new)
        let unchanged = Self.pair(&before, &after) { $0 == $1 }.count
        var changes = Self.pair(&before, &after) { $0.layer == $1.layer && $0.span == $1.span }
        changes += Self.pair(&before, &after) {
            $0.layer == $1.layer && $0.label == $1.label && $0.span.overlaps($1.span)
        }
        var groups: [Group] = []
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
        self.init(from: old, to: new, groups: groups, unchanged: unchanged)
    }

    /// Removes the pairs that `fit` from two lists in text order and returns them. Each entry is used once.
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
                // Entries that start after the end are neither equal nor overlapping.
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

/// An annotation prepared for comparison: references are replaced by what they refer to, since ids are arbitrary.
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
