import ArticleModel
import Benchmark
import BundledPlugins
import Exchange
import System
import Matching
import NewsText
import PluginHost
import Tagging
import Tokenization

/// About 100,000 words in articles of 500.
private let articles: [Article] = {
    var generator = NewsGenerator(seed: 1)
    return (0..<200).map { number in
        ArticleReader.article(
            text: generator.article(words: 500), headline: nil, id: .integer(number),
            metadata: {
                var metadata = Metadata()
                metadata.published = "2024-09-13"
                return metadata
            }())
    }
}()

private let words = articles.reduce(0) { $0 + $1.text.split(separator: " ").count }

private var root: String { Path.parent(Path.parent(Path.parent(Path.parent(#filePath)))) }

/// Runs the plugins over all articles.
private func run(_ names: [String]) throws -> () -> Void {
    let workbench = try Workbench()
    workbench.listFolder = root + "/.build/lists"
    try workbench.load(names.map { PluginFolder(path: "\(root)/Plugins/\($0)") })
    let annotate = try AnnotationRun(workbench)
    for article in articles.prefix(20) { blackHole(annotate(article)) }
    return { for article in articles { blackHole(annotate(article)) } }
}

/// The rules of the three plugins without their Lua, and what they are matched against.
private func pluginRules() throws -> (sets: [RuleSet], inputs: [MatchInput]) {
    let workbench = try Workbench()
    workbench.listFolder = root + "/.build/lists"
    let names = ["entities", "quotes", "dates"]
    try workbench.load(names.map { PluginFolder(path: "\(root)/Plugins/\($0)") })
    let annotate = try AnnotationRun(workbench, layersNamed: ["entities"])
    var inputs: [MatchInput] = []
    for article in articles { annotate.explore(article) { open, _ in inputs.append(open.input) } }
    let sets = workbench.plugins.flatMap { RuleInspector(workbench).ruleSets(of: $0) }
    for input in inputs.prefix(20) { for set in sets { _ = try set.matches(in: input) } }
    return (sets, inputs)
}

/// Rules that differ in their words, as those of extractors do.
private func rules(_ count: Int, _ context: PatternContext) throws -> [Rule] {
    try (0..<count).map { number in
        let word = ["minister", "bridge", "council", "budget", "harbour", "report", "strike", "ferry"][
            number % 8]
        let pattern =
            switch number % 4 {
            case 0: "\(word)\(number) ~say that"
            case 1: "name:%Name{1,3} , [a an the] \(word)\(number) [of for]"
            case 2: "%num \(word)\(number)s [were was]? ~close"
            default: "the \(word)\(number) ...{0,4} %Name"
            }
        // Patterns 1 and 2 begin with a class: those are the dear ones; as many as a large plugin has.
        return Rule(
            name: "r\(number)",
            pattern: try context.compile(number < 40 ? pattern : "\(word)\(number) ~say that"))
    }
}

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput], scalingFactor: .one, maxDuration: .seconds(5), maxIterations: 20)
    let note = "(\(words) words an iteration)"

    Benchmark("tokenise \(note)") { benchmark in
        let tokenizer = Tokenizer(vocabulary: Vocabulary())
        benchmark.startMeasurement()
        for article in articles { blackHole(tokenizer.tokenize(article)) }
    }

    for count in [10, 100, 1000] {
        Benchmark("match \(count) rules, tokens given \(note)") { benchmark in
            let vocabulary = Vocabulary()
            let tokenizer = Tokenizer(vocabulary: vocabulary)
            let set = RuleSet(
                try rules(count, PatternContext(vocabulary: vocabulary, symbols: SymbolTable())),
                vocabulary: vocabulary)
            let inputs = articles.map { MatchInput(utf8: $0.utf8, tokens: tokenizer.tokenize($0)) }
            benchmark.startMeasurement()
            for input in inputs { blackHole(try set.matches(in: input)) }
        }
    }

    for count in [1_000, 100_000, 1_000_000] {
        Benchmark("look up a list of \(count) names, tokens given \(note)") { benchmark in
            let vocabulary = Vocabulary()
            let tokenizer = Tokenizer(vocabulary: vocabulary)
            let list = Gazetteer(name: "names", image: try image(count), vocabulary: vocabulary)
            let tables = articles.map { tokenizer.tokenize($0) }
            benchmark.startMeasurement()
            for table in tables {
                for token in 0..<table.count {
                    blackHole(list.hits(at: token, limit: table.count, in: table))
                }
            }
        }
    }

    Benchmark("open a compiled list of a million names") { benchmark in
        let file = try compiled(1_000_000)
        benchmark.startMeasurement()
        let mapped = try MappedFile(file)
        blackHole(try GazetteerImage(mapped.bytes, owner: mapped))
    }

    Benchmark("match the rules of all three plugins, tokens and annotations given \(note)") { benchmark in
        let (sets, inputs) = try pluginRules()
        benchmark.startMeasurement()
        for input in inputs { for set in sets { blackHole(try set.matches(in: input)) } }
    }

    Benchmark("open the tagger's model") { benchmark in
        benchmark.startMeasurement()
        blackHole(try tagger(Vocabulary()))
    }

    Benchmark("tokenise and tag \(note)") { benchmark in
        let vocabulary = Vocabulary()
        let tokenizer = Tokenizer(vocabulary: vocabulary)
        let tagger = try tagger(vocabulary)
        for article in articles.prefix(20) { blackHole(tagger.tag(tokenizer.tokenize(article))) }
        benchmark.startMeasurement()
        for article in articles { blackHole(tagger.tag(tokenizer.tokenize(article))) }
    }

    for names in [["dates"], ["entities"], ["entities", "quotes"], ["entities", "quotes", "dates"]] {
        Benchmark("tokenise and run \(names.joined(separator: ", ")) \(note)") { benchmark in
            let body = try run(names)
            benchmark.startMeasurement()
            body()
        }
    }
}

/// The tagger of the entities plugin.
private func tagger(_ vocabulary: Vocabulary) throws -> Tagger {
    let file = try MappedFile("\(root)/Plugins/entities/entities.tagger")
    return Tagger(try TaggerModel(file.bytes, owner: file), vocabulary: vocabulary)
}

/// The compiled list of so many invented names, made once.
private func compiled(_ count: Int) throws -> String {
    let path = "\(root)/.build/lists/names-\(count).ndlist"
    if FileSystem.kind(of: path) == nil {
        var compiler = GazetteerCompiler(casePolicy: .smart, columns: [], vocabulary: Vocabulary())
        compiler.add("Port Alder")
        for number in 1..<count { compiler.add("Name\(number % 5000) of Place\(number)") }
        try FileSystem.makeFolder(Path.parent(path))
        try FileSystem.write(compiler.image(), to: path)
    }
    return path
}

private func image(_ count: Int) throws -> GazetteerImage {
    let file = try MappedFile(try compiled(count))
    return try GazetteerImage(file.bytes, owner: file)
}
