import ArticleModel
import Testing

@testable import Exchange

@Suite("Dates of publication")
struct PublicationDateTests {
    @Test(
        "are read as ISO 8601, as feeds and as pages write them",
        arguments: [
            ("2024-09-13", "2024-09-13"), ("2024-09-13T08:30:00Z", "2024-09-13T08:30:00Z"),
            ("2024-09-13 08:30", "2024-09-13T08:30"), ("2024-09-13T06:00", "2024-09-13T06:00"),
            ("Fri, 13 Sep 2024 08:30:00 GMT", "2024-09-13T08:30:00Z"), ("13 Sep 2024", "2024-09-13"),
            ("Fri, 13 Sep 2024 08:30:00 +0200", "2024-09-13T08:30:00+02:00"),
            ("2024-09-13T08:30:00.123Z", "2024-09-13T08:30:00.123Z"),
            ("2024-09-13T08:30:00.5+0200", "2024-09-13T08:30:00.5+02:00"),
            ("2024-09-13T08:30:00+0200", "2024-09-13T08:30:00+02:00"),
            ("2024-09-13T08:30-0530", "2024-09-13T08:30-05:30"),
            ("2024-09-13 08:30:00 +0200", "2024-09-13T08:30:00+02:00"),
            ("2024-09-13 08:30:00 UTC", "2024-09-13T08:30:00Z"), ("  2024-09-13  ", "2024-09-13"),
            ("2024-09", "2024-09"), ("2024", "2024"), ("September 2024", "2024-09"),
            ("Friday 13 September 2024", "2024-09-13"), ("20240913", "2024-09-13"),
            ("20240913T083001Z", "2024-09-13T08:30:01Z"), ("20240913T0830+0200", "2024-09-13T08:30+02:00"),
            ("20240913083001", "2024-09-13T08:30:01"), ("2024/09/13", "2024-09-13"),
            ("2024/9/3 8:30", "2024-09-03T08:30"), ("September 13, 2024", "2024-09-13"),
            ("Sep 13, 2024", "2024-09-13"), ("Sept. 13th, 2024", "2024-09-13"), ("13-Sep-2024", "2024-09-13"),
            ("9/13/2024", "2024-09-13"), ("13/09/2024", "2024-09-13"), ("13.9.2024", "2024-09-13"),
            ("9/9/2024", "2024-09-09"), ("1726216200", "2024-09-13T08:30:00Z"),
            ("1726216200000", "2024-09-13T08:30:00Z"), ("1726216200.25", "2024-09-13T08:30:00Z"),
            ("Fri Sep 13 08:30:00 +0000 2024", "2024-09-13T08:30:00Z"),
            ("13 Sep 2024 08:30 GMT", "2024-09-13T08:30Z"),
            ("Fri, 13 Sep 2024 08:30 EST", "2024-09-13T08:30-05:00"),
            ("Fri Sep 13 2024 08:30:46 GMT+0000 (Coordinated Universal Time)", "2024-09-13T08:30:46Z"),
            ("Fri Sep 13 2024 08:30:46 GMT+0200 (Central European Summer Time)", "2024-09-13T08:30:46+02:00"),
            ("September 13, 2024 at 8:30 p.m. ET", "2024-09-13T20:30"),
            ("Sep 13, 2024 12:05am", "2024-09-13T00:05"),
            ("13 September 2024 08:30 UTC+2", "2024-09-13T08:30+02:00"),
        ])
    func accepted(_ sample: (text: String, date: String)) {
        #expect(PublicationDate.normalized(sample.text) == sample.date)
    }

    @Test(
        "are not guessed",
        arguments: [
            "1 Feb 999", "31 Apr 2024", "Fri, 13 Foo 2024", "Fri, 13 Sep 2024 08:30:00 +2",
            "Fri, 13 Sep 2024 25:30:00 GMT", "2024-09-13T25:00", "2024-13-01", "2024-09-13T", "2024-02-30",
            "yesterday", "", "13/14/2024", "20241399", "12345", "12345678901", "September 13",
            "September 13, 2024, updated September 14, 2024", "8:30", "13 Sep 2024 13:30 pm",
            "August 1 2 2024",
            "2024-09-13 2024-09-14", "13 Sep 24", "September 2024 8:30",
        ])
    func refused(_ text: String) throws {
        let failure = #expect(throws: PublicationDate.Failure.self) { try PublicationDate.read(text) }
        #expect(
            failure
                == PublicationDate.Failure(
                    text: text, reason: "is no date; write it as 2024-09-13 or 2024-09-13T08:30Z"))
    }

    @Test(
        "that can be read in two ways are refused with both",
        arguments: ["9/10/2024", "9-10-2024", "09.10.2024 8:30"])
    func ambiguous(_ text: String) throws {
        let failure = #expect(throws: PublicationDate.Failure.self) { try PublicationDate.read(text) }
        #expect(
            failure?.articleError(line: 4)
                == ArticleError(
                    stage: "read", kind: "published",
                    message:
                        "'published' is \"\(text)\", which is either 2024-09-10 or 2024-10-09; write the one that is meant, as year-month-day",
                    line: 4))
    }

    @Test(
        "before 1600 and more than a year in the future are placeholders or mistakes",
        arguments: [
            ("0001-01-01T00:00:00Z", "is before the year 1600 and is taken for a placeholder"),
            ("1599-12-31", "is before the year 1600 and is taken for a placeholder"), ("1600-01-01", nil),
            ("2025-09-14", nil), ("2025-09-15", "is more than a year in the future"),
            ("Sep 15, 2025", "is more than a year in the future"),
            ("2026", "is more than a year in the future"),
            ("9999-12-31", "is more than a year in the future"),
        ] as [(String, String?)])
    func range(_ sample: (text: String, reason: String?)) {
        func read() -> String? {
            do throws(PublicationDate.Failure) {
                // Only the failure is of interest.
                _ = try PublicationDate.read(sample.text, latest: "2025-09-14")
                return nil
            } catch { return error.reason }
        }
        #expect(read() == sample.reason)
    }
}
