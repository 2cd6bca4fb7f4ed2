internal import English
internal import Temporal

/// A date of publication that is read word by word: each word is the day, the month, the year, the time or the zone.
struct DateWords {
    private var year: Int?
    private var month: Int?
    private var day: Int?
    private var clock: String?
    private var zone: String?
    private var isAfternoon: Bool?
    /// The two dates that the numbers can mean.
    private(set) var readings: (CalendarDate, CalendarDate)?

    /// The words of a text; a time is parted from the letters that follow it, `8:30am`.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        for word in text.split(whereSeparator: {
            $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "|"
        }) {
            let digits = word.prefix { $0.isNumber || $0 == ":" }
            let rest = word.dropFirst(digits.count)
            if !digits.isEmpty, isHalf(rest) != nil {
                words += [String(digits), String(rest)]
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    /// Reads the next word; false if it has no meaning in a date.
    mutating func read(_ word: String) -> Bool {
        let lowered = word.lowercased()
        if Self.fillers.contains(lowered) { return true }
        if let afternoon = Self.isHalf(lowered) { return set(&isAfternoon, afternoon) }
        if let month = MonthNames.number(of: word) { return set(&self.month, month) }
        if word.contains(":") { return readClock(word) }
        if readNumericDate(word) { return true }
        if let zone = Self.zone(word) { return self.zone == zone || set(&self.zone, zone) }
        return readNumber(lowered)
    }

    /// The date as ISO 8601; nil if its parts are missing or do not fit together.
    var date: String? {
        guard let year, let month else { return nil }
        guard let day else {
            return clock == nil && (1...12).contains(month)
                ? String(CalendarDate(year: year, month: month, day: 1)?.description.dropLast(3) ?? "") : nil
        }
        guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
        guard let time else { return clock == nil ? date.description : nil }
        return "\(date)T\(time)"
    }

    /// The time with its zone.
    private var time: String? {
        guard let clock else { return nil }
        var parts = clock.split(separator: ":").map(String.init)
        guard let hour = Int(parts[0]) else { return nil }
        if let isAfternoon {
            guard (1...12).contains(hour) else { return nil }
            parts[0] = String(hour % 12 + (isAfternoon ? 12 : 0))
        }
        if parts[0].count == 1 { parts[0] = "0" + parts[0] }
        let time = parts.joined(separator: ":") + (zone ?? "")
        return TimexPoint("2000-01-01T" + time) == nil ? nil : time
    }

    private func set<Value>(_ place: inout Value?, _ value: Value) -> Bool {
        guard place == nil else { return false }
        place = value
        return true
    }

    // MARK: Words

    private static let fillers: Set<String> = [
        "mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday",
        "fri",
        "friday", "sat", "saturday", "sun", "sunday", "mon.", "tue.", "tues.", "wed.", "thu.", "thurs.",
        "fri.", "sat.",
        "sun.", "at", "on", "of", "the", "published", "published:", "posted", "posted:", "date:", "-", "–",
        "—", "·",
        // The long name of a zone whose offset is there too.
        "coordinated", "universal", "greenwich", "mean", "standard", "daylight", "summer", "time", "eastern",
        "central",
        "pacific", "mountain", "european",
        // Zones whose offset depends on the day: the time stays a local one.
        "et", "ct", "mt", "pt",
    ]

    /// Whether a word is p.m. and not a.m.; nil if it is neither.
    private static func isHalf(_ word: some StringProtocol) -> Bool? {
        switch word.lowercased() {
        case "am", "a.m.", "a.m": false
        case "pm", "p.m.", "p.m": true
        default: nil
        }
    }

    private mutating func readClock(_ word: String) -> Bool {
        var word = word[...]
        if let start = word.firstIndex(where: { $0 == "+" || $0 == "-" || $0 == "Z" }) {
            guard let zone = Self.zone(String(word[start...])) ?? ZoneOffset(word[start...])?.description,
                set(&self.zone, zone)
            else { return false }
            word = word[..<start]
        }
        return set(&clock, String(word))
    }

    private mutating func readNumber(_ word: String) -> Bool {
        var digits = word[...]
        for ending in ["st", "nd", "rd", "th", "."] where digits.hasSuffix(ending) {
            digits = digits.dropLast(ending.count)
        }
        guard let number = Int(digits), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
        if digits.count == 4 { return set(&year, number) }
        return digits.count < 3 && set(&day, number)
    }

    /// Reads `2024/09/13`, `13-Sep-2024`, `13.09.2024` and the like.
    private mutating func readNumericDate(_ word: String) -> Bool {
        for separator in ["/", "-", "."] as [Character] {
            let parts = word.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, year == nil, month == nil, day == nil else { continue }
            if parts[0].count == 4, let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2]) {
                (year, month, day) = (y, m, d)
                return true
            }
            guard parts[2].count == 4, let y = Int(parts[2]), let first = Int(parts[0]) else { continue }
            if let m = MonthNames.number(of: parts[1]) {
                (year, month, day) = (y, m, first)
                return true
            }
            guard let second = Int(parts[1]) else { continue }
            let american = CalendarDate(year: y, month: first, day: second)
            let european = CalendarDate(year: y, month: second, day: first)
            if let american, let european, american != european { readings = (american, european) }
            guard let date = american ?? european else { return false }
            (year, month, day) = (date.year, date.month, date.day)
            return true
        }
        return false
    }

    /// A zone as `Z` or `+hh:mm`: `GMT`, `EST`, `+0200`, `GMT+0000`, `UTC-5`.
    private static func zone(_ word: String) -> String? {
        if let zone = ZoneOffset(abbreviation: word) { return zone.description }
        guard word.hasPrefix("GMT") || word.hasPrefix("UTC") else {
            return word.count > 4 || word == "Z" ? ZoneOffset(word)?.description : nil
        }
        var offset = word.dropFirst(3)
        if offset.count == 2, let sign = offset.first { offset = "\(sign)0\(offset.dropFirst())" }
        return ZoneOffset(offset)?.description
    }

    /// A zone of the form `+hhmm` as `+hh:mm`.
    static func iso(zone: some StringProtocol) -> String? {
        guard zone.count == 5, zone.first == "+" || zone.first == "-" else { return nil }
        return zone.prefix(3) + ":" + zone.suffix(2)
    }
}
