// Days on which something is kept, as national laws and churches have them today. A date in lieu,
// when a holiday falls on a weekend, is not in the rules: news says "Christmas Day" and means the 25th.

extension Holiday {
    /// The holidays that ``init(named:)`` knows, each once.
    public static let all: [Holiday] = table.map(\.holiday)

    /// Every name and other name by its key.
    static let byKey: [String: Holiday] = {
        var holidays: [String: Holiday] = [:]
        for (holiday, others) in table {
            for name in [holiday.name] + others { holidays[key(of: name)] = holiday }
        }
        return holidays
    }()

    private static let table: [(holiday: Holiday, others: [String])] =
        fixed + american + british + christian + otherFaiths

    private static let fixed: [(holiday: Holiday, others: [String])] = [
        (Holiday("New Year's Day", .fixed(month: 1, day: 1)), ["New Year's", "New Year"]),
        (Holiday("New Year's Eve", .fixed(month: 12, day: 31)), ["Hogmanay"]),
        (
            Holiday("Valentine's Day", .fixed(month: 2, day: 14)),
            ["St. Valentine's Day", "Saint Valentine's Day"]
        ),
        (Holiday("International Women's Day", .fixed(month: 3, day: 8)), []),
        (Holiday("Pi Day", .fixed(month: 3, day: 14)), []),
        (
            Holiday("St. Patrick's Day", .fixed(month: 3, day: 17)),
            ["Saint Patrick's Day", "St. Paddy's Day"]
        ),
        (Holiday("April Fools' Day", .fixed(month: 4, day: 1)), ["April Fool's Day", "April Fools"]),
        (Holiday("Earth Day", .fixed(month: 4, day: 22)), []),
        (Holiday("Anzac Day", .fixed(month: 4, day: 25)), []),
        (Holiday("May Day", .fixed(month: 5, day: 1)), ["International Workers' Day"]),
        (Holiday("Cinco de Mayo", .fixed(month: 5, day: 5)), []),
        (Holiday("Canada Day", .fixed(month: 7, day: 1)), []),
        (Holiday("Bastille Day", .fixed(month: 7, day: 14)), []),
        (Holiday("Australia Day", .fixed(month: 1, day: 26)), []),
        (Holiday("Halloween", .fixed(month: 10, day: 31)), ["Hallowe'en"]),
        (Holiday("World AIDS Day", .fixed(month: 12, day: 1)), []),
        (Holiday("Human Rights Day", .fixed(month: 12, day: 10)), []),
    ]

    private static let american: [(holiday: Holiday, others: [String])] = [
        (
            Holiday("Martin Luther King Day", .weekday(number: 3, weekday: 1, month: 1, plus: 0)),
            ["Martin Luther King Jr. Day", "MLK Day", "Martin Luther King, Jr. Day"]
        ),
        (Holiday("Groundhog Day", .fixed(month: 2, day: 2)), []),
        (
            Holiday("Presidents' Day", .weekday(number: 3, weekday: 1, month: 2, plus: 0)),
            ["President's Day", "Washington's Birthday"]
        ),
        (Holiday("Mother's Day", .weekday(number: 2, weekday: 7, month: 5, plus: 0)), []),
        (Holiday("Memorial Day", .weekday(number: -1, weekday: 1, month: 5, plus: 0)), []),
        (Holiday("Flag Day", .fixed(month: 6, day: 14)), []),
        (Holiday("Father's Day", .weekday(number: 3, weekday: 7, month: 6, plus: 0)), []),
        (Holiday("Juneteenth", .fixed(month: 6, day: 19)), []),
        (
            Holiday("Independence Day", .fixed(month: 7, day: 4)),
            ["Fourth of July", "July Fourth", "4th of July"]
        ),
        (Holiday("Labor Day", .weekday(number: 1, weekday: 1, month: 9, plus: 0)), ["Labour Day"]),
        (
            Holiday("Columbus Day", .weekday(number: 2, weekday: 1, month: 10, plus: 0)),
            ["Indigenous Peoples' Day", "Indigenous People's Day"]
        ),
        (Holiday("Election Day", .weekday(number: 1, weekday: 1, month: 11, plus: 1)), []),
        (Holiday("Veterans Day", .fixed(month: 11, day: 11)), ["Veteran's Day"]),
        (Holiday("Thanksgiving", .weekday(number: 4, weekday: 4, month: 11, plus: 0)), ["Thanksgiving Day"]),
        (Holiday("Thanksgiving Eve", .weekday(number: 4, weekday: 4, month: 11, plus: -1)), []),
        (Holiday("Black Friday", .weekday(number: 4, weekday: 4, month: 11, plus: 1)), []),
        (Holiday("Cyber Monday", .weekday(number: 4, weekday: 4, month: 11, plus: 4)), []),
        (Holiday("Super Tuesday", .weekday(number: 1, weekday: 2, month: 3, plus: 0)), []),
        (Holiday("Tax Day", .fixed(month: 4, day: 15)), []),
        (Holiday("Pearl Harbor Day", .fixed(month: 12, day: 7)), []),
        (Holiday("Kwanzaa", .fixed(month: 12, day: 26), days: 7), []),
    ]

