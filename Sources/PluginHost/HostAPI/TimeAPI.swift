internal import LuaRuntime
internal import Temporal

/// `desk.time`: calendar arithmetic on TIMEX3 values, as text ("2024-09", "P3M", "XXXX-WXX-2").
enum TimeAPI {
    static func functions() -> [APIFunction] { points() + relations() + durations() + clocks() }

    /// A function of `desk.time` whose result is a string or nil.
    private static func value(
        _ name: String, _ parameters: String, _ text: String, example: String,
        _ body: @escaping (HostCall) throws -> String?
    ) -> APIFunction {
        APIFunction("desk.time", name, parameters, "string?", text, example: example) { call in
            call.push(optional: try body(call))
            return 1
        }
    }

    private static func points() -> [APIFunction] {
        [
            value(
                "shift", "value: string, count: integer, unit: string",
                "The value moved by so many units, as precise as it was: a year before \"1989-Q3\" is \"1988-Q3\".",
                example: #"print(desk.time.shift("1989-Q3", -1, "year")) --> 1988-Q3"#
            ) { try TimexFunctions.shift($0.string(1), $0.integer(2), $0.string(3)) },
            value(
                "period", "value: string, unit: string, offset?: integer",
                "The unit in which the value lies (offset 0), the one before (-1), after (1)…, as precise as the unit.",
                example: #"print(desk.time.period("2013-05-06", "year", -2)) --> 2011"#
            ) { try TimexFunctions.period($0.string(1), $0.string(2), $0.isNil(3) ? 0 : $0.integer(3)) },
            value(
                "truncate", "value: string, unit: string", "The same value, less precise.",
                example: #"print(desk.time.truncate("2024-09-13", "month")) --> 2024-09"#
            ) { try TimexFunctions.truncate($0.string(1), $0.string(2)) },
            value(
                "resolve", "pattern: string, direction: string, reference: string",
                "The weekday (\"XXXX-WXX-5\"), month (\"XXXX-09\"), season or day of the year that is meant, seen from the reference. Direction: \(directions).",
                example: #"print(desk.time.resolve("XXXX-WXX-2", "past", "2024-09-13")) --> 2024-09-10"#
            ) { try TimexFunctions.resolve($0.string(1), $0.string(2), $0.string(3)) },
            value(
                "fill", "pattern: string, reference: string",
                "The value with its missing fields taken from the reference.",
                example: #"print(desk.time.fill("XXXX-05", "2024-09-13")) --> 2024-05"#
            ) { try TimexFunctions.fill($0.string(1), from: $0.string(2)) },
            value(
                "combine", "date: string, time: string", "A day and a time or part of day as one value.",
                example: #"print(desk.time.combine("2024-09-10", "TNI")) --> 2024-09-10TNI"#
            ) { try TimexFunctions.combine($0.string(1), $0.string(2)) },
            value(
                "day", "year: integer, month: integer, day: integer",
                "The value of a day, or nil if the calendar has none with these numbers.",
                example: #"print(desk.time.day(2023, 2, 29)) --> nil"#
            ) { try TimexFunctions.day(year: $0.integer(1), month: $0.integer(2), day: $0.integer(3)) },
            value(
                "nth", "number: integer, unit: string, value: string",
                "The n-th unit in the value; -1 is the last.",
                example: #"print(desk.time.nth(-1, "day", "2024-02")) --> 2024-02-29"#
            ) { try TimexFunctions.nth($0.integer(1), $0.string(2), in: $0.string(3)) },
            value(
                "nth_weekday", "number: integer, weekday: integer, value: string",
                "The n-th weekday (1 Monday to 7 Sunday) in the value; -1 is the last.",
                example: #"print(desk.time.nth_weekday(1, 1, "2024-09")) --> 2024-09-02"#
            ) { try TimexFunctions.nthWeekday($0.integer(1), $0.integer(2), in: $0.string(3)) },
            value(
                "year", "two_digits: integer, reference: string",
                "The year that two digits mean, nearest to the reference.",
                example: #"print(desk.time.year(98, "2024-09-13")) --> 1998"#
            ) { try TimexFunctions.year(twoDigits: $0.integer(1), $0.string(2)) },
            value(
                "decade", "year_of_century: integer, reference: string",
                "The decade that \"the 90s\" means, as TIMEX3 writes it.",
                example: #"print(desk.time.decade(90, "2024-09-13")) --> 199"#
            ) { try TimexFunctions.decade($0.integer(1), $0.string(2)) },
        ]
    }

