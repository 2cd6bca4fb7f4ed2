import ArticleModel
import Matching
import Testing
import Tokenization

/// Patterns with some lists, layers and annotations to match against.
struct PatternBench {
    let vocabulary = Vocabulary()
    let symbols = SymbolTable()
    let context: PatternContext
    /// Annotations by their text: every occurrence gets the label.
    var labels: [(text: String, label: String)] = []

    init() {
        context = PatternContext(vocabulary: vocabulary, symbols: symbols)
        symbols.declare(layer: "entities", labels: ["PERSON", "ORG", "GPE"], owner: 1)
        symbols.declare(layer: "quotes", labels: ["DIRECT"], owner: 2)
        addList(
            "title", ["Mayor", "Prime Minister", "Gen.", "minister"], columns: ["kind"],
            values: ["political", "political", "military", "political"])
        addList("month", ["January", "May", "Sept."])
        addList("agency", ["Reuters", "AP"])
        addList("org", ["Acme Corp.", "Acme", "World Food Programme"])
    }

    func addList(
        _ name: String, _ entries: [String], columns: [String] = [], values: [String] = [],
        policy: Gazetteer.CasePolicy = .smart
    ) {
        var compiler = GazetteerCompiler(casePolicy: policy, columns: columns, vocabulary: vocabulary)
        for (index, entry) in entries.enumerated() {
            compiler.add(entry, values: columns.isEmpty ? [] : [values[index]])
        }
        let bytes = Held(compiler.image())
        guard let image = try? GazetteerImage(UnsafeRawBufferPointer(bytes.buffer), owner: bytes) else {
            Issue.record("the compiled list \(name) is none")
            return
        }
        context.add(Gazetteer(name: name, image: image, vocabulary: vocabulary))
    }

    func input(_ text: String) -> MatchInput {
        let article = Article(id: .integer(1), utf8: Array(text.utf8))
        let tokens = Tokenizer(vocabulary: vocabulary).tokenize(article)
        var annotations: [Annotation] = []
        for (part, label) in labels {
            for range in text.ranges(of: part) {
                let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
                annotations.append(
                    Annotation(
                        id: "", layer: label == "DIRECT" ? "quotes" : "entities", label: label,
                        span: Span(start, start + part.utf8.count), plugin: "test",
                        features: [.init("gender", .string("f"))]))
            }
        }
        return MatchInput(utf8: article.utf8, tokens: tokens, annotations: annotations, symbols: symbols)
    }

    /// The matches of rules as text: `the match {capture=text outer.inner=text}`.
    func matches(_ rules: [Rule], in text: String) throws -> [String] {
        let input = input(text)
        return try RuleSet(rules, vocabulary: vocabulary).matches(in: input).map { match in
            let names = rules[match.rule].pattern.captureNames
            let captures = match.captures.map { "\(names[$0.name])=\(input.text($0.tokens))" }
            let prefix = rules.count > 1 ? rules[match.rule].name + ": " : ""
            return prefix + input.text(match.tokens)
                + (captures.isEmpty ? "" : " {\(captures.joined(separator: " "))}")
        }
    }

    func rule(
        _ pattern: String, name: String = "r", priority: Int = 0, mode: Rule.Mode = .longest,
        scope: Rule.Scope = .sentence
    ) throws -> Rule {
        Rule(name: name, pattern: try context.compile(pattern), priority: priority, mode: mode, scope: scope)
    }

    func matches(_ pattern: String, in text: String) throws -> [String] {
        try matches([rule(pattern)], in: text)
    }
}

final class Held {
    let buffer: UnsafeMutableRawBufferPointer
    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 8)
        buffer.copyBytes(from: bytes)
    }
    deinit { buffer.deallocate() }
}
