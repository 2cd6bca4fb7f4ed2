/// Conversions between civil dates and day numbers, for years of any sign.
///
/// The algorithms count 400-year eras from 1 March 0000 ("chrono-compatible low-level date
/// algorithms", H. Hinnant). Callers keep years within about ±10,000, so nothing here can overflow.
enum CivilDays {
    /// Days from 1970-01-01 to the civil date. The month is 1 to 12.
    static func number(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floorDivision(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The civil date of a day number.
    static func civil(of dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = floorDivision(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 1 Monday to 7 Sunday. 1970-01-01 was a Thursday.
    static func weekday(of dayNumber: Int) -> Int {
        floorRemainder(dayNumber + 3, 7) + 1
    }

    /// The day number of the Monday of week 1: the week that has 4 January in it.
    static func monday(ofWeekYear year: Int) -> Int {
        let fourth = number(year: year, month: 1, day: 4)
        return fourth - (weekday(of: fourth) - 1)
    }

    /// The ISO week-year and week of a day.
    static func isoWeek(of dayNumber: Int) -> (year: Int, week: Int) {
        let thursday = dayNumber - weekday(of: dayNumber) + 4
        let year = civil(of: thursday).year
        return (year, (thursday - monday(ofWeekYear: year)) / 7 + 1)
    }
}

/// The quotient rounded down, so that negative numbers fall into periods as positive ones do.
func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
}

/// The remainder from 0 up to the divisor, which is positive.
func floorRemainder(_ dividend: Int, _ divisor: Int) -> Int {
    let remainder = dividend % divisor
    return remainder < 0 ? remainder + divisor : remainder
}
