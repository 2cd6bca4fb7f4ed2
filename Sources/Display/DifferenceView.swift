internal import Diagnostics
public import ArticleModel
internal import Evaluation

/// The difference between two results for an article, by rule, in lines.
public struct DifferenceView {
    private let difference: AnnotationDifference
    private let old: AnnotatedArticle
    private let new: AnnotatedArticle
    private let width: Int
    private let style: TextStyle

    /// The difference of two results.
    public init(from old: AnnotatedArticle, to new: AnnotatedArticle, width: Int, style: TextStyle) {
        difference = AnnotationDifference(from: old, to: new)
        (self.old, self.new, self.width, self.style) = (old, new, width, style)
    }

    /// `+` before what was added, `-` before what was removed, `~` before what has changed; the counts
    /// last.
    public var lines: [String] {
        guard !difference.isEmpty else {
            return [style.dim("no difference: \(difference.unchanged) annotations as before")]
        }
        var lines: [String] = []
        for group in difference.groups {
            lines.append(style.bold(group.plugin + (group.rule.map { ".\($0)" } ?? "")))
            for annotation in group.added { lines.append(line("32", "+", annotation, new)) }
            for annotation in group.removed { lines.append(line("31", "-", annotation, old)) }
            for change in group.changed {
                lines.append(line("33", "~", change.after, new))
                for part in change.parts {
                    let values = "\(text(part, change.before, old)) → \(text(part, change.after, new))"
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

    private func text(_ part: String, _ annotation: Annotation, _ record: AnnotatedArticle) -> String {
        switch part {
        case "label": annotation.label
        case "span": "“\(record.article.text(of: annotation.span))”"
        case "plugin": annotation.plugin
        case "rule": annotation.rule ?? "–"
        case "score": annotation.score.map { String($0) } ?? "–"
        default: annotation[part].map { FeatureText(record).text($0) } ?? "–"
        }
    }
}
