import ArticleModel
import Exchange
import System
import Foundation
import Matching
import PluginHost
import Tokenization

/// Times matching alone, for comparisons with other programs: the best of twenty runs over all texts, in
/// seconds of processor time, as a line of JSON.
///
/// `MatchTiming rules TEXTS.jsonl RULES.tsv`: rules as lines of name, tab, pattern.
/// `MatchTiming list TEXTS.jsonl PHRASES.txt`: phrases as lines.
/// `MatchTiming plugins TEXTS.jsonl PLUGIN…`: the rules of plugins without their Lua, each set by itself.
@main
struct MatchTiming {
    let vocabulary = Vocabulary()
    let articles: [Article]
    let words: Int

    init(_ path: String) throws {
        articles = try Self.lines(path).compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let text = object?["text"] as? String else { return nil }
            return ArticleReader.article(text: text, headline: nil, id: .integer(0), metadata: Metadata())
        }
        words = articles.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
    }

    static func lines(_ path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    static func seconds(_ body: () throws -> Int) rethrows -> (seconds: Double, count: Int) {
        var best = Double.infinity
        var count = 0
        for _ in 0..<20 {
            let start = clock()
            count = try body()
            best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
        }
        return (best, count)
    }

    func report(_ fields: [(String, Double)]) {
        let fields = [("words", Double(words))] + fields
        print("{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
    }

    func tokenising() -> Double {
        let tokenizer = Tokenizer(vocabulary: vocabulary)
        return Self.seconds { articles.reduce(0) { $0 + tokenizer.tokenize($1).count } }.seconds
    }

    func rules(_ path: String) throws {
        let context = PatternContext(vocabulary: vocabulary, symbols: SymbolTable())
        let rules = try Self.lines(path).map { line in
            let parts = line.split(separator: "\t")
            return Rule(
                name: String(parts[0]), pattern: try context.compile(String(parts[1])), mode: .all)
        }
        let set = RuleSet(rules, vocabulary: vocabulary)
        let tokenizer = Tokenizer(vocabulary: vocabulary)
        let inputs = articles.map { MatchInput(utf8: $0.utf8, tokens: tokenizer.tokenize($0)) }
        let (seconds, count) = try Self.seconds {
            try inputs.reduce(0) { $0 + (try set.matches(in: $1).count) }
        }
        report([("matches", Double(count)), ("seconds", seconds), ("tokenising", tokenising())])
    }

    func list(_ path: String) throws {
        var compiler = GazetteerCompiler(casePolicy: .exact, columns: [], vocabulary: vocabulary)
        for phrase in try Self.lines(path) { compiler.add(String(phrase)) }
        let file = path + ".ndlist"
        try FileSystem.write(compiler.image(), to: file)
        let mapped = try MappedFile(file)
        let context = PatternContext(vocabulary: vocabulary, symbols: SymbolTable())
        context.add(
            Gazetteer(
                name: "phrases", image: try GazetteerImage(mapped.bytes, owner: mapped),
                vocabulary: vocabulary))
        let set = RuleSet(
            [Rule(name: "phrase", pattern: try context.compile("#phrases"))], vocabulary: vocabulary)
        let tokenizer = Tokenizer(vocabulary: vocabulary)
        let inputs = articles.map { MatchInput(utf8: $0.utf8, tokens: tokenizer.tokenize($0)) }
        let (seconds, count) = try Self.seconds {
            try inputs.reduce(0) { $0 + (try set.matches(in: $1).count) }
        }
        report([("matches", Double(count)), ("seconds", seconds), ("tokenising", tokenising())])
    }

    func plugins(_ folders: [String]) throws {
        let workbench = try Workbench()
        try workbench.load(folders.map { PluginFolder(path: $0) })
        let annotate = try AnnotationRun(workbench)
        var inputs: [MatchInput] = []
        for article in articles { annotate.explore(article) { open, _ in inputs.append(open.input) } }
        var total = 0.0
        for plugin in workbench.plugins {
            for (number, set) in RuleInspector(workbench).ruleSets(of: plugin).enumerated() {
                let (seconds, count) = try Self.seconds {
                    try inputs.reduce(0) { $0 + (try set.matches(in: $1).count) }
                }
                total += seconds
                print(
                    "\(plugin.name) \(number + 1): \(set.rules.count) rules (\(set.rules[0].name)…), "
                        + "\(count) matches, \(Int(seconds * 1e9 / Double(words))) ns a word")
            }
        }
        report([("seconds", total), ("tokenising", tokenising())])
    }

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 3 else {
            print("usage: MatchTiming rules|list|plugins TEXTS.jsonl FILE…")
            exit(2)
        }
        let timing = try MatchTiming(arguments[1])
        switch arguments[0] {
        case "rules": try timing.rules(arguments[2])
        case "list": try timing.list(arguments[2])
        default: try timing.plugins(Array(arguments.dropFirst(2)))
        }
    }
}
