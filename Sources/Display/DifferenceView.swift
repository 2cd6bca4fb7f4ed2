internal import Diagnostics
public import ArticleModel

/// Lists the difference between two results for an article, by rule.
public struct DifferenceView {
    private let difference: AnnotationDifference
    private let old: AnnotatedArticle
    private let new: AnnotatedArticle
    private let width: Int
    private let style: TextStyle

    /// Creates a view of a difference.
    public init(_ difference: AnnotationDifference, width: Int, style: TextStyle) {
        self.difference = difference
        old = difference.old
        new = difference.new
        self.width = width
        self.style = style
    }

    /// One line for each annotation, with `+` if it was added, `-` if it was removed and `~` if it changed, followed
    /// by the counts.
    public var lines: [String] {
        guard !difference.isEmpty else {
            let annotations = difference.unchanged == 1 ? "annotation" : "annotations"
            return [style.dim("no difference: \(difference.unchanged) \(annotations) as before")]
        }
        var lines: [String] = []
        for group in difference.groups {
            lines.append(style.bold(group.plugin + (group.rule.map { ".\($0)" } ?? "")))
            for annotation in group.added { lines.append(line("32", "+", annotation, new)) }
            for annotation in group.removed { lines.append(line("31", "-", annotation, old)) }
            for change in group.changed {
                lines.append(line("33", "~", change.after, new))
                for part in change.parts {
                    let before = FeatureText(old).text(ofPart: part, change.before)
                    let values = "\(before) → \(FeatureText(new).text(ofPart: part, change.after))"
                    lines.append(
                        "      " + style.dim(TextWidth.fit("\(part): \(values)", max(10, width - 6))))
                }
            }
        }
        let counts = [
            (difference.addedCount, "added"), (difference.removedCount, "removed"),
            (difference.changedCount, "changed"), (difference.unchanged, "unchanged"),
        ]
        return lines + [counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")]
    }

    private func line(_ codes: String, _ sign: String, _ annotation: Annotation, _ record: AnnotatedArticle)
        -> String
    {
        let text = TextWidth.fit(record.article.text(of: annotation.span), max(10, width / 2))
        let rest = "  \(annotation.layer).\(annotation.label)  at \(annotation.span.start + 1)"
        return "  " + style.apply(codes, "\(sign) \(text)") + style.dim(rest)
    }
}
