/// How many units a duration counts: a whole number, a decimal one, or an unknown one (`X`).
public enum TimexAmount: Hashable, Sendable {
    /// A number that is not negative.
    case whole(Int)
    /// `coefficient` divided by ten to the power of `places` (1 to 6), the last digit not being 0:
    /// 2.5 is 25 with one place.
    case decimal(coefficient: Int, places: Int)
    /// `X`
    case unknown

    /// Reads `3`, `2.5` or `X`; `nil` for any other text, for numbers of more than 12 digits before the
    /// point, and for more than 6 behind it.
    public init?(_ text: some StringProtocol) {
        if text == "X" {
            self = .unknown
            return
        }
        let fields = Substring(text).split(separator: ".", omittingEmptySubsequences: false)
        guard fields.count <= 2, fields.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
            let first = fields.first, first.utf8.count <= 12, let number = Int(first)
        else { return nil }
        var fraction = fields.count == 2 ? fields[1] : ""
        guard fraction.utf8.count <= 6 else { return nil }
        while fraction.last == "0" { fraction.removeLast() }
        guard let part = Int("0" + fraction) else { return nil }
        let scale = Self.power(fraction.utf8.count)
        self =
            part == 0
            ? .whole(number)
            : .decimal(coefficient: number * scale + part, places: fraction.utf8.count)
    }

    /// A number; `nil` if it is negative, not finite, of more than 12 digits before the point, or has
    /// more than 6 decimals.
    public init?(_ number: Double) {
        guard number.isFinite, number >= 0, number < 1_000_000_000_000 else { return nil }
        // No rounding: on Linux that needs the C mathematics library, which nothing else here does.
        let whole = Int(number)
        if Double(whole) == number {
            self = .whole(whole)
        } else {
            self.init("\(number)")
        }
    }

    /// The number as a fraction; `nil` if it is unknown.
    public var ratio: (numerator: Int, denominator: Int)? {
        switch self {
        case .whole(let number) where number >= 0: (number, 1)
        case .decimal(let coefficient, let places) where (1...6).contains(places) && coefficient >= 0:
            (coefficient, Self.power(places))
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func power(_ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}

extension TimexAmount: CustomStringConvertible {
    /// `3`, `2.5` or `X`.
    public var description: String {
        switch self {
        case .whole(let number):
            return String(number)
        case .decimal(let coefficient, let places):
            let places = min(max(places, 1), 6)
            let digits = padded(max(0, coefficient), to: places + 1)
            return digits.dropLast(places) + "." + digits.suffix(places)
        case .unknown:
            return "X"
        }
    }
}
