public import ArticleModel

/// Lists the differences between two results for many articles, by rule, with examples.
public struct ResultDifferenceView {
    private struct Item {
        var kind: String
        var annotation: Annotation
        var record: AnnotatedArticle
        var details: [String] = []
    }

    private let differences: [AnnotationDifference]
    private let examples: Int

    /// Creates a view of the articles that differ.
    ///
    /// - Parameter examples: the maximum number of examples to show for each rule and kind of difference.
    public init(_ differences: [AnnotationDifference], examples: Int) {
        self.differences = differences
        self.examples = examples
    }

    /// For each rule a line with its counts, such as `names.Title: 1 added, 0 removed, 2 changed`, followed by
    /// examples in context.
    public var lines: [String] {
        var rules: [String: (added: [Item], removed: [Item], changed: [Item])] = [:]
        for difference in differences {
            for group in difference.groups {
                let name = [group.plugin, group.rule ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
                var items = rules[name] ?? ([], [], [])
                items.added += group.added.map { Item(kind: "added", annotation: $0, record: difference.new) }
                items.removed += group.removed.map {
                    Item(kind: "removed", annotation: $0, record: difference.old)
                }
                items.changed += group.changed.map { change in
                    Item(
                        kind: "changed", annotation: change.after, record: difference.new,
                        details: change.parts.map { detail($0, change, difference) })
                }
                rules[name] = items
            }
        }
        guard !rules.isEmpty else { return ["no difference"] }
        return rules.sorted { $0.key < $1.key }.flatMap { name, items in
            [
                "\(name.isEmpty ? "–" : name): \(items.added.count) added, \(items.removed.count) removed, "
                    + "\(items.changed.count) changed"
            ]
                + [items.added, items.removed, items.changed].flatMap { $0.prefix(examples).map(line) }
        }
    }

    private func detail(
        _ part: String, _ change: AnnotationDifference.Change, _ difference: AnnotationDifference
    ) -> String {
        let before = FeatureText(difference.old).text(ofPart: part, change.before)
        let after = FeatureText(difference.new).text(ofPart: part, change.after)
        return "\(part) \(flat(before)) → \(flat(after))"
    }

    private func line(_ item: Item) -> String {
        let details = item.details.isEmpty ? "" : " (\(item.details.joined(separator: ", ")))"
        let start = "  \(item.kind) \(item.annotation.label)\(details) \(item.record.article.id)"
        let (utf8, span) = (item.record.article.utf8, item.annotation.span)
        guard span.end <= utf8.count, !utf8.isEmpty else { return "\(start):\(span.start)" }
        let before = String(decoding: utf8[..<span.start], as: UTF8.self).unicodeScalars.suffix(30)
        let after = String(decoding: utf8[span.end...].prefix(150), as: UTF8.self).unicodeScalars.prefix(30)
        let context = "\(String(before))«\(item.record.article.text(of: span))»\(String(after))"
        return "\(start): \(flat(context))"
    }

    private func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ¶ ")
    }
}
