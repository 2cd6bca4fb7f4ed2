/// A part of the day with its TIMEX3 code, and the hours it is taken to mean.
///
/// TIMEX3 gives the codes and leaves the hours open. The hours here are a convention of this module
/// for intervals and order; they overlap, as the words do.
public enum PartOfDay: String, CaseIterable, Hashable, Sendable {
    /// 06:00 to 12:00.
    case morning = "MO"
    /// 11:00 to 14:00.
    case midday = "MI"
    /// 12:00 to 18:00.
    case afternoon = "AF"
    /// 18:00 to 22:00.
    case evening = "EV"
    /// 20:00 to 06:00 of the next day.
    case night = "NI"
    /// 06:00 to 18:00, as opposed to night.
    case daytime = "DT"

    /// The hours from the midnight at which the day begins, half-open; past 24 they fall on the next day.
    public var hours: Range<Int> {
        switch self {
        case .morning: 6..<12
        case .midday: 11..<14
        case .afternoon: 12..<18
        case .evening: 18..<22
        case .night: 20..<30
        case .daytime: 6..<18
        }
    }
}
