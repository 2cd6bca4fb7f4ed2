import ArticleModel
import Diagnostics
import Exchange
import Serialization
import System
import Testing

@testable import Runs

@Suite("The journal of a run")
struct RunJournalTests {
    private func withOutput(_ body: (_ output: String) throws -> Void) throws {
        let fixture = try RunFixture([])
        try withExtendedLifetime(fixture) { try body(fixture.path("out")) }
    }

    private func shown(_ output: String) -> String? {
        RunJournal.read(of: output).map { identity, point in
            identity.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
                + " \(point.items) \(point.bytes) \(String(point.hash, radix: 16))"
        }
    }

    private let identity = [("format", "jsonl"), ("plugin \"x\"\n", "é")].map { (name: $0.0, value: $0.1) }

    @Test("the identity is the first line, and each position another; the last one counts")
    func positions() throws {
        try withOutput { output in
            #expect(shown(output) == nil)
            let journal = try RunJournal(of: output, identity: identity, isContinued: false)
            #expect(shown(output) == "format=jsonl,plugin \"x\"\n=é 0 0 0")
            try journal.note(RunPosition(items: 3, bytes: 100, hash: 0xAB))
            try journal.note(RunPosition(items: 9, bytes: 2500, hash: .max))
            #expect(shown(output) == "format=jsonl,plugin \"x\"\n=é 9 2500 ffffffffffffffff")
            #expect(
                String(decoding: try FileSystem.read(output + ".journal"), as: UTF8.self)
                    == #"{"format":"jsonl","plugin \"x\"\n":"é"}"# + "\n"
                    + #"{"items":3,"bytes":100,"hash":"ab"}"# + "\n"
                    + #"{"items":9,"bytes":2500,"hash":"ffffffffffffffff"}"# + "\n")
            journal.remove()
            #expect(shown(output) == nil)
        }
    }

    @Test("a journal that was cut off at any byte gives the last whole position")
    func cutOff() throws {
        try withOutput { output in
            let journal = try RunJournal(of: output, identity: [("f", "x")], isContinued: false)
            try journal.note(RunPosition(items: 1, bytes: 10, hash: 1))
            try journal.note(RunPosition(items: 2, bytes: 20, hash: 2))
            let bytes = try FileSystem.read(RunJournal.path(of: output))
            let ends = bytes.indices.filter { bytes[$0] == 10 }
            for count in 0...bytes.count {
                try FileSystem.write(Array(bytes.prefix(count)), to: RunJournal.path(of: output))
                // A line counts when its closing brace is there.
                let whole = ends.count { $0 <= count }
                let expected = whole == 0 ? nil : "f=x \(whole - 1) \((whole - 1) * 10) \(whole - 1)"
                #expect(shown(output) == expected, "\(count) bytes")
            }
        }
    }

