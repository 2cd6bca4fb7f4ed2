extension TimexPoint {
    /// The year that two digits mean, as in "'98": of the years that end so, the latest that is not
    /// more than ten after the reference. Seen from 2024, 98 is 1998, 34 is 2034 and 35 is 1935.
    ///
    /// `nil` unless `twoDigits` is 0 to 99 and the reference is specified.
    public static func year(twoDigits: Int, relativeTo reference: TimexPoint) -> TimexPoint? {
        guard (0...99).contains(twoDigits), let year = reference.period(.year)?.datePeriod?.index else {
            return nil
        }
        let latest = year + 10
        return Period(.year, index: latest - floorRemainder(latest - twoDigits, 100))?.point
    }

    /// The decade that its year in the century means, as in "the 90s" (90): the latest that has begun
    /// at the reference. Seen from 2024, 90 is `199` and 20 is `202`.
    ///
    /// `nil` unless `yearOfCentury` is 0, 10, … 90 and the reference is specified.
    public static func decade(_ yearOfCentury: Int, relativeTo reference: TimexPoint) -> TimexPoint? {
        guard (0...90).contains(yearOfCentury), yearOfCentury % 10 == 0,
            let decade = reference.period(.decade)?.datePeriod?.index
        else { return nil }
        return Period(.decade, index: decade - floorRemainder(decade - yearOfCentury / 10, 10))?.point
    }
}
