/// A number of one to four decimal digits, each of which may be unspecified, as in `199X` or `XX`.
///
/// TIMEX3 writes an `X` for each digit that the text does not give.
public struct Digits: Hashable, Sendable {
    /// One nibble per digit, the first digit highest; 15 stands for X.
    private let nibbles: UInt16

    /// The number of digits, 1 to 4.
    public let width: Int

    /// A number padded to `width` digits (1 to 4); `nil` if it does not fit or is negative.
    public init?(_ value: Int, width: Int) {
        guard (1...4).contains(width), (0..<Self.limits[width]).contains(value) else { return nil }
        self.init(padding: value, to: width)
    }

    /// The digits as written: one to four characters of `0` to `9` and `X`; `nil` for any other text.
    public init?(_ text: some StringProtocol) {
        var nibbles: UInt16 = 0
        var width = 0
        for byte in text.utf8 {
            guard width < 4, (0x30...0x39).contains(byte) || byte == 0x58 else { return nil }
            nibbles = nibbles << 4 | (byte == 0x58 ? Self.unknown : UInt16(byte - 0x30))
            width += 1
        }
        guard width > 0 else { return nil }
        self.nibbles = nibbles
        self.width = width
    }

    /// For numbers that are known to fit.
    init(padding value: Int, to width: Int) {
        var rest = value
        var nibbles: UInt16 = 0
        for position in 0..<width {
            nibbles |= UInt16(rest % 10) << UInt16(4 * position)
            rest /= 10
        }
        self.nibbles = nibbles
        self.width = width
    }

    private init(nibbles: UInt16, width: Int) {
        self.nibbles = nibbles
        self.width = width
    }

    /// `XXXX`
    public static let unspecifiedYear = Digits(nibbles: 0xFFFF, width: 4)

    /// The number, if every digit is known.
    public var value: Int? { isSpecified ? lowest : nil }

    /// Whether every digit is known.
    public var isSpecified: Bool { !(0..<width).contains { digit($0) == Self.unknown } }

    /// Whether no digit is known.
    public var isUnspecified: Bool { (0..<width).allSatisfy { digit($0) == Self.unknown } }

    /// The number of unknown digits at the end when all before them are known; otherwise `nil`.
    public var unknownTail: Int? {
        let known = (0..<width).first { digit($0) == Self.unknown } ?? width
        return (known..<width).allSatisfy { digit($0) == Self.unknown } ? width - known : nil
    }

    /// The smallest number that the digits can stand for.
    public var lowest: Int {
        (0..<width).reduce(0) { $0 * 10 + (digit($1) == Self.unknown ? 0 : Int(digit($1))) }
    }

    /// The digits without their last `count`; `nil` if none would be left or all stay.
    public func dropping(last count: Int) -> Digits? {
        guard count > 0, count < width else { return nil }
        return Digits(nibbles: nibbles >> UInt16(4 * count), width: width - count)
    }

    /// Whether the digits can stand for some number in the range.
    public func canMatch(_ range: ClosedRange<Int>) -> Bool {
        if isSpecified { return range.contains(lowest) }
        return range.clamped(to: 0...Self.limits[width] - 1).contains { candidate in
            let other = Digits(padding: candidate, to: width)
            return (0..<width).allSatisfy { digit($0) == Self.unknown || digit($0) == other.digit($0) }
                && range.contains(candidate)
        }
    }

    /// The digit at a position from the left.
    private func digit(_ position: Int) -> UInt16 {
        nibbles >> UInt16(4 * (width - 1 - position)) & 0xF
    }

    private static let unknown: UInt16 = 15
    /// The first number that needs more digits than the position says.
    private static let limits = [1, 10, 100, 1000, 10_000]
}

extension Digits: CustomStringConvertible {
    /// The digits as written, as `199X`.
    public var description: String {
        (0..<width).reduce(into: "") { text, position in
            let digit = digit(position)
            text += digit == Self.unknown ? "X" : String(digit)
        }
    }
}
