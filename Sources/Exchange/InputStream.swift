internal import System

/// The pieces of input of some sources, one after the other, in constant memory but for the largest.
public final class InputStream {
    /// What asking for a piece gave.
    public enum Step {
        /// the next piece
        case item(InputItem)
        /// nothing yet; there is more to come
        case notYet
        /// nothing more
        case end
    }

    private var sources: [InputSource]
    private let options: ReadingOptions
    private var current: (any ItemReader)?

    /// Whether what is read at the moment is standard input.
    public private(set) var isStandardInput = false

    /// The parts of the sources that were not read and are no error: how many of each kind, as far as the
    /// sources have been read.
    public private(set) var skipped: [String: Int] = [:]

    /// The pieces of the sources in their order.
    public init(_ sources: [InputSource], _ options: ReadingOptions = ReadingOptions()) {
        self.sources = sources.reversed()
        self.options = options
    }

    /// The next piece; without `waiting`, only if it need not be waited for. A source that cannot be read
    /// (on) gives one piece that says why.
    public func next(waiting: Bool = true) -> Step {
        while true {
            if let current {
                let name = current.name
                do throws(FileSystem.Failure) {
                    switch try current.next(waiting: waiting) {
                    case .end: close(current)
                    case let step: return step
                    }
                } catch {
                    close(current)
                    return .item(InputItem(failed: error.description, source: name))
                }
            } else if let source = sources.popLast() {
                isStandardInput = source.path == "-"
                do throws(FileSystem.Failure) { current = try source.items(options) } catch {
                    return .item(
                        InputItem(failed: error.description, source: Path.stem(source.path)))
                }
            } else {
                return .end
            }
        }
    }

    private func close(_ reader: any ItemReader) {
        skipped.merge(reader.skipped, uniquingKeysWith: +)
        current = nil
    }

    /// Reads all pieces as articles, one after another.
    ///
    /// - Throws: what `body` throws, which ends the reading.
    public func forEach(_ reader: InputItemReader, _ body: (ReadResult) throws -> Void) rethrows {
        while case .item(let item) = next() { try body(reader.read(item)) }
    }
}