    private static func relations() -> [APIFunction] {
        [
            APIFunction(
                "desk.time", "weekday", "value: string", "integer?",
                "1 Monday to 7 Sunday; nil if the value is no full day.",
                example: #"print(desk.time.weekday("2024-09-13")) --> 5"#
            ) { call in integer(try TimexFunctions.weekday(call.string(1)), call) },
            APIFunction(
                "desk.time", "compare", "a: string, b: string", "integer?",
                "-1, 0 or 1 as a is before, at or after b; nil where that cannot be said.",
                example: #"print(desk.time.compare("2024-09", "2024-10-01")) --> -1"#
            ) { call in integer(try TimexFunctions.compare(call.string(1), call.string(2)), call) },
            APIFunction(
                "desk.time", "difference", "from: string, to: string, unit: string", "integer?",
                "How many units from the first to the second; negative backwards.",
                example: #"print(desk.time.difference("2024-09-10", "2024-09-13", "day")) --> 3"#
            ) { call in
                integer(try TimexFunctions.difference(call.string(1), call.string(2), call.string(3)), call)
            },
            value(
                "kind", "value: string", "\"DATE\", \"TIME\" or \"DURATION\".",
                example: #"print(desk.time.kind("P3M")) --> DURATION"#
            ) { try TimexFunctions.kind($0.string(1)) },
            value(
                "granularity", "value: string",
                "The size of the value: \"year\", \"month\", \"week\", \"day\"…; \"none\" for durations and vague values.",
                example: #"print(desk.time.granularity("2024-W36")) --> week"#
            ) { try TimexFunctions.granularity($0.string(1)) },
            value(
                "canonical", "text: string",
                "The value as it is written here, or nil if the text is no TIMEX3 value.",
                example: #"print(desk.time.canonical("2024-9-1")) --> nil"#
            ) { TimexFunctions.canonical(try $0.string(1)) },
            APIFunction(
                "desk.time", "is_specified", "value: string", "boolean",
                "Whether every digit that the value's size needs is known.",
                example: #"print(desk.time.is_specified("XXXX-09")) --> false"#
            ) { call in
                call.writer.push(try TimexFunctions.isSpecified(call.string(1)))
                return 1
            },
            APIFunction(
                "desk.time", "interval", "value: string, last?: string", "string?, string?",
                "Begin and end (half-open, ISO 8601) of the value, or of the range from the value to another; nil for durations and what is not specified.",
                example: #"print(desk.time.interval("2024-02")) --> 2024-02-01 2024-03-01"#
            ) { call in
                let interval =
                    call.isNil(2)
                    ? try TimexFunctions.interval(call.string(1))
                    : try TimexFunctions.range(call.string(1), call.string(2))
                call.push(optional: interval?.begin)
                call.push(optional: interval?.end)
                return 2
            },
        ]
    }

    private static func durations() -> [APIFunction] {
        [
            value(
                "duration", "amount: number | string, unit: string",
                "A duration of a number (or \"X\") and a unit.",
                example:
                    #"print(desk.time.duration(3, "months"), desk.time.duration("X", "day")) --> P3M PXD"#
            ) { call in
                // Anything but a number must be a date.
                if let number = try? call.number(1) {
                    return try TimexFunctions.duration(number, call.string(2))
                }
                return try TimexFunctions.duration(call.string(1), call.string(2))
            },
            value(
                "join", "durations: string[]", "Durations side by side as one, the coarsest first.",
                example: #"print(desk.time.join({ "P1Y", "P6M" })) --> P1Y6M"#
            ) { call in try TimexFunctions.join(call.table(1).array.compactMap(\.string)) },
            value(
                "add", "duration: string, value: string", "The value a duration later.",
                example: #"print(desk.time.add("P3D", "2024-09-13")) --> 2024-09-16"#
            ) { try TimexFunctions.add($0.string(1), to: $0.string(2)) },
            value(
                "subtract", "duration: string, value: string", "The value a duration earlier.",
                example: #"print(desk.time.subtract("P3D", "2024-09-13")) --> 2024-09-10"#
            ) { try TimexFunctions.subtract($0.string(1), from: $0.string(2)) },
        ]
    }

    private static func clocks() -> [APIFunction] {
        [
            value(
                "clock",
                "hour: integer, minute?: integer, second?: integer, half?: \"am\" | \"pm\", zone?: string",
                "A time alone, of a 24-hour clock or with `half` of a 12-hour one; `zone` is an offset or an abbreviation.",
                example: #"print(desk.time.clock(3, 7, nil, "pm", "EST")) --> T15:07-05:00"#
            ) { call in
                let minute = call.isNil(2) ? nil : try call.integer(2)
                let second = call.isNil(3) ? nil : try call.integer(3)
                let zone = call.isNil(5) ? nil : try call.string(5)
                guard !call.isNil(4) else {
                    return TimexFunctions.clock(
                        hour: try call.integer(1), minute: minute, second: second, zone: zone)
                }
                let half = try call.string(4)
                guard half == "am" || half == "pm" else {
                    throw APIError("the half of the day must be \"am\" or \"pm\", not \"\(half)\"")
                }
                return TimexFunctions.clock(
                    hour12: try call.integer(1), afternoon: half == "pm", minute: minute, second: second,
                    zone: zone)
            },
            value(
                "zone", "abbreviation: string", "The offset of a zone's abbreviation, or nil.",
                example: #"print(desk.time.zone("EST")) --> -05:00"#
            ) { TimexFunctions.zone(try $0.string(1)) },
            value(
                "holiday", "name: string, year_or_direction: integer | string, reference?: string",
                "The day of a holiday in a year, or the one that is meant, seen from a reference (direction: \(directions)); nil if no holiday has the name.",
                example: #"print(desk.time.holiday("Thanksgiving", 2024)) --> 2024-11-28"#
            ) { call in
                let name = try call.string(1)
                guard TimexFunctions.isHoliday(name) else { return nil }
                // Without a year, the holiday itself is the value.
                if let year = try? call.integer(2) { return try TimexFunctions.holiday(name, in: year) }
                return try TimexFunctions.holiday(name, call.string(2), call.string(3))
            },
        ]
    }

    private static let directions = Direction.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    private static func integer(_ value: Int?, _ call: HostCall) -> Int {
        if let value { call.writer.push(value) } else { call.writer.push() }
        return 1
    }
}
