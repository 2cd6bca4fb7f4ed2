internal import Diagnostics
internal import ArticleModel
internal import Exchange
internal import LuaRuntime
public import PluginHost

/// The examples of a plugin, run against it: `examples.lua` in its folder.
public struct PluginSpec {
    /// What came of one example.
    public struct Outcome: Sendable {
        /// The marked text, as it stands in the file.
        public var example: String
        /// What was wrong; empty if all is as expected.
        public var failures: [String]
        /// How many places are marked.
        public var marks: Int
        /// The example as it would have to be for what was found; nil if nothing failed, if the plugin
        /// did, or where marks cannot say it since two annotations cross.
        public var proposal: String?

        /// What came of an example.
        public init(example: String, failures: [String], marks: Int, proposal: String? = nil) {
            (self.example, self.failures, self.marks, self.proposal) = (example, failures, marks, proposal)
        }
    }

    struct Example {
        var marked: String
        var published: String?
        var headline: String?
        var brackets: (Character, Character)
        var options: [(name: String, value: OptionValue)]
    }

    let workbench: Workbench
    let annotationRun: AnnotationRun
    let plugin: Plugin
    let examples: [Example]

    /// The examples of a loaded plugin. Those that it needs must be loaded too.
    ///
    /// - Throws: ``Diagnostic`` if there are none or they cannot be read.
    public init(_ plugin: Plugin, in workbench: Workbench) throws {
        self.plugin = plugin
        self.workbench = workbench
        annotationRun = try AnnotationRun(workbench)
        let value = try workbench.value(ofFile: "examples.lua", of: plugin)
        func problem(_ message: String) -> Diagnostic {
            Diagnostic(.plugin, message, at: SourceLocation(file: plugin.name + "/examples.lua"))
        }
        guard let table = value.table else { throw problem("the file must return a list of examples") }
        let published = table["published"].string
        examples = try table.array.enumerated().map { index, item in
            switch item {
            case .string(let marked):
                return Example(
                    marked: marked, published: published, headline: nil, brackets: ("«", "»"), options: [])
            case .table(let row):
                guard let marked = row.array.first?.string else {
                    throw problem("example \(index + 1) has no text: write { \"text\", published = … }")
                }
                let keys = ["published", "headline", "marks", "options"]
                for (key, _) in row.fields where !keys.contains(key) {
                    throw problem(
                        "example \(index + 1): unknown key '\(key)'" + didYouMean(key, among: keys))
                }
                var brackets: (Character, Character) = ("«", "»")
                if let marks = row["marks"].string {
                    guard marks.count == 2 else {
                        throw problem("example \(index + 1): 'marks' must be two characters")
                    }
                    brackets = (marks.first!, marks.last!)
                }
                let options = (row["options"].table?.fields ?? []).compactMap { name, value in
                    OptionValue(lua: value).map { (name: name, value: $0) }
                }
                let own: String? =
                    row["published"].boolean == false ? nil : row["published"].string ?? published
                return Example(
                    marked: marked, published: own, headline: row["headline"].string, brackets: brackets,
                    options: options)
            default: throw problem("example \(index + 1) is a \(item.typeName), not a string or table")
            }
        }
    }

    /// Runs all examples, each twice: as it stands, and behind text of many-byte characters.
    public func run() -> [Outcome] { examples.map(run) }

    private func run(_ example: Example) -> Outcome {
        let marked: MarkedExample
        do { marked = try MarkedExample(example.marked, brackets: example.brackets) } catch {
            return Outcome(example: example.marked, failures: [error.description], marks: 0)
        }
        return withOptions(of: example) {
            let (read, shift) = article(of: example, marked)
            let record = annotationRun(read)
            var outcome = Outcome(
                example: example.marked, failures: check(record, marked, shift: shift, note: ""),
                marks: marked.marks.count)
            if outcome.failures.isEmpty {
                let prefix = Array("Été 🇫🇷.\n".utf8)
                outcome.failures = check(
                    annotationRun(read.moved(behind: prefix)), marked, shift: shift + prefix.count,
                    note: " (behind \"Été 🇫🇷.\")")
            } else if record.errors.isEmpty {
                outcome.proposal = marked.proposal(
                    for: found(in: record), of: record, shift: shift, brackets: example.brackets)
            }
            return outcome
        }
    }

    /// Runs a body while the plugin's options are as the example sets them.
    func withOptions<Result>(of example: Example, _ body: () throws -> Result) rethrows -> Result {
        let before = plugin.options
        for (name, value) in example.options { plugin.options[name] = value }
        defer { plugin.options = before }
        return try body()
    }

    /// The article of an example, and where in it the example's text begins.
    func article(of example: Example, _ marked: MarkedExample) -> (article: Article, shift: Int) {
        var metadata = Metadata()
        metadata.published = example.published
        let article = ArticleReader.article(
            text: marked.text, headline: example.headline, id: .string("example"), metadata: metadata)
        return (article, article.fields.first { $0.name == "text" }?.span.start ?? 0)
    }

    /// The annotations that examples are about: the plugin's own.
    private func found(in record: AnnotatedArticle) -> [Annotation] {
        let layers = plugin.manifest?.provides.map(\.layer) ?? []
        return record.annotations.filter { layers.contains($0.layer) && $0.plugin == plugin.name }
    }

    private func check(_ record: AnnotatedArticle, _ marked: MarkedExample, shift: Int, note: String)
        -> [String]
    {
        let article = record.article
        let found = found(in: record)
        var failures = record.errors.map { "\($0.kind): \($0.message)" }
        for mark in marked.marks {
            let span = Span(mark.span.start + shift, mark.span.end + shift)
            let here = found.filter { $0.span == span && (mark.label == nil || $0.label == mark.label) }
            guard let annotation = here.first else {
                let other = found.first { $0.span == span }
                failures.append(
                    "expected «\(article.text(of: span))»" + (mark.label.map { " as \($0)" } ?? "")
                        + (other.map { ", found it as \($0.label)" } ?? ", not found") + note)
                continue
            }
            for (name, value) in mark.features {
                let actual = ExampleFeature(record).text(of: annotation, path: name) ?? ""
                if actual != value {
                    failures.append(
                        "«\(article.text(of: span))»: expected \(name)=\(value.isEmpty ? "nothing" : value), found "
                            + (actual.isEmpty ? "nothing" : actual) + note)
                }
            }
        }
        for annotation in found
        where !marked.marks.contains(where: {
            Span($0.span.start + shift, $0.span.end + shift) == annotation.span
        }) {
            failures.append(
                "found «\(article.text(of: annotation.span))» as \(annotation.label), which is not marked"
                    + (annotation.rule.map { " (rule \($0))" } ?? "") + note)
        }
        return failures
    }
}

extension Article {
    /// The same article behind other text, which is a paragraph of its own.
    fileprivate func moved(behind prefix: [UInt8]) -> Article {
        func shift(_ span: Span) -> Span { Span(span.start + prefix.count, span.end + prefix.count) }
        var moved = Article(
            id: id, utf8: prefix + utf8,
            blocks: [Block(.paragraph, Span(0, prefix.count - 1))]
                + blocks.map { Block($0.kind, shift($0.span)) },
            metadata: metadata)
        moved.fields = fields.map { TextField(name: $0.name, span: shift($0.span)) }
        return moved
    }
}
