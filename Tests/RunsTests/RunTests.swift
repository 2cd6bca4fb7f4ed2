import Diagnostics
import Exchange
import ResultDatabase
import System
import Testing

@testable import Runs

@Suite("Runs without processes")
struct RunTests {
    private let many = (0..<100).map { "Article \($0) about Zürich." }

    @Test("records come out in the order of the input, whatever the number of workers", arguments: [1, 3])
    func order(_ jobs: Int) throws {
        let fixture = try RunFixture(many)
        var plan = try fixture.plan
        plan.jobs = jobs
        let run = try fixture.run(plan)
        #expect(try run() == .complete)
        #expect(
            try fixture.read("out.jsonl")
                == many.enumerated().map {
                    "{\"id\":\"a\($0.offset)\",\"text\":\"\($0.element)\",\"annotations\":[],\"errors\":[]}"
                })
        #expect(fixture.started == jobs)
        #expect(run.report.articles == 100)
        #expect(run.report.failed == 0)
        #expect(!fixture.exists("out.jsonl.journal"))
        #expect(!fixture.exists("out.jsonl.partial"))
    }

    @Test("unordered: the same records")
    func unordered() throws {
        let fixture = try RunFixture(many)
        var plan = try fixture.plan
        #expect(try fixture.run(plan)() == .complete)
        let ordered = try fixture.read("out.jsonl")
        plan.jobs = 3
        plan.isUnordered = true
        #expect(try fixture.run(plan)() == .complete)
        #expect(try fixture.read("out.jsonl").sorted() == ordered.sorted())
    }

    @Test("a worker that dies is replaced, and its article is done again without the plugin")
    func crash() throws {
        let fixture = try RunFixture(["one", "crash", "three"])
        let run = try fixture.run(fixture.plan)
        #expect(try run() == .complete)
        #expect(
            try fixture.read("out.jsonl") == [
                #"{"id":"a0","text":"one","annotations":[],"errors":[]}"#,
                #"{"id":"a1","text":"crash","annotations":[],"errors":[{"stage":"annotate","plugin":"marks","kind":"crash","message":"the plugin marks ended the process that ran it: signal 6 (Aborted)"}]}"#,
                #"{"id":"a2","text":"three","annotations":[],"errors":[]}"#,
            ])
        #expect(fixture.started == 2)
        #expect(run.report.errors.map(\.kind) == ["marks: crash"])
    }

    @Test("an article that cannot even be read becomes a record with the reason")
    func unreadable() throws {
        let fixture = try RunFixture(["unreadable", "two"])
        #expect(try fixture.run(fixture.plan)() == .complete)
        #expect(
            try fixture.read("out.jsonl") == [
                #"{"id":"in.jsonl:1","line":1,"annotations":[],"errors":[{"stage":"read","kind":"crash","message":"reading the article ended the process that ran it: signal 6 (Aborted)","line":1}]}"#,
                #"{"id":"a1","text":"two","annotations":[],"errors":[]}"#,
            ])
    }

    @Test("workers that end before they begin end the run")
    func neverStarts() throws {
        let fixture = try RunFixture(["one"])
        let plan = try fixture.plan
        let run = try Run(plan, plugins: []) { _ in
            let worker = InlineWorker(plan.format)
            worker.kill()
            return worker
        }
        let error = #expect(throws: Diagnostic.self) { try run() }
        #expect(error?.description == "workers end as soon as they start: signal 6 (Aborted)")
    }

    @Test("policies for errors: record, skip, stop, and a maximum")
    func policies() throws {
        func result(_ change: (inout RunPlan) -> Void) throws -> (outcome: RunOutcome, count: Int) {
            let fixture = try RunFixture(["a", "fail", "b", "fail", "c"])
            var plan = try fixture.plan
            change(&plan)
            let outcome = try fixture.run(plan)()
            let name = fixture.exists("out.jsonl") ? "out.jsonl" : "out.jsonl.partial"
            return (outcome, try fixture.read(name).count)
        }
        #expect(try result { _ in } == (.complete, 5))
        #expect(try result { $0.onError = .skip } == (.complete, 3))
        #expect(
            try result { $0.onError = .stop }
                == (.stopped(reason: "stopped at the first article with an error: a1: it failed"), 2))
        #expect(
            try result { $0.maximumErrors = 1 }
                == (.stopped(reason: "stopped after 2 articles with errors; the first: a1: it failed"), 4))
        #expect(try result { $0.maximumErrors = 2 } == (.complete, 5))
    }

    @Test("the input of articles with errors is written so that it can be run again")
    func deadLetters() throws {
        let fixture = try RunFixture(["one", "fail", "three"])
        var plan = try fixture.plan
        plan.deadLetters = fixture.path("dead.jsonl")
        #expect(try fixture.run(plan)() == .complete)
        #expect(try fixture.read("dead.jsonl") == [#"{"id":"a1","text":"fail"}"#])
    }

    @Test("an id that occurs twice in files is an error of its record")
    func duplicates() throws {
        let fixture = try RunFixture(["one"])
        try fixture.write("more.jsonl", ["again", "new"])
        var plan = try fixture.plan
        plan.sources += try InputSource.find(fixture.path("more.jsonl"))
        #expect(try fixture.run(plan)() == .complete)
        #expect(
            try fixture.read("out.jsonl")[1]
                == #"{"id":"a0","text":"again","annotations":[],"errors":[{"stage":"read","kind":"duplicate","message":"the id \"a0\" occurred before","line":1}]}"#
        )
    }

    // MARK: Resuming

    private func interrupted(
        _ fixture: RunFixture, _ format: any RecordFormat = JSONLinesFormat()
    ) throws -> RunPlan {
        var plan = try fixture.plan
        plan.format = format
        let run = try fixture.run(plan)
        var reports = 0
        run.onProgress = { _ in reports += 1 }
        run.isInterrupted = { reports > 2 }
        #expect(try run() == .interrupted)
        #expect((1..<100).contains(run.report.articles))
        #expect(!fixture.exists("out.jsonl"))
        plan.beginning = .resume
        return plan
    }

    @Test("an interrupted run is resumed: the output is that of a run that was never interrupted")
    func resume() throws {
        let fixture = try RunFixture(many)
        let run = try fixture.run(interrupted(fixture))
        #expect((1..<100).contains(run.skipped))
        #expect(try run() == .complete)
        #expect(run.report.articles == 100 - run.skipped)
        let whole = try RunFixture(many)
        #expect(try whole.run(whole.plan)() == .complete)
        #expect(try fixture.read("out.jsonl") == whole.read("out.jsonl"))
    }

    @Test("a database is resumed from its own position")
    func database() throws {
        let fixture = try RunFixture(many)
        let run = try fixture.run(interrupted(fixture, DatabaseFormat()))
        #expect((1..<100).contains(run.skipped))
        #expect(try run() == .complete)
        #expect(fixture.exists("out.jsonl"))
    }

    @Test("what has changed is named, and resumed only if asked for")
    func changed() throws {
        let fixture = try RunFixture(many)
        var plan = try interrupted(fixture)
        func failure(_ plan: RunPlan, hash: String = "1") -> String? {
            #expect(throws: Diagnostic.self) { try fixture.run(plan, hash: hash) }?.description
        }
        #expect(
            failure(plan, hash: "2")
                == "this is not the run that was interrupted: plugin marks has changed; begin anew with --restart, "
                + "or go on all the same with --resume=mixed")
        plan.reader.options.published = "2024-01-01"
        #expect(
            failure(plan)
                == "this is not the run that was interrupted: published was not given and is 2024-01-01; begin anew "
                + "with --restart, or go on all the same with --resume=mixed")
        plan.beginning = .new
        #expect(failure(plan)?.hasSuffix("go on with --resume, or begin anew with --restart") == true)
        plan.beginning = .resumeMixed
        #expect(try fixture.run(plan, hash: "2")() == .complete)
        #expect(try fixture.read("out.jsonl").count == 100)
    }

    @Test("an input that has changed is noticed")
    func changedInput() throws {
        let fixture = try RunFixture(many)
        let plan = try interrupted(fixture)
        try fixture.write("in.jsonl", ["Brticle 0 about Zürich."] + many.dropFirst())
        let error = #expect(throws: Diagnostic.self) { try fixture.run(plan) }
        #expect(
            error?.description.hasPrefix("the input has changed since the interrupted run: its first ")
                == true)
    }

    @Test("plans that cannot be carried out")
    func plans() throws {
        let fixture = try RunFixture(["one"])
        func failure(_ change: (inout RunPlan) -> Void) throws -> String? {
            var plan = try fixture.plan
            plan.output = nil
            change(&plan)
            return #expect(throws: Diagnostic.self) { try fixture.run(plan) }?.description
        }
        #expect(try failure { $0.jobs = 0 } == "--jobs must be at least 1, not 0")
        #expect(
            try failure { $0.format = BratFormat() } == "--format brat needs -o with a name for the output")
        #expect(
            try failure { $0.beginning = .resume }
                == "--resume needs -o: standard output cannot be gone on with")
    }
}
