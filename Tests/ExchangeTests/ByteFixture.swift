import ArticleModel
import Exchange
import System
import Testing

/// Bytes in memory that are read a few at a time.
final class PiecewiseBytes: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let most: Int
    let isReady = true

    init(_ bytes: some Sequence<UInt8>, most: Int = 200) {
        rest = Array(bytes)[...]
        self.most = most
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = rest.prefix(min(most, buffer.count))
        buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }
}

/// The items of a file of a format, read in pieces of `most` bytes.
func items(
    of format: String, _ bytes: some Sequence<UInt8>, path: String, most: Int = 200,
    _ options: ReadingOptions = ReadingOptions()
) throws -> [InputItem] {
    let format = try #require(InputFormats.named(format))
    let reader = format.items(in: PiecewiseBytes(bytes, most: most), path: path, options)
    var items: [InputItem] = []
    while case .item(let item) = try reader.next(waiting: true) { items.append(item) }
    return items
}

/// What comes of the items of a file.
func results(
    of format: String, _ text: String, path: String, _ reader: InputItemReader = InputItemReader()
) throws -> [ReadResult] {
    try items(of: format, text.utf8, path: path, reader.options).map(reader.read)
}

/// The text of each article, or `! ` and its errors.
func texts(_ results: [ReadResult]) -> [String] {
    results.map { $0.article?.text ?? "! " + $0.errors.map(\.message).joined(separator: "; ") }
}