    private static let british: [(holiday: Holiday, others: [String])] = [
        (Holiday("Burns Night", .fixed(month: 1, day: 25)), []),
        (Holiday("St. David's Day", .fixed(month: 3, day: 1)), ["Saint David's Day"]),
        (Holiday("Mothering Sunday", .easter(plus: -21)), []),
        (Holiday("St. George's Day", .fixed(month: 4, day: 23)), ["Saint George's Day"]),
        (
            Holiday("Guy Fawkes Night", .fixed(month: 11, day: 5)),
            ["Guy Fawkes Day", "Guy Fawkes", "Bonfire Night"]
        ),
        (Holiday("Armistice Day", .fixed(month: 11, day: 11)), ["Remembrance Day"]),
        (Holiday("Remembrance Sunday", .weekday(number: 2, weekday: 7, month: 11, plus: 0)), []),
        (Holiday("St. Andrew's Day", .fixed(month: 11, day: 30)), ["Saint Andrew's Day"]),
        (Holiday("Boxing Day", .fixed(month: 12, day: 26)), ["St. Stephen's Day", "Saint Stephen's Day"]),
    ]

    private static let christian: [(holiday: Holiday, others: [String])] = [
        (Holiday("Epiphany", .fixed(month: 1, day: 6)), ["Three Kings Day", "Twelfth Day"]),
        (Holiday("Orthodox Christmas", .fixed(month: 1, day: 7)), []),
        (Holiday("Candlemas", .fixed(month: 2, day: 2)), []),
        (Holiday("Shrove Tuesday", .easter(plus: -47)), ["Mardi Gras", "Fat Tuesday", "Pancake Day"]),
        (Holiday("Ash Wednesday", .easter(plus: -46)), []),
        (Holiday("Palm Sunday", .easter(plus: -7)), []),
        (Holiday("Maundy Thursday", .easter(plus: -3)), ["Holy Thursday"]),
        (Holiday("Good Friday", .easter(plus: -2)), []),
        (Holiday("Holy Saturday", .easter(plus: -1)), ["Easter Saturday", "Easter Eve"]),
        (Holiday("Easter", .easter(plus: 0)), ["Easter Sunday", "Easter Day"]),
        (Holiday("Easter Monday", .easter(plus: 1)), []),
        (Holiday("Ascension Day", .easter(plus: 39)), ["Ascension", "Ascension Thursday"]),
        (Holiday("Pentecost", .easter(plus: 49)), ["Pentecost Sunday", "Whit Sunday", "Whitsun"]),
        (Holiday("Whit Monday", .easter(plus: 50)), ["Pentecost Monday"]),
        (Holiday("Trinity Sunday", .easter(plus: 56)), []),
        (Holiday("Corpus Christi", .easter(plus: 60)), []),
        (Holiday("Orthodox Good Friday", .orthodoxEaster(plus: -2)), []),
        (Holiday("Orthodox Easter", .orthodoxEaster(plus: 0)), ["Orthodox Easter Sunday"]),
        (Holiday("Assumption Day", .fixed(month: 8, day: 15)), ["Feast of the Assumption"]),
        (Holiday("All Saints' Day", .fixed(month: 11, day: 1)), ["All Saints", "All Hallows"]),
        (Holiday("All Souls' Day", .fixed(month: 11, day: 2)), ["All Souls", "Day of the Dead"]),
        (Holiday("Christmas Eve", .fixed(month: 12, day: 24)), []),
        (Holiday("Christmas Day", .fixed(month: 12, day: 25)), ["Christmas", "Xmas"]),
    ]

    private static let otherFaiths: [(holiday: Holiday, others: [String])] = [
        (Holiday("Islamic New Year", .islamic(month: 1, day: 1)), ["Muharram", "Hijri New Year"]),
        (Holiday("Ashura", .islamic(month: 1, day: 10)), ["Ashoura"]),
        (Holiday("Mawlid", .islamic(month: 3, day: 12)), ["Prophet's Birthday", "Milad un Nabi"]),
        (Holiday("Ramadan", .islamic(month: 9, day: 1), days: 30), ["Ramazan", "Ramadhan"]),
        (Holiday("Eid al-Fitr", .islamic(month: 10, day: 1)), ["Eid ul-Fitr", "Id al-Fitr"]),
        (
            Holiday("Eid al-Adha", .islamic(month: 12, day: 10)),
            ["Eid ul-Adha", "Id al-Adha", "Feast of Sacrifice"]
        ),
        (Holiday("Passover", .passover(plus: 0), days: 8), ["Pesach"]),
        (Holiday("Shavuot", .passover(plus: 50)), []),
        (Holiday("Rosh Hashanah", .roshHashanah(plus: 0), days: 2), ["Rosh Hashana", "Jewish New Year"]),
        (Holiday("Yom Kippur", .roshHashanah(plus: 9)), []),
        (Holiday("Sukkot", .roshHashanah(plus: 14), days: 7), []),
        (Holiday("Simchat Torah", .roshHashanah(plus: 22)), []),
        (Holiday("Hanukkah", .hanukkah, days: 8), ["Chanukah", "Hanukah"]),
    ]
}
