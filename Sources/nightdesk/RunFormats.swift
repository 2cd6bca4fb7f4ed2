internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import ResultDatabase

/// The formats of `run --format`.
enum RunFormats {
    /// All formats, in the order of help.
    static let all = RecordFormats([
        JSONLinesFormat(), FlatLinesFormat(), TableFormat(.comma), TableFormat(.tab), DatabaseFormat(),
        BratFormat(), ColumnFormat(), TextFormat(),
    ])

    /// The names of the formats that write a folder, for help.
    static var folders: String {
        all.all.filter { $0.destination == .folder }.map(\.name).joined(separator: " and ")
    }
}

/// A format by its name, as the value of `--format`.
struct RecordFormatName: ExpressibleByArgument {
    let format: any RecordFormat

    init(_ format: any RecordFormat) { self.format = format }

    init?(argument: String) {
        guard let format = RunFormats.all.named(argument) else { return nil }
        self.format = format
    }

    static var allValueStrings: [String] { RunFormats.all.all.map(\.name) }
}

/// The view of an article for the terminal, as text.
struct TextFormat: RecordFormat {
    let name = "text"
    var width = 110
    var isColored = false

    func encoder(_ context: EncodingContext) -> any RecordEncoder {
        TextEncoder(
            width: width, style: TextStyle(isColored: isColored, layers: context.descriptions),
            layers: context.layers)
    }
}

/// Writes the highlighted text of articles, and a table of their annotations.
private struct TextEncoder: RecordEncoder {
    let width: Int
    let style: TextStyle
    let layers: Set<String>?

    func encode(_ record: OutgoingRecord) -> [UInt8] {
        guard let annotated = record.annotated else {
            return Array(record.errors.map { "\(record.id): \($0.message)\n" }.joined().utf8)
        }
        let text = HighlightedText(annotated, width: width, style: style)
        var lines = text.lines(layers: layers)
        if style.isColored { lines += [""] + text.legend(layers: layers) }
        lines += ArticleSummary(annotated, width: width, style: style).lines(layers: layers)
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
