/// A position that names no place in the text.
public enum OffsetError: Error, Equatable {
    /// The byte offset lies before the start or after the end.
    case outsideText(byte: Int, byteCount: Int)
    /// The byte offset falls within the bytes of a scalar, as half of an “é” would.
    case insideScalar(byte: Int, scalarStart: Int)
    /// The offset in another counting lies before the start or after the end.
    case outside(offset: Int, count: Int)
}

extension OffsetError: CustomStringConvertible {
    /// What is wrong, with the numbers.
    public var description: String {
        switch self {
        case .outsideText(let byte, let byteCount):
            "byte \(byte) is outside the text, which has \(byteCount) bytes"
        case .insideScalar(let byte, let scalarStart):
            "byte \(byte) is inside the character that starts at byte \(scalarStart)"
        case .outside(let offset, let count):
            "offset \(offset) is outside the text, which has \(count) characters"
        }
    }
}
