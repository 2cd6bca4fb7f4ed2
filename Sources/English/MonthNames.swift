/// The English names of the months.
public enum MonthNames {
    private static let numbers: [String: Int] = {
        var numbers: [String: Int] = [:]
        let lines = String(decoding: PackageResources.months_tsv, as: UTF8.self).split(separator: "\n")
        for (month, line) in lines.enumerated().dropFirst() {
            for name in line.split(whereSeparator: { $0 == "\t" || $0 == "|" }) {
                numbers[name.lowercased()] = month
            }
        }
        return numbers
    }()

    /// Returns the number of a month from its name or abbreviation in any case, or nil.
    ///
    ///     MonthNames.number(of: "September")  // 9
    ///     MonthNames.number(of: "Sept.")      // 9
    public static func number(of name: some StringProtocol) -> Int? {
        numbers[(name.hasSuffix(".") ? String(name.dropLast()) : String(name)).lowercased()]
    }
}
