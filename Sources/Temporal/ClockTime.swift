/// A time on a clock of 24 hours, to the hour, minute or second (ISO 8601-1, 4.3).
public struct ClockTime: Hashable, Sendable {
    /// 0 to 23, or 24 for the midnight at the end of the day.
    public let hour: Int
    /// 0 to 59; `nil` if only the hour is given.
    public let minute: Int?
    /// 0 to 59; `nil` if it is not given. There are no leap seconds.
    public let second: Int?
    /// The difference from UTC, where one is given.
    public let zone: ZoneOffset?

    /// A time from its numbers; `nil` outside their ranges, for a second without a minute, and past 24:00.
    public init?(hour: Int, minute: Int? = nil, second: Int? = nil, zone: ZoneOffset? = nil) {
        guard (0...24).contains(hour), (0...59).contains(minute ?? 0), (0...59).contains(second ?? 0),
            minute != nil || second == nil, hour < 24 || (minute ?? 0) + (second ?? 0) == 0
        else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.zone = zone
    }

    /// A time on a clock of 12 hours: 12 a.m. is 00, 12 p.m. is 12; `nil` unless the hour is 1 to 12.
    public init?(
        hour12: Int, afternoon: Bool, minute: Int? = nil, second: Int? = nil, zone: ZoneOffset? = nil
    ) {
        guard (1...12).contains(hour12) else { return nil }
        self.init(hour: hour12 % 12 + (afternoon ? 12 : 0), minute: minute, second: second, zone: zone)
    }

    /// Reads `HH`, `HH:MM`, `HH:MM:SS`, each with or without a zone; `nil` for any other text.
    ///
    /// A fraction of a second, as in the time stamps of feeds, is read and dropped.
    public init?(_ text: some StringProtocol) {
        let zoneStart = text.firstIndex { $0 == "Z" || $0 == "+" || $0 == "-" } ?? text.endIndex
        let zone = ZoneOffset(text[zoneStart...])
        guard zone != nil || zoneStart == text.endIndex else { return nil }
        var fields = Substring(text[..<zoneStart]).split(separator: ":", omittingEmptySubsequences: false)
            .map(String.init)
        if fields.count == 3, let dot = fields[2].firstIndex(of: ".") {
            let fraction = fields[2][dot...].dropFirst().utf8
            guard !fraction.isEmpty, fraction.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            fields[2] = String(fields[2][..<dot])
        }
        let numbers = fields.compactMap { $0.utf8.count == 2 ? Digits($0)?.value : nil }
        guard numbers.count == fields.count, (1...3).contains(numbers.count) else { return nil }
        self.init(
            hour: numbers[0], minute: numbers.count > 1 ? numbers[1] : nil,
            second: numbers.count > 2 ? numbers[2] : nil, zone: zone)
    }

    /// ``Granularity/hour``, ``Granularity/minute`` or ``Granularity/second``.
    public var granularity: Granularity { second != nil ? .second : minute != nil ? .minute : .hour }

    /// Seconds since the midnight at which the day begins, 0 to 86,400.
    public var secondOfDay: Int { hour * 3600 + (minute ?? 0) * 60 + (second ?? 0) }

    /// The same time in a zone, or in none.
    public func with(zone: ZoneOffset?) -> ClockTime {
        ClockTime(hour: hour, minute: minute, second: second, zone: zone) ?? self
    }

    /// Noon, `12:00`.
    public static let noon = ClockTime(fullHour: 12)
    /// The midnight that begins a day, `00:00`.
    public static let midnight = ClockTime(fullHour: 0)
    /// The midnight that ends a day, `24:00`.
    public static let endOfDay = ClockTime(fullHour: 24)

    private init(fullHour: Int) {
        hour = fullHour
        minute = 0
        second = nil
        zone = nil
    }
}

extension ClockTime: CustomStringConvertible {
    /// `HH`, `HH:MM` or `HH:MM:SS` with the zone behind it, without the `T` that goes before.
    public var description: String {
        let fields = [hour, minute, second].compactMap { $0.map { padded($0, to: 2) } }
        return fields.joined(separator: ":") + (zone?.description ?? "")
    }
}
