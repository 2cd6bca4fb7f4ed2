import Temporal
import Testing

@Suite("Holidays")
struct HolidayTests {
    @Test(
        "Easter of the Western churches",
        arguments: [
            "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
            "2016-03-27",
            "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
            "2025-04-20",
            "2038-04-25", "2285-03-22",
        ])
    func westernEaster(_ date: String) throws {
        let expected = try #require(TimexPoint(date)?.calendarDate)
        #expect(Easter.western(expected.year) == expected)
    }

    @Test(
        "Easter of the Orthodox churches",
        arguments: [
            "2000-04-30", "2008-04-27", "2010-04-04", "2016-05-01", "2017-04-16", "2018-04-08", "2019-04-28",
            "2020-04-19",
            "2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05", "2025-04-20",
        ])
    func orthodoxEaster(_ date: String) throws {
        let expected = try #require(TimexPoint(date)?.calendarDate)
        #expect(Easter.orthodox(expected.year) == expected)
    }

    @Test("Easter is a Sunday from 22 March to 25 April in every year, and has no year out of range")
    func easterSundays() throws {
        for year in 0...9999 {
            let easter = try #require(Easter.western(year))
            #expect(easter.weekday == 7)
            #expect((81...116).contains(easter.dayOfYear))
            #expect(try #require(Easter.orthodox(year)).weekday == 7)
        }
        for year in [-1, 10_000, Int.min, Int.max] {
            #expect(Easter.western(year) == nil)
            #expect(Easter.orthodox(year) == nil)
            #expect(Holiday.all.allSatisfy { $0.dates(in: year).isEmpty })
        }
    }

    @Test(
        "by name and year",
        arguments: [
            ("New Year's Day", 2024, "2024-01-01"), ("New Year’s Eve", 2024, "2024-12-31"),
            ("christmas eve", 2024, "2024-12-24"),
            ("Christmas", 2024, "2024-12-25"), ("Boxing Day", 2024, "2024-12-26"),
            ("Thanksgiving", 2023, "2023-11-23"),
            ("Thanksgiving Day", 2024, "2024-11-28"), ("Black Friday", 2024, "2024-11-29"),
            ("Labor Day", 2024, "2024-09-02"),
            ("Memorial Day", 2024, "2024-05-27"), ("Independence Day", 2024, "2024-07-04"),
            ("the Fourth of July", 2024, "2024-07-04"), ("Veterans Day", 2024, "2024-11-11"),
            ("MLK Day", 2024, "2024-01-15"),
            ("Martin Luther King, Jr. Day", 2023, "2023-01-16"), ("Presidents' Day", 2024, "2024-02-19"),
            ("Columbus Day", 2024, "2024-10-14"), ("Juneteenth", 2024, "2024-06-19"),
            ("Halloween", 2024, "2024-10-31"),
            ("Valentine's Day", 2024, "2024-02-14"), ("St. Patrick's Day", 2024, "2024-03-17"),
            ("May Day", 2024, "2024-05-01"),
            ("Good Friday", 2024, "2024-03-29"), ("Easter Monday", 2024, "2024-04-01"),
            ("Palm Sunday", 2024, "2024-03-24"),
            ("Ash Wednesday", 2024, "2024-02-14"), ("Pentecost", 2024, "2024-05-19"),
            ("Ascension", 2024, "2024-05-09"),
            ("Mardi Gras", 2024, "2024-02-13"), ("Bastille Day", 2024, "2024-07-14"),
            ("Guy Fawkes Night", 2024, "2024-11-05"),
            ("Mother's Day", 2024, "2024-05-12"), ("Mothering Sunday", 2024, "2024-03-10"),
            ("Father's Day", 2024, "2024-06-16"),
            ("Groundhog Day", 2024, "2024-02-02"), ("April Fools’ Day", 2024, "2024-04-01"),
            ("Earth Day", 2024, "2024-04-22"),
            ("Armistice Day", 2024, "2024-11-11"), ("Remembrance Sunday", 2024, "2024-11-10"),
            ("Election Day", 2024, "2024-11-05"),
            ("Election Day", 2022, "2022-11-08"), ("Super Tuesday", 2024, "2024-03-05"),
            ("Super Tuesday", 2016, "2016-03-01"),
            ("Orthodox Easter", 2024, "2024-05-05"),
            ("Rosh Hashanah", 2024, "2024-10-03"), ("Yom Kippur", 1973, "1973-10-06"),
            ("Passover", 2024, "2024-04-23"),
            ("Passover", 2025, "2025-04-13"), ("Hanukkah", 2024, "2024-12-26"),
            ("Hanukkah", 2021, "2021-11-29"),
            ("Hanukkah", 2020, "2020-12-11"), ("Hanukkah", 2022, "2022-12-19"),
            ("Hanukkah", 2023, "2023-12-08"),
            ("Rosh Hashanah", 2019, "2019-09-30"), ("Rosh Hashanah", 2020, "2020-09-19"),
            ("Rosh Hashanah", 2023, "2023-09-16"),
            ("Shavuot", 2024, "2024-06-12"), ("Sukkot", 2024, "2024-10-17"),
        ])
    func byYear(_ name: String, _ year: Int, _ date: String) throws {
        #expect(try TimexFunctions.holiday(name, in: year) == date)
    }

