public import ArticleModel
internal import System
internal import Temporal

/// Dates of publication as feeds, pages and records write them.
public enum PublicationDate {
    /// Why a text is not accepted as a date of publication.
    public struct Failure: Error, Equatable {
        /// The text, and the reason: the end of a sentence that begins with the text.
        public var text: String, reason: String

        /// The error of a record with the date.
        ///
        /// - Parameter line: the line of the input.
        public func articleError(line: Int?) -> ArticleError {
            ArticleError(
                stage: "read", kind: "published", message: "'published' is \"\(text)\", which \(reason)",
                line: line)
        }
    }

    /// Returns the date as ISO 8601, or nil if ``read(_:)`` does not accept it.
    public static func normalized(_ text: String) -> String? {
        // For callers that say themselves what is wrong.
        try? read(text)
    }

    /// Returns the date as ISO 8601. It accepts
    ///
    /// - ISO 8601, also in its basic form, with a blank for the `T` or with slashes: `2024-09-13`,
    ///   `2024-09-13 08:30`, `20240913T083000Z`, `2024/09/13`;
    /// - dates with the name of the month, with or without weekday, time and zone:
    ///   `Fri, 13 Sep 2024 08:30:00 GMT`, `September 13, 2024`, `Fri Sep 13 08:00:00 +0000 2024`;
    /// - numbers, if there is one way to read them: `9/13/2024`, `13.09.2024`;
    /// - seconds or milliseconds since 1970: `1726216200`.
    ///
    /// - Throws: ``Failure`` if it is something else, or lies before 1600 or more than a year in the future.
    public static func read(_ text: String) throws(Failure) -> String {
        let today = CalendarDate(dayNumber: Int(Clock.calendarSeconds / 86400))
        return try read(text, latest: today?.adding(days: 366)?.description)
    }

    /// - Parameter latest: the last day that is accepted; nil if there is none.
    static func read(_ text: String, latest: String?) throws(Failure) -> String {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var found = iso(trimmed) ?? number(trimmed)
        if found == nil { found = try worded(trimmed) }
        guard let date = found else {
            throw Failure(text: text, reason: "is no date; write it as 2024-09-13 or 2024-09-13T08:30Z")
        }
        guard let year = Int(date.prefix(4)), year >= 1600 else {
            throw Failure(text: text, reason: "is before the year 1600 and is taken for a placeholder")
        }
        if let latest, date.prefix(10) > latest {
            throw Failure(text: text, reason: "is more than a year in the future")
        }
        return date
    }

    private static func worded(_ text: String) throws(Failure) -> String? {
        var words = DateWords()
        for word in DateWords.words(of: text) {
            guard words.read(word) else { return nil }
        }
        if let (a, b) = words.readings {
            throw Failure(
                text: text, reason: "is either \(a) or \(b); write the one that is meant, as year-month-day")
        }
        return words.date
    }

    // MARK: ISO 8601

    private static func iso(_ text: String) -> String? {
        let shaped = isoShaped(extended(text))
        guard let point = TimexPoint(shaped), point.isSpecified,
            point.calendarDate != nil || point.granularity == .month || point.granularity == .year
        else { return nil }
        return shaped
    }

    /// The basic form of ISO 8601 in the extended one: 20240913T083000Z, 20240913083000, 20240913.
    private static func extended(_ text: String) -> String {
        let digits = Array(text.prefix { $0.isASCII && $0.isNumber })
        var rest = text.dropFirst(digits.count)
        guard digits.count == 8 || digits.count == 14 || digits.count == 12 else { return text }
        let date = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
        var clock = digits[8...]
        if clock.isEmpty {
            guard rest.first == "T" else { return rest.isEmpty ? date : text }
            rest.removeFirst()
            clock = ArraySlice(rest.prefix { $0.isASCII && $0.isNumber })
            rest = rest.dropFirst(clock.count)
        }
        guard clock.count == 4 || clock.count == 6 else { return text }
        let pairs = stride(from: clock.startIndex, to: clock.endIndex, by: 2).map {
            String(clock[$0..<$0 + 2])
        }
        return "\(date)T\(pairs.joined(separator: ":"))\(rest)"
    }

    /// With T between date and time, and the zone as `Z` or `+hh:mm` right after the time.
    private static func isoShaped(_ text: String) -> String {
        var text = text
        if text.count > 10, text[text.index(text.startIndex, offsetBy: 10)] == " " {
            let at = text.index(text.startIndex, offsetBy: 10)
            text.replaceSubrange(at...at, with: "T")
        }
        if text.hasSuffix(" UTC") || text.hasSuffix(" GMT") { text = text.dropLast(4) + "Z" }
        if text.count > 16, let sign = text.dropLast(4).last, sign == "+" || sign == "-",
            let zone = DateWords.iso(zone: text.suffix(5))
        {
            let time = text.dropLast(5)
            text = (time.last == " " ? time.dropLast() : time) + zone
        }
        return text
    }

    // MARK: Numbers

    /// Seconds or milliseconds since 1970.
    private static func number(_ text: String) -> String? {
        let whole = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(whole.count)
        guard rest.isEmpty || rest.first == "." && rest.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
            let value = Int(whole), (9...10).contains(whole.count) || (12...13).contains(whole.count)
        else { return nil }
        let seconds = whole.count > 10 ? value / 1000 : value
        guard let day = CalendarDate(dayNumber: seconds / 86400),
            let time = ClockTime(
                hour: seconds % 86400 / 3600, minute: seconds % 3600 / 60, second: seconds % 60,
                zone: ZoneOffset("Z"))
        else { return nil }
        return "\(day)T\(time)"
    }
}
