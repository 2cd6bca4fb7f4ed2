/// A season of three whole months, northern and meteorological.
///
/// TIMEX3 gives the codes and leaves the limits open. The months chosen here are those that weather
/// services of the northern hemisphere use. Winter carries the year in which it begins: `2023-WI`
/// is December 2023 to February 2024, so that seasons follow one another as SP, SU, FA, WI.
public enum Season: String, CaseIterable, Hashable, Sendable {
    /// March to May.
    case spring = "SP"
    /// June to August.
    case summer = "SU"
    /// September to November; "autumn" or "fall".
    case autumn = "FA"
    /// December to February of the next year.
    case winter = "WI"

    /// 0 spring to 3 winter.
    public var index: Int {
        switch self {
        case .spring: 0
        case .summer: 1
        case .autumn: 2
        case .winter: 3
        }
    }
}