    @Test("a journal that is continued after a partial line loses neither what was before nor what comes")
    func continued() throws {
        try withOutput { output in
            try RunJournal(of: output, identity: [("f", "x")], isContinued: false).note(
                RunPosition(items: 1, bytes: 10, hash: 1))
            try FileSystem.append(Array(#"{"items":2,"byt"#.utf8), to: RunJournal.path(of: output))
            #expect(shown(output) == "f=x 1 10 1")
            let journal = try RunJournal(of: output, identity: [("f", "ignored")], isContinued: true)
            #expect(shown(output) == "f=x 1 10 1")
            try journal.note(RunPosition(items: 5, bytes: 50, hash: 5))
            #expect(shown(output) == "f=x 5 50 5")
            // A new journal discards the old one; only the file matters.
            _ = try RunJournal(of: output, identity: [("f", "y")], isContinued: false)
            #expect(shown(output) == "f=y 0 0 0")
        }
    }

    @Test(
        "differences between two runs, each in words",
        arguments: [
            ([("a", "1")], [("a", "1")], []), ([("a", "1")], [("a", "2")], ["a was 1 and is 2"]),
            ([], [("a", "1")], ["a is new"]), ([("a", "1")], [], ["a is gone"]),
            ([("plugin x", "1")], [("plugin x", "2")], ["plugin x has changed"]),
            (
                [("a", "1"), ("b", "2"), ("c", "3")], [("c", "4"), ("a", "1"), ("d", "5")],
                ["c was 3 and is 4", "d is new", "b is gone"]
            ),
            ([("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")], []),
            ([("a", "x")], [("a", String(repeating: "y", count: 61))], ["a has changed"]),
            (
                [("a", "x")], [("a", String(repeating: "y", count: 60))],
                ["a was x and is \(String(repeating: "y", count: 60))"]
            ),
        ] as [([(String, String)], [(String, String)], [String])])
    func differences(_ sample: (before: [(String, String)], now: [(String, String)], found: [String])) {
        func identity(_ pairs: [(String, String)]) -> RunJournal.Identity {
            pairs.map { (name: $0.0, value: $0.1) }
        }
        #expect(RunJournal.differences(identity(sample.before), identity(sample.now)) == sample.found)
    }
}

@Suite("Ids that were seen")
struct SeenIDsTests {
    private func item(_ id: String) throws -> InputItem {
        let format = try #require(InputFormats.named("jsonl"))
        return InputItem(format, source: "in", number: 1, bytes: Array(#"{"id":"\#(id)","text":"x"}"#.utf8))
    }

    @Test("an id that occurred before is a problem that names it")
    func problems() throws {
        var seen = SeenIDs(InputItemReader())
        #expect(seen.problem(with: try item("a")) == nil)
        #expect(seen.problem(with: try item("b")) == nil)
        #expect(seen.problem(with: try item("a")) == "the id \"a\" occurred before")
        #expect(seen.problem(with: try item("a")) == "the id \"a\" occurred before")
        #expect(seen.problem(with: try item("A")) == nil)
        #expect(seen.problem(with: InputItem(failed: "gone", source: "in", number: 1)) == nil)
        #expect(seen.problem(with: InputItem(failed: "gone", source: "in", number: 1)) == nil)
    }

    @Test("thousands of ids are told apart as by a set, while the tables grow")
    func many() throws {
        var seen = SeenIDs(InputItemReader())
        var reference: Set<String> = []
        var state: UInt64 = 7
        for _ in 0..<8000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let id = "article-\(Int(state >> 33) % 5000)"
            let isNew = reference.insert(id).inserted
            let problem = seen.problem(with: try item(id))
            #expect((problem == nil) == isNew, "\(id)")
        }
    }
}

@Suite("Totals of a run")
struct RunReportTests {
    private func result(
        _ id: String, nanoseconds: Int = 0, words: Int = 0, bytes: Int = 0,
        _ errors: [BatchResult.Problem] = []
    ) -> BatchResult {
        var result = BatchResult(id: id, record: [], errors: errors, bytes: bytes, words: words)
        result.nanoseconds = nanoseconds
        return result
    }

    @Test("articles, words, bytes and failures are added up")
    func totals() {
        var report = RunReport()
        #expect((report.articles, report.words, report.bytes, report.failed) == (0, 0, 0, 0))
        let problem = BatchResult.Problem(kind: "json", plugin: "", message: "m")
        report.add(result("a", words: 3, bytes: 20))
        report.add(result("b", words: 4, bytes: 0, [problem, problem]))
        #expect((report.articles, report.words, report.bytes, report.failed) == (2, 7, 20, 1))
    }

    @Test("errors are counted by plugin and kind, with the first line of the first message")
    func errors() {
        var report = RunReport()
        report.add(result("a", [.init(kind: "lua", plugin: "p", message: "one\ntwo")]))
        report.add(
            result(
                "b",
                [.init(kind: "lua", plugin: "p", message: "x"), .init(kind: "lua", plugin: "q", message: "")])
        )
        report.add(result("c", [.init(kind: "json", plugin: "", message: "\n\nthree")]))
        #expect(report.errors.map(\.kind) == ["p: lua", "q: lua", "json"])
        #expect(report.errors.map(\.count) == [2, 1, 1])
        #expect(report.errors.map(\.first) == ["a: one", "b: ", "c: three"])
    }

    @Test("the three articles that took longest, the longest first; of equal ones the first")
    func slowest() {
        var report = RunReport()
        for (number, time) in [50, 10, 90, 50, 70, 20, 90].enumerated() {
            report.add(result("a\(number)", nanoseconds: time))
        }
        #expect(report.slowest.map(\.id) == ["a2", "a6", "a4"])
        #expect(report.slowest.map(\.nanoseconds) == [90, 90, 70])
    }

    @Test(
        "the time of a share is right to one in sixteen, and is not exceeded by more",
        arguments: [0.01, 0.5, 0.9, 0.99, 1.0])
    func times(_ share: Double) {
        var report = RunReport()
        #expect(report.time(ofShare: share) == 0)
        var times: [Int] = []
        var state: UInt64 = 3
        for _ in 0..<1000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let time = 1000 + Int(state >> 33) % 50_000_000
            times.append(time)
            report.add(result("a", nanoseconds: time))
        }
        times.sort()
        let right = Double(times[Int((1000 * share).rounded(.up)) - 1])
        let found = Double(report.time(ofShare: share))
        #expect(found <= right && right < found * 17 / 16)
    }

    @Test(
        "very short and very long times are within the table",
        arguments: [0, 1, 15, 16, 17, 1 << 28, 1 << 40, Int.max])
    func extremes(_ time: Int) {
        var report = RunReport()
        report.add(result("a", nanoseconds: time))
        let found = report.time(ofShare: 1)
        #expect(found >= 16)
        if (16..<1 << 28).contains(time) { #expect(found <= time && time < found * 17 / 16) }
    }
}

@Suite("Items and results as frames")
struct BatchFrameTests {
    @Test("an item is the same after it was sent")
    func items() throws {
        let format = try #require(InputFormats.named("jsonl"))
        var input = InputItem(format, source: "é.jsonl", number: 12, bytes: [0, 255, 10])
        input.fields = ["id": "x", "url": "https://quay.example", "charset": ""]
        input.note("duplicate", "the id \"x\" occurred before")
        var item = BatchItem(number: 7, input: input)
        item.crashes = [("marks", "why"), ("dates", "")]
        var writer = FrameWriter()
        item.write(to: &writer)
        var reader = FrameReader(writer.bytes)
        let read = try BatchItem(from: &reader)
        #expect(reader.isAtEnd)
        #expect(read.number == 7 && read.input.format.name == "jsonl")
        #expect((read.input.source, read.input.number, read.input.bytes) == ("é.jsonl", 12, [0, 255, 10]))
        #expect(read.input.fields == input.fields)
        #expect(read.input.problem == input.problem)
        #expect(
            read.crashes.map(\.plugin) == ["marks", "dates"] && read.crashes.map(\.reason) == ["why", ""])
        for count in 0..<writer.bytes.count {
            var torn = FrameReader(Array(writer.bytes.prefix(count)))
            #expect(throws: FrameReader.Failure.self) { try BatchItem(from: &torn) }
        }
    }

    @Test("an item that could not be read stays unreadable, with its reason")
    func unreadable() throws {
        let input = InputItem(failed: "gone", kind: "crash", source: "in", number: 3)
        var writer = FrameWriter()
        BatchItem(number: 0, input: input).write(to: &writer)
        var reader = FrameReader(writer.bytes)
        let read = try BatchItem(from: &reader)
        #expect(read.input.isUnreadable)
        #expect(read.input.problem == ArticleError(stage: "read", kind: "crash", message: "gone", line: 3))
    }

    @Test("a result is the same after it was sent")
    func results() throws {
        var result = BatchResult(
            id: "é", record: [1, 2],
            errors: [
                .init(kind: "lua", plugin: "p", message: "m\n"), .init(kind: "k", plugin: "", message: ""),
            ],
            bytes: 9, words: 3, deadLetter: [7])
        (result.number, result.nanoseconds) = (5, .max)
        var writer = FrameWriter()
        result.write(to: &writer)
        var reader = FrameReader(writer.bytes)
        let read = try BatchResult(from: &reader)
        #expect(reader.isAtEnd)
        #expect((read.number, read.id, read.record, read.nanoseconds) == (5, "é", [1, 2], .max))
        #expect((read.bytes, read.words, read.deadLetter) == (9, 3, [7]))
        #expect(read.errors.map { "\($0.kind)|\($0.plugin)|\($0.message)" } == ["lua|p|m\n", "k||"])
        for count in 0..<writer.bytes.count {
            var torn = FrameReader(Array(writer.bytes.prefix(count)))
            #expect(throws: FrameReader.Failure.self) { try BatchResult(from: &torn) }
        }
    }

    @Test("a frame with a format that does not exist is refused")
    func unknownFormat() {
        var writer = FrameWriter()
        writer.write(1)
        writer.write("no format")
        var reader = FrameReader(writer.bytes)
        #expect(throws: FrameReader.Failure.self) { try BatchItem(from: &reader) }
    }
}
