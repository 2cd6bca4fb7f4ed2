internal import ArgumentParser
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