    @Test(
        "Islamic feasts, to within a day of the sighted moon",
        arguments: [
            ("Eid al-Fitr", "2019-06-04"), ("Eid al-Fitr", "2020-05-24"), ("Eid al-Fitr", "2021-05-13"),
            ("Eid al-Fitr", "2022-05-02"), ("Eid al-Fitr", "2023-04-21"), ("Eid al-Fitr", "2024-04-10"),
            ("Eid al-Fitr", "2025-03-30"), ("Eid al-Adha", "2019-08-11"), ("Eid al-Adha", "2020-07-31"),
            ("Eid al-Adha", "2021-07-20"), ("Eid al-Adha", "2022-07-09"), ("Eid al-Adha", "2023-06-28"),
            ("Eid al-Adha", "2024-06-16"), ("Eid al-Adha", "2025-06-06"), ("Ramadan", "2024-03-11"),
            ("Ramadan", "2023-03-23"), ("Ashura", "2023-07-28"),
        ])
    func islamic(_ name: String, _ date: String) throws {
        let expected = try #require(TimexPoint(date)?.calendarDate)
        let dates = try #require(Holiday(named: name)).dates(in: expected.year)
        #expect(dates.count == 1)
        #expect(abs(try #require(dates.first).dayNumber - expected.dayNumber) <= 1)
    }

    @Test("a lunar feast falls twice in some years, and months follow one another")
    func lunarYears() throws {
        #expect(try #require(Holiday(named: "Ramadan")).dates(in: 2030).count == 2)
        #expect(try #require(Holiday(named: "Eid al-Fitr")).dates(in: 2000).count == 2)
        #expect(IslamicCalendar.date(year: 1, month: 1, day: 1)?.description == "0622-07-19")
        #expect(IslamicCalendar.date(year: 0, month: 1, day: 1) == nil)
        #expect(IslamicCalendar.date(year: 1445, month: 13, day: 1) == nil)
        for year in 1300..<1500 {
            let start = try #require(IslamicCalendar.date(year: year, month: 1, day: 1))
            let next = try #require(IslamicCalendar.date(year: year + 1, month: 1, day: 1))
            #expect([354, 355].contains(next.dayNumber - start.dayNumber))
        }
        for year in 1...9998 {
            let start = try #require(HebrewCalendar.newYear(inGregorian: year))
            let next = try #require(HebrewCalendar.newYear(inGregorian: year + 1))
            #expect([353, 354, 355, 383, 384, 385].contains(next.dayNumber - start.dayNumber))
            #expect(![3, 5, 7].contains(start.weekday))
        }
    }

    @Test(
        "seen from a reference",
        arguments: [
            ("Christmas", Direction.past, "2024-01-05", "2023-12-25"),
            ("Christmas", .future, "2024-01-05", "2024-12-25"),
            ("Christmas", .nearest, "2024-01-05", "2023-12-25"),
            ("Christmas", .this, "2024-01-05", "2024-12-25"),
            ("Christmas", .past, "2024-12-25", "2024-12-25"),
            ("Christmas", .before, "2024-12-25", "2023-12-25"),
            ("Easter", .next, "2024-05-01", "2025-04-20"), ("Easter", .previous, "2024-01-01", "2023-04-09"),
            ("Easter", .this, "2024", "2024-03-31"), ("Labor Day", .nearest, "2024-09", "2024-09-02"),
            ("Ramadan", .nearest, "2030-12-20", "2030-12-26"), ("Ramadan", .this, "2030-12-20", nil),
            ("Easter", .past, "XXXX-05-01", nil), ("Easter", .past, "TMO", nil),
        ] as [(String, Direction, String, String?)])
    func relative(_ name: String, _ direction: Direction, _ reference: String, _ date: String?) throws {
        #expect(try TimexFunctions.holiday(name, direction.rawValue, reference) == date)
    }

    @Test("every holiday is found by its name and has a date in every recent year")
    func table() throws {
        for holiday in Holiday.all {
            #expect(Holiday(named: holiday.name) == holiday, "\(holiday.name)")
            for year in 1950...2050 {
                let dates = holiday.dates(in: year)
                #expect((1...2).contains(dates.count), "\(holiday.name) \(year)")
                #expect(dates.allSatisfy { $0.year == year }, "\(holiday.name) \(year)")
            }
        }
        #expect(Set(Holiday.all.map(\.name)).count == Holiday.all.count)
    }

    @Test("names that are none", arguments: ["", "the", "Easter Rising", "Tuesday", "é", "Christmas tree"])
    func unknown(_ name: String) {
        #expect(!TimexFunctions.isHoliday(name))
        #expect(throws: TimexError.unknownHoliday(name)) { try TimexFunctions.holiday(name, in: 2024) }
    }

    @Test("how long it lasts")
    func length() throws {
        let ramadan = try #require(try TimexFunctions.holidayInterval("Ramadan", from: "2024-03-11"))
        #expect(ramadan.begin == "2024-03-11")
        #expect(ramadan.end == "2024-04-10")
        #expect(ramadan.days == 30)
        #expect(try TimexFunctions.holidayInterval("Easter", from: "2024-03") == nil)
        #expect(try TimexFunctions.holidayInterval("Christmas", from: "2024-12-25")?.end == "2024-12-26")
    }
}
