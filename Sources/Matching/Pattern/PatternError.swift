internal import ArticleModel
public import Diagnostics

/// What is wrong with a pattern, and where.
public struct PatternError: Error, Equatable, CustomStringConvertible {
    /// What is wrong and what to do.
    public var message: String
    /// Byte offset in the pattern, from 0.
    public var offset: Int
    /// How many bytes of the pattern are meant; at least 1.
    public var length: Int

    /// An error at a place in the pattern.
    public init(_ message: String, at offset: Int, length: Int = 1) {
        self.message = message
        self.offset = offset
        self.length = max(1, length)
    }

    /// The error with the pattern's line and carets below what is meant; for patterns that stand alone and not in a
    /// file.
    public func diagnostic(in pattern: String) -> Diagnostic {
        let lines = LineMap(of: Array(pattern.utf8))
        let (line, column) = lines.position(ofByte: offset)
        let meant = pattern.utf8.dropFirst(offset).prefix(length)
        return Diagnostic(
            .pattern, message,
            at: SourceLocation(
                file: "", line: line, column: column,
                length: String(decoding: meant, as: UTF8.self).unicodeScalars.count),
            excerpt: lines.line(line))
    }

    /// The message with the column, from 1.
    public var description: String { "\(message) (at character \(offset + 1) of the pattern)" }
}
