internal import Diagnostics
public import ArticleModel

/// What is known of an article, in a few lines.
public struct ArticleCard {
    private let record: AnnotatedArticle
    private let tokens: Int
    private let sentences: Int
    private let style: TextStyle
    private let width: Int

    /// A card of an annotated article, with its numbers of tokens and sentences.
    public init(_ record: AnnotatedArticle, tokens: Int, sentences: Int, width: Int, style: TextStyle) {
        (self.record, self.tokens, self.sentences) = (record, tokens, sentences)
        (self.width, self.style) = (width, style)
    }

    /// The card in lines: the headline, what is known, and how much is in each layer.
    public var lines: [String] {
        let article = record.article
        let metadata = article.metadata
        let headline =
            metadata.headline
            ?? article.blocks.first { $0.kind == .headline }.map { article.text(of: $0.span) }
        // Without a headline, the text begins the card as it begins the article.
        let beginning = article.text(of: Span(0, min(article.utf8.count, 4 * width)))
        var lines = [headline.map { style.bold(TextWidth.fit($0, width)) } ?? TextWidth.fit(beginning, width)]
        func add(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            let label = name.padding(to: 11)
            lines.append(style.dim(label) + TextWidth.fit(value, max(10, width - 11)))
        }
        add("id", article.id.description)
        add("published", metadata.published ?? "unknown")
        add("byline", metadata.byline)
        add("dateline", [metadata.place, metadata.agency].compactMap { $0 }.joined(separator: ", "))
        add("source", metadata.source)
        add("url", metadata.url)
        add("language", metadata.language)
        let blocks = article.blocks.filter { $0.kind != .dateline }.count
        add("text", "\(count(blocks, "block")), \(count(sentences, "sentence")), \(count(tokens, "token"))")
        for layer in record.layers {
            let annotations = record.annotations.filter { $0.layer == layer }
            var counts: [String: Int] = [:]
            for annotation in annotations { counts[annotation.label, default: 0] += 1 }
            let labels = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            add(
                layer,
                "\(annotations.count): " + labels.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        }
        if !record.errors.isEmpty { add("errors", String(record.errors.count)) }
        return lines
    }

    private func count(_ number: Int, _ name: String) -> String {
        "\(number) \(name)\(number == 1 ? "" : "s")"
    }
}

extension String {
    /// The text with blanks behind it, at least one.
    func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - TextWidth.columns(self)))
    }
}
