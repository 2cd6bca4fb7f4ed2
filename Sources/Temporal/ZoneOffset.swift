/// A difference from UTC as ISO 8601-1, 4.3.13 writes it: `Z`, `+05:30`, `-03:00`.
public struct ZoneOffset: Hashable, Sendable {
    /// Minutes ahead of UTC, -1439 to 1439; negative west of Greenwich.
    public let minutes: Int

    /// An offset in minutes; `nil` unless it is shorter than a day.
    public init?(minutes: Int) {
        guard (-1439...1439).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `Z`, `+hh`, `+hhmm` or `+hh:mm` (or with `-`); `nil` for any other text.
    public init?(_ text: some StringProtocol) {
        if text == "Z" {
            minutes = 0
            return
        }
        let digits = Array(text.utf8.dropFirst().filter { $0 != 0x3A })
        let hasColon = text.utf8.count == digits.count + 2
        guard text.first == "+" || text.first == "-", digits.count == 2 || digits.count == 4,
            text.utf8.count == digits.count + 1
                || (hasColon && digits.count == 4 && text.utf8.dropFirst(3).first == 0x3A),
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let numbers = digits.map { Int($0) - 0x30 } + [0, 0]
        let (hours, rest) = (numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3])
        guard hours < 24, rest < 60 else { return nil }
        minutes = (text.first == "-" ? -1 : 1) * (hours * 60 + rest)
    }

    /// The offset that an abbreviation of news English stands for, as `EST`; `nil` if it is not in the
    /// table. Capitals only, since `est` and `met` are words.
    ///
    /// Where an abbreviation has several meanings, the table has the one usual in American and
    /// British news: `CST` is Chicago and not Shanghai, `IST` India and not Israel, `BST` British
    /// summer time. `ET`, `CT`, `MT` and `PT` are not in it: their offset depends on the day.
    public init?(abbreviation: String) {
        guard let hours = Self.hoursOfAbbreviation[abbreviation] else { return nil }
        minutes = Int(hours * 60)
    }

    private static let hoursOfAbbreviation: [String: Double] = [
        "GMT": 0, "UTC": 0, "WET": 0, "Z": 0,
        "BST": 1, "CET": 1, "MEZ": 1, "WAT": 1, "WEST": 1,
        "CEST": 2, "CAT": 2, "EET": 2, "SAST": 2,
        "EEST": 3, "EAT": 3, "MSK": 3, "TRT": 3, "IRST": 3.5, "GST": 4,
        "PKT": 5, "IST": 5.5, "NPT": 5.75, "ICT": 7, "WIB": 7,
        "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9,
        "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
        "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "AST": -4, "ADT": -3,
        "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
        "AKST": -9, "AKDT": -8, "HST": -10,
    ]
}

extension ZoneOffset: CustomStringConvertible {
    /// `Z` for UTC itself, otherwise `+hh:mm` or `-hh:mm`.
    public var description: String {
        guard minutes != 0 else { return "Z" }
        let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
        return (minutes < 0 ? "-" : "+") + padded(hours, to: 2) + ":" + padded(rest, to: 2)
    }
}
