/// An argument that a function of ``TimexFunctions`` cannot read: a mistake in the calling code and
/// not a question without an answer, for which they give `nil`.
public enum TimexError: Error, Equatable, Sendable {
    /// The text is no TIMEX3 value, or names a day that the calendar does not have.
    case notAValue(String)
    /// The value is of the wrong kind, as a duration where a date is wanted.
    case wrongKind(String, wanted: String)
    /// There is no unit or granularity of this name.
    case unknownUnit(String)
    /// There is no direction of this name.
    case unknownDirection(String)
    /// No holiday of this name is known.
    case unknownHoliday(String)
}

extension TimexError: CustomStringConvertible {
    /// The message for the author of the calling code.
    public var description: String {
        switch self {
        case .notAValue(let text): "not a TIMEX3 value: \"\(text)\""
        case .wrongKind(let text, let wanted): "\"\(text)\" is not \(wanted)"
        case .unknownUnit(let name):
            "unknown unit \"\(name)\"; the units are "
                + Granularity.allCases.filter { $0 != .none }.map(\.rawValue).joined(separator: ", ")
        case .unknownDirection(let name):
            "unknown direction \"\(name)\"; the directions are "
                + Direction.allCases.map(\.rawValue).joined(separator: ", ")
        case .unknownHoliday(let name): "unknown holiday \"\(name)\""
        }
    }
}
