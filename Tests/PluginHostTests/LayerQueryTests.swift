import ArticleModel
import PluginHost
import TestSupport
import Testing

@Suite("Queries of layers")
struct LayerQueryTests {
    @Test("each query finds what a look at all annotations finds, in the documented order", arguments: 0..<8)
    func reference(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 1200 + seed)
        func span() -> Span {
            let start = Int.random(in: 0..<70, using: &random)
            return Span(start, start + Int.random(in: 1...12, using: &random))
        }
        let spans = (0..<Int.random(in: 1...40, using: &random)).map { _ in span() }
        let queries = (0..<15).map { _ in span() }
        let made = spans.enumerated().map { number, span in
            "article:annotate{ first = \(span.start + 1), last = \(span.end), label = \"\(number % 3 == 0 ? "OTHER" : "SAMPLE")\", n = \(number) }"
        }
        let asked = queries.flatMap { query in
            ["inside", "overlapping", "at", "before", "after"].flatMap { name in
                ["nil", "\"sample\"", "\"sample\", \"OTHER\""].map { filter in
                    "show(article:\(name)(article:span(\(query.start + 1), \(query.end)), \(filter)))"
                }
            }
        }
        let fixture = try PluginFixture()
        let (record, log) = try annotate([
            fixture.sample(
                """
                local function show(found)
                    local parts = {} for i, a in ipairs(found) do parts[i] = a.n end print(table.concat(parts, " "))
                  end
                  \(made.joined(separator: "\n"))
                  \(asked.joined(separator: "\n"))
                """)
        ])
        #expect(record.errors == [])
        let order = spans.indices.sorted { (spans[$0], $0) < (spans[$1], $1) }
        var expected: [String] = []
        for query in queries {
            let inside = order.filter { query.start <= spans[$0].start && spans[$0].end <= query.end }
            let overlapping = order.filter { spans[$0].start < query.end && query.start < spans[$0].end }
            let covering = order.filter { spans[$0].start <= query.start && query.end <= spans[$0].end }
            let before = order.filter { spans[$0].end <= query.start }.enumerated().sorted {
                let (a, b) = (spans[$0.element], spans[$1.element])
                return (b.end, b.start, $0.offset) < (a.end, a.start, $1.offset)
            }.map(\.element)
            let after = order.filter { spans[$0].start >= query.end }
            for found in [inside, overlapping, covering, before, after] {
                let all = found.map(String.init).joined(separator: " ")
                expected += [all, all, found.filter { $0 % 3 == 0 }.map(String.init).joined(separator: " ")]
            }
        }
        #expect(log.map { String($0.dropFirst("sample: ".count)) } == expected)
    }

    @Test("queries see what was added and removed a moment ago, and only live annotations")
    func changes() throws {
        let fixture = try PluginFixture()
        let (record, log) = try annotate([
            fixture.sample(
                """
                local all = article:span(1, 84)
                  print(#article:inside(all), #article:layer("sample"))
                  local a = article:annotate{ first = 1, last = 5, label = "SAMPLE" }
                  print(#article:inside(all), article:layer("sample")[1] == a, #article:matches("@SAMPLE"))
                  local b = article:annotate{ first = 7, last = 9, label = "OTHER" }
                  print(#article:inside(all), #article:layer("sample", "OTHER"), article:before(b)[1] == a)
                  a:remove()
                  print(#article:inside(all), article:layer("sample")[1] == b, #article:matches("@SAMPLE"))
                """)
        ])
        #expect(record.errors == [])
        #expect(log == ["sample: 0\t0", "sample: 1\ttrue\t1", "sample: 2\t1\ttrue", "sample: 1\ttrue\t0"])
    }

    @Test("occurrences are whole tokens of exact case, the longest at each place, in order")
    func occurrences() throws {
        let fixture = try PluginFixture()
        let log = try annotate(
            [
                fixture.sample(
                    """
                    local function show(texts, within)
                        local parts = {}
                        for i, s in ipairs(article:occurrences(texts, within)) do parts[i] = s.first .. s.text end
                        print(table.concat(parts, " "))
                      end
                      show("Ana") show({ "Ana", "Ana Ruiz" }) show("ana") show("An") show({}) show("") show({ "" })
                      show({ "O'Brien" }) show("Ana", article.sentences[2]) show("Ana Ruiz", article:span(1, 4))
                    """)
            ], text: "Ana Ruiz and Ana. O’Brien met Ana Ruiz."
        ).log.map { String($0.dropFirst("sample: ".count)) }
        #expect(
            log == [
                "1Ana 14Ana 33Ana", "1Ana Ruiz 14Ana 33Ana Ruiz", "", "", "", "", "", "19O’Brien", "33Ana",
                "",
            ])
    }
}
