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
        guard let description = style.layers[layer] else { return general(annotations) }
        if let group = description.group { return grouped(annotations, by: group, description.table) }
        return description.table.isEmpty ? general(annotations) : columns(annotations, description.table)
    }

    /// One column for each feature.
    private func columns(_ annotations: [Annotation], _ features: [String]) -> Table {
        var table = Table(features + ["label", "text"])
        for annotation in annotations {
            table.add(
                features.map { annotation[$0].map(cell) ?? "–" } + [
                    annotation.label, record.article.text(of: annotation.span),
                ],
                style: style.color(layer: annotation.layer, label: annotation.label))
        }
        return table
    }

    /// One row for each value of a feature, with the number of its mentions.
    private func grouped(_ annotations: [Annotation], by group: String, _ features: [String]) -> Table {
        var table = Table(["name", "label", "mentions", "details"])
        var order: [String] = []
        var chains: [String: [Annotation]] = [:]
        for annotation in annotations {
            let value = annotation[group].map(shown) ?? name(annotation)
            let key = "\(annotation.label) \(value)"
            if chains[key] == nil { order.append(key) }
            chains[key, default: []].append(annotation)
        }
        for key in order {
            let chain = chains[key]!
            let details = features.compactMap { feature in
                chain.lazy.compactMap { $0[feature].map(shown) }.first.map { "\(feature) \($0)" }
            }
            table.add(
                [name(chain[0]), chain[0].label, String(chain.count), details.joined(separator: ", ")],
                style: style.color(layer: chain[0].layer, label: chain[0].label))
        }
        return table
    }

    private func name(_ annotation: Annotation) -> String {
        annotation["canonical"]?.string ?? record.article.text(of: annotation.span)
    }

    /// A mention with a canonical name is shown by it.
    private func cell(_ value: FeatureValue) -> String { value["canonical"]?.string ?? shown(value) }

    private func general(_ annotations: [Annotation]) -> Table {
        var table = Table(["text", "label", "value", "features"])
        for annotation in annotations {
            let others = annotation.features.filter { $0.name != "value" }
            table.add(
                [
                    record.article.text(of: annotation.span), annotation.label,
                    annotation["value"].map(shown) ?? annotation["canonical"].map(shown) ?? "",
                    others.map { "\($0.name) \(shown($0.value))" }.joined(separator: ", "),
                ], style: style.color(layer: annotation.layer, label: annotation.label))
        }
        return table
    }

    private func shown(_ value: FeatureValue) -> String { FeatureText(record).text(value) }
}
