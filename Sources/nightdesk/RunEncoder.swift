internal import Diagnostics
internal import ArticleModel
internal import Runs
internal import Display
internal import Exchange
internal import Serialization
internal import PluginHost
internal import ResultDatabase
internal import Tokenization

/// What the workers of `run` do with an article: records in the format of the output.
struct RunEncoder {
    private let command: RunCommand
    private let format: RunOutputOptions.Format
    private let width: Int
    private let isColored: Bool

    init(_ command: RunCommand, format: RunOutputOptions.Format, width: Int, isColored: Bool) {
        (self.command, self.format, self.width, self.isColored) = (command, format, width, isColored)
    }

    /// The worker, with the plugins loaded.
    func worker(_ reader: InputItemReader) throws -> BatchWorker {
        let workbench = try command.selection.workbench()
        let layers = try layers(workbench)
        return try BatchWorker(
            workbench, reader: reader, encode: encoder(workbench, layers), deadLetter: Self.deadLetter)
    }

    private func layers(_ workbench: Workbench) throws -> Set<String>? {
        let names = command.output.layers
        for layer in names.sorted() where !workbench.layers.contains(layer) {
            throw CommandError(
                "no plugin here provides the layer \"\(layer)\""
                    + didYouMean(layer, among: workbench.layers))
        }
        return names.isEmpty ? nil : Set(names)
    }

    private func encoder(_ workbench: Workbench, _ layers: Set<String>?) -> (ReadResult, AnnotatedArticle?) ->
        [UInt8]
    {
        let unit = command.output.offsets.unit
        var json = JSONLinesWriter(
            includesText: !command.output.noText, layers: layers, unit: unit)
        switch format {
        case .jsonl: return { read, record in record.map { json.line($0) } ?? json.line(failed: read) }
        case .flat:
            return { read, record in record.map { json.flatLines($0) } ?? json.flatLines(failed: read) }
        case .csv, .tsv:
            var table = TableWriter(format == .csv ? .comma : .tab, layers: layers, unit: unit)
            return { read, record in record.map { table.rows($0) } ?? table.rows(failed: read) }
        case .conll:
            let columns = ColumnWriter(layers: layers?.sorted() ?? workbench.layers, unit: unit)
            let tokenizer = workbench.tokenizer
            return { read, record in
                record.map { columns.lines($0, tokens: tokenizer.tokenize($0.article)) }
                    ?? columns.lines(failed: read)
            }
        case .brat:
            var brat = BratWriter(layers: layers)
            return { read, record in
                var json = JSONText()
                json.begin("{")
                json.key("name")
                json.value(BratWriter.fileName(read.id.description))
                if let record {
                    let files = brat.files(record)
                    json.key("text")
                    json.value(utf8: files.text[...])
                    json.key("annotations")
                    json.value(utf8: files.annotations[...])
                }
                json.end("}")
                return json.bytes
            }
        case .sqlite:
            return { read, record in
                DatabaseRecord.encode(read, record, &json)
            }
        case .text:
            return { read, record in
                guard let record else {
                    return Array(read.errors.map { "\(read.id): \($0.message)\n" }.joined().utf8)
                }
                let style = TextStyle(isColored: isColored, layers: workbench.layerDescriptions)
                var lines = HighlightedText(record, width: width, style: style).lines(layers: layers)
                let text = HighlightedText(record, width: width, style: style)
                if style.isColored { lines += [""] + text.legend(layers: layers) }
                lines += ArticleSummary(record, width: width, style: style).lines(layers: layers)
                return Array((lines.joined(separator: "\n") + "\n").utf8)
            }
        }
    }

    /// The input of an article in which something went wrong, as a line that can be run again.
    private static func deadLetter(_ read: ReadResult, _ item: InputItem) -> [UInt8] {
        if item.kind == .json { return item.bytes + [10] }
        var json = JSONText()
        json.begin("{")
        json.key("id")
        json.value(read.id.description)
        if let article = read.article {
            if let published = article.metadata.published {
                json.key("published")
                json.value(published)
            }
            for field in article.fields {
                json.key(field.name)
                json.value(utf8: article.utf8[field.span.range])
            }
        } else {
            json.key("source")
            json.value(item.source)
        }
        json.end("}")
        json.newline()
        return json.bytes
    }
}
