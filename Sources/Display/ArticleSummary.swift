public import ArticleModel

/// What was found in an article, as tables: one a layer.
public struct ArticleSummary {
    private let record: AnnotatedArticle
    private let width: Int
    private let style: TextStyle

    /// A summary of an annotated article.
    public init(_ record: AnnotatedArticle, width: Int, style: TextStyle) {
        self.record = record
        self.width = width
        self.style = style
    }

    /// The tables, layer by layer, in lines.
    public func lines(layers: Set<String>? = nil) -> [String] {
        var lines: [String] = []
        for layer in record.layers where layers?.contains(layer) ?? true {
            let annotations = record.annotations.filter { $0.layer == layer }
            lines += ["", style.bold("\(layer) (\(annotations.count))")]
            lines += table(layer, annotations).lines(width: width, style: style)
        }
        if !record.errors.isEmpty {
            lines += ["", style.apply("1;31", "errors (\(record.errors.count))")]
            for error in record.errors {
                lines.append(
                    [error.plugin, error.kind, error.message].compactMap { $0 }.joined(separator: "  "))
            }
        }
        return lines
    }

    private func table(_ layer: String, _ annotations: [Annotation]) -> Table {
        switch layer {
        case "quotes": quotes(annotations)
        case "entities": entities(annotations)
        default: general(annotations)
        }
    }

    private func quotes(_ annotations: [Annotation]) -> Table {
        var table = Table(["speaker", "cue", "label", "quotation"])
        for annotation in annotations {
            let speaker = annotation["speaker"]
            let name = speaker?["canonical"]?.string ?? speaker?["span"].map(shown) ?? "–"
            let cue = annotation["cue"]?["span"].map(shown) ?? "–"
            table.add(
                [name, cue, annotation.label, record.article.text(of: annotation.span)],
                style: TextStyle.color(layer: "entities", label: "PERSON"))
        }
        return table
    }

    /// One row for each chain, with how often it is mentioned.
    private func entities(_ annotations: [Annotation]) -> Table {
        var table = Table(["name", "label", "mentions", "details"])
        var order: [String] = []
        var chains: [String: [Annotation]] = [:]
        for annotation in annotations {
            let key =
                "\(annotation.label) \(annotation["entity"].map(shown) ?? annotation["canonical"]?.string ?? record.article.text(of: annotation.span))"
            if chains[key] == nil { order.append(key) }
            chains[key, default: []].append(annotation)
        }
        for key in order {
            let chain = chains[key]!
            let name = chain[0]["canonical"]?.string ?? record.article.text(of: chain[0].span)
            var details: [String] = []
            for feature in ["title", "role", "country", "amount", "currency"] {
                let values = chain.compactMap { $0[feature].map(shown) }
                if let value = values.first { details.append("\(feature) \(value)") }
            }
            table.add(
                [name, chain[0].label, String(chain.count), details.joined(separator: ", ")],
                style: TextStyle.color(layer: chain[0].layer, label: chain[0].label))
        }
        return table
    }

    private func general(_ annotations: [Annotation]) -> Table {
        var table = Table(["text", "label", "value", "features"])
        for annotation in annotations {
            let others = annotation.features.filter { $0.name != "value" }
            table.add(
                [
                    record.article.text(of: annotation.span), annotation.label,
                    annotation["value"].map(shown) ?? annotation["canonical"].map(shown) ?? "",
                    others.map { "\($0.name) \(shown($0.value))" }.joined(separator: ", "),
                ], style: TextStyle.color(layer: annotation.layer, label: annotation.label))
        }
        return table
    }

    private func shown(_ value: FeatureValue) -> String { FeatureText(record).text(value) }
}
