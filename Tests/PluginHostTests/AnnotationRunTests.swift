import ArticleModel
import Diagnostics
import Exchange
import PluginHost
import Testing

@Suite("Plugins run on articles")
struct AnnotationRunTests {
    private final class Recorder: RunObserver {
        var events: [String] = []
        func willRun(_ plugin: Plugin, number: Int) { events.append("will \(plugin.name) \(number)") }
        func didRun(_ plugin: Plugin, number: Int, error: ArticleError?) {
            events.append("did \(plugin.name) \(number) \(error?.kind ?? "fine")")
        }
    }

    private let article = ArticleReader.article(
        text: sampleText, headline: nil, id: .string("a"), metadata: Metadata())

    private func workbench(_ folders: [PluginFolder], limits: Workbench.Limits = .init()) throws -> Workbench
    {
        let workbench = try Workbench(limits: limits)
        try workbench.load(folders)
        return workbench
    }

    private let mark = "article:annotate{ span = article:span(7, 14), label = \"SAMPLE\" }"

    @Test("an observer is called around each plugin that runs, in order, and not for one that is skipped")
    func observer() throws {
        let fixture = try PluginFixture()
        let workbench = try workbench([
            fixture.sample(mark, name: "late", needs: "\"early\""),
            fixture.sample(mark + " error('no')", name: "early"), fixture.sample(mark, name: "left"),
        ])
        let run = try AnnotationRun(workbench)
        #expect(run.plugins.map(\.name) == ["early", "late", "left"])
        let recorder = Recorder()
        let reason = ArticleError(
            stage: "annotate", plugin: "left", kind: "crash", message: "it ended the worker")
        let reading = ArticleError(stage: "read", plugin: nil, kind: "input", message: "a byte was replaced")
        let record = run(article, errors: [reading], observer: recorder, skipping: ["left": reason])
        #expect(recorder.events == ["will early 0", "did early 0 lua", "will late 1", "did late 1 fine"])
        #expect(record.errors.map(\.kind) == ["input", "lua", "crash"])
        #expect(
            record.errors.map(\.message) == [
                "a byte was replaced", "early/init.lua:3:3: no", "it ended the worker",
            ])
        #expect(record.annotations.map(\.plugin) == ["early", "late"])
        #expect(workbench.open == nil, "the article is closed")
    }

    @Test("a run can be of those plugins that provide some layers or labels, and of what they need")
    func layersNamed() throws {
        let fixture = try PluginFixture()
        let workbench = try workbench([
            fixture.sample("", name: "base"), fixture.sample("", name: "middle", needs: "\"base\""),
            fixture.sample("", name: "top", needs: "\"middle\""), fixture.sample("", name: "other"),
            fixture.plugin(
                "labels", "return { name = \"labels\", provides = { l = { \"ONE\" } }, annotate = print }"),
        ])
        func names(_ names: [String]) throws -> [String] {
            try AnnotationRun(workbench, layersNamed: names).plugins.map(\.name)
        }
        #expect(try names(["top"]) == ["base", "middle", "top"])
        #expect(try names(["middle"]) == ["base", "middle"])
        #expect(
            try names(["ONE"]) == ["labels"] && names(["l.ONE"]) == ["labels"] && names(["l"]) == ["labels"])
        #expect(try names(["other", "ONE"]) == ["other", "labels"])
        #expect(try names(["SAMPLE"]) == ["base", "middle", "top", "other"])
        #expect(try names([]) == [] && names(["nothing"]) == [])
    }

    @Test("while an article is explored it is open, with the errors of its plugins; then it is closed")
    func explore() throws {
        struct Left: Error {}
        let fixture = try PluginFixture()
        let workbench = try workbench([fixture.sample(mark + " error('no')")])
        let run = try AnnotationRun(workbench)
        let texts = run.explore(article) { open, errors in
            errors.map(\.message) + open.result(errors: []).annotations.map { open.article.text(of: $0.span) }
        }
        #expect(texts == ["sample/init.lua:3:3: no", "Ana Ruiz"])
        #expect(throws: Left.self) { try run.explore(article) { _, _ in throw Left() } }
        #expect(workbench.open == nil)
    }

    @Test("a timer adds up what each plugin takes over all articles")
    func timer() throws {
        let fixture = try PluginFixture()
        let workbench = try workbench([
            fixture.sample("for i = 1, 200000 do end", name: "slow"), fixture.sample("", name: "quick"),
        ])
        let timer = PluginTimer()
        let run = try AnnotationRun(workbench)
        #expect(timer.nanoseconds == [:])
        _ = run(article, observer: timer)
        let once = try #require(timer.nanoseconds["slow"])
        _ = run(article, observer: timer)
        #expect(timer.nanoseconds.keys.sorted() == ["quick", "slow"])
        #expect(try #require(timer.nanoseconds["slow"]) > once)
    }

    @Test(
        "each way to fail has its kind and its message",
        arguments: [
            ("article:annotate{ span = article.tokens[1], label = \"SAMPLE\" } error({ code = 5 })", "lua"),
            ("error()", "lua"), ("error(nil)", "lua"), ("local x = nil; x.y = 1", "lua"),
            ("article:matches(\"%lower{1,9} %lower{1,9} z\") while true do end", "budget"),
            ("return (\"x\"):rep(1 << 28)", "memory"),
            ("article:matches(\"( a? ){500} /(a|aa)+[bc]/\")", ""),
        ])
    func kinds(_ sample: (body: String, kind: String)) throws {
        let fixture = try PluginFixture()
        var limits = Workbench.Limits()
        limits.milliseconds = sample.kind == "budget" ? 60 : 20_000
        limits.memory = 32 << 20
        let workbench = try workbench([fixture.sample(sample.body)], limits: limits)
        let record = try AnnotationRun(workbench)(article)
        #expect(record.errors.map(\.kind) == (sample.kind.isEmpty ? [] : [sample.kind]))
        #expect(record.errors.allSatisfy { $0.plugin == "sample" && $0.stage == "annotate" })
        // The state is sound after it.
        #expect(try AnnotationRun(workbench)(article).errors.map(\.kind) == record.errors.map(\.kind))
    }

    @Test("rules that take too many steps, and regexes that give up, are errors of the budget")
    func steps() throws {
        let fixture = try PluginFixture()
        var limits = Workbench.Limits()
        limits.steps = 50
        func plugin(_ name: String, _ pattern: String) throws -> PluginFolder {
            try fixture.plugin(
                name,
                "return { name = \"\(name)\", provides = { \(name) = { \"X\" } }, rules = { desk.rule{ \"R\", [=[ \(pattern) ]=] } } }"
            )
        }
        let record = try AnnotationRun(workbench([plugin("p", "_* zebra")], limits: limits))(article)
        #expect(record.errors.map(\.kind) == ["budget"])
        #expect(
            record.errors.map(\.message) == [
                "matching took too many steps and was given up; a pattern with fewer open ends ( * + ... ) takes fewer"
            ])
        let long = ArticleReader.article(
            text: String(repeating: "a", count: 90), headline: nil, id: .string("a"), metadata: Metadata())
        let regex = try AnnotationRun(workbench([plugin("q", "/(a|aa)+[bc]/")]))(long)
        #expect(regex.errors.map(\.kind) == ["budget"])
        #expect(
            regex.errors.map(\.message) == ["regex /(a|aa)+[bc]/ took too many steps and was given up"])
    }

    @Test("an article has no more annotations than the limit, and keeps those that it has")
    func most() throws {
        let fixture = try PluginFixture()
        var limits = Workbench.Limits()
        limits.annotations = 3
        let workbench = try workbench(
            [
                fixture.sample(
                    "for i = 1, 5 do article:annotate{ first = i, last = i, label = \"SAMPLE\" } end")
            ],
            limits: limits)
        let record = try AnnotationRun(workbench)(article)
        #expect(record.annotations.map(\.span) == [Span(0, 1), Span(1, 2), Span(2, 3)])
        #expect(
            record.errors.map { $0.message.drop { $0 != " " } } == [
                " an article cannot have more than 3 annotations"
            ])
    }

    @Test("random numbers begin again for each article, so that none depends on those before it")
    func random() throws {
        let fixture = try PluginFixture()
        let workbench = try workbench([fixture.sample("print(math.random(1000000), math.random(1000000))")])
        var lines: [String] = []
        workbench.log = { lines.append($1) }
        let run = try AnnotationRun(workbench)
        for _ in 0..<3 { #expect(run(article).errors == []) }
        #expect(Set(lines).count == 1 && lines.count == 3)
    }

    @Test("ids tell annotations of all layers apart, whatever the layers are called")
    func ids() throws {
        let fixture = try PluginFixture()
        let body = "for i = 1, 12 do article:annotate{ first = i, last = i, label = \"SAMPLE\" } end"
        let names = ["day", "day2", "d", "people", "places"]
        let record = try AnnotationRun(
            workbench(try names.map { try fixture.sample(body, name: $0) }))(article)
        #expect(record.errors == [] && record.annotations.count == 60)
        #expect(Set(record.annotations.map(\.id)).count == 60)
        #expect(
            record.annotations.prefix(5).map { "\($0.layer) \($0.id)" } == [
                "d d1", "day day1", "day2 day2-1", "people pe1", "places pl1",
            ])
    }

    @Test("references follow the annotations as they are sorted, and one that was removed is null")
    func references() throws {
        let fixture = try PluginFixture()
        let record = try annotate([
            fixture.sample(
                """
                local a = article:annotate{ first = 10, last = 11, label = "SAMPLE" }
                  local b = article:annotate{ first = 1, last = 2, label = "SAMPLE", of = a, all = { a, 5, { x = a } } }
                  local c = article:annotate{ first = 5, last = 6, label = "OTHER", of = b }
                  a:set("of", c) c:remove() a:set("self", a)
                """)
        ]).record
        #expect(record.annotations.map(\.span) == [Span(0, 2), Span(9, 11)])
        #expect(record.annotations[0]["of"] == .annotation(1))
        #expect(
            record.annotations[0]["all"]
                == .list([.annotation(1), .integer(5), .object([.init("x", .annotation(1))])]))
        #expect(record.annotations[1]["of"] == .null && record.annotations[1]["self"] == .annotation(1))
    }
}
