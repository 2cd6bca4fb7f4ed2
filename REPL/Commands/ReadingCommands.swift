internal import ArticleModel
internal import Display
internal import PluginHost
internal import Tokenization

/// Articles: opening them, running plugins on them, looking at them.
extension SessionCommand {
    static let reading = [
        SessionCommand(
            "load", "FILE|N", .file, "opens another article",
            "A file or folder is put behind the articles that are there, and its first article is opened; a number opens the article that :articles shows with it.",
            example: ":load articles/mayor.txt"
        ) { session, argument in try session.loadArticle(argument) },
        SessionCommand(
            "articles", "", .none, "lists the articles of the session",
            "Files of many records are read to their end for it."
        ) { session, _ in session.listArticles() },
        SessionCommand("next", "", .none, "opens the next article") { session, _ in
            guard session.shelf.article(at: session.articleNumber + 1) != nil else {
                throw SessionError("this is the last article; :load FILE brings more, :load 1 is the first")
            }
            return try session.opened(session.articleNumber + 1)
        },
        SessionCommand(
            "run", "[PLUGIN…]", .plugin, "runs the plugins on the open article anew",
            "Plugins that are named and not loaded yet are loaded first, with those that they need.",
            example: ":run quotes"
        ) { session, argument in try session.run(argument) },
        SessionCommand(
            "show", "[LAYER…]", .layer, "shows the article with its annotations highlighted",
            "Of the layers named, or of all. In Lua: article:show(\"quotes\").",
            example: ":show entities dates"
        ) { session, argument in
            let layers = try session.layers(in: argument)
            return .lines(session.highlighted(try session.openRecord().record, layers: layers))
        },
        SessionCommand(
            "table", "[LAYER…]", .layer, "shows what was found, a table for each layer",
            example: ":table quotes"
        ) { session, argument in
            let layers = try session.layers(in: argument)
            let record = try session.openRecord().record
            let lines = ArticleSummary(record, width: session.width, style: session.style).lines(
                layers: layers)
            return .lines(Array(lines.drop { $0.isEmpty }))
        },
    ]
}

extension Session {
    fileprivate func loadArticle(_ argument: String) throws -> Answer {
        guard !argument.isEmpty else { throw SessionError(":load takes a file, or the number of an article") }
        if let number = Int(argument) {
            guard number > 0, shelf.article(at: number - 1) != nil else {
                throw SessionError("there is no article \(number); :articles lists them")
            }
            return try opened(number - 1)
        }
        let problems = shelf.problems.count
        guard let first = shelf.add(try surroundings.findArticles(argument)) else {
            let reasons = shelf.problems.dropFirst(problems)
            throw SessionError(
                reasons.isEmpty ? "\(argument): no article could be read" : reasons.joined(separator: "\n"))
        }
        return try opened(first)
    }

    /// Opens an article and shows its card.
    fileprivate func opened(_ number: Int) throws -> Answer {
        let errors = openArticle(number)
        return .lines(try card() + errors)
    }

    func card() throws -> [String] {
        let (open, record) = try openRecord()
        return ArticleCard(
            record, tokens: open.tokens.count, sentences: open.tokens.sentenceCount, width: width,
            style: style
        ).lines
    }

    fileprivate func listArticles() -> Answer {
        var table = Table(["", "id", "published", "headline or beginning"])
        for (number, article) in shelf.all.enumerated() {
            let start = article.blocks.first.map { article.text(of: $0.span) } ?? article.text
            let mark = number == articleNumber && workbench.open != nil ? "→" : " "
            table.add(
                [
                    "\(mark)\(number + 1)", article.id.description, article.metadata.published ?? "–",
                    article.metadata.headline ?? String(start.prefix(200)),
                ], style: number == articleNumber ? "1" : "")
        }
        return .lines(
            table.lines(width: width, style: style) + shelf.problems.suffix(20).map { style.apply("31", $0) })
    }

    fileprivate func run(_ argument: String) throws -> Answer {
        let names = argument.split(whereSeparator: \.isWhitespace).map(String.init)
        try load(names)
        _ = try openRecord()
        let (errors, nanoseconds) = timed { runAll() }
        guard let record = workbench.annotated else { return .lines(errors) }
        var lines: [String] = []
        let shown = names.isEmpty ? plugins : plugins.filter { names.contains($0.name) }
        var table = Table(["plugin", "layer", "annotations", "labels"])
        for plugin in shown {
            for (layer, _) in plugin.manifest?.provides ?? [] {
                let found = record.annotations.filter { $0.plugin == plugin.name && $0.layer == layer }
                var counts: [String: Int] = [:]
                for annotation in found { counts[annotation.label, default: 0] += 1 }
                let labels = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                table.add([
                    plugin.name, layer, String(found.count),
                    labels.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
                ])
            }
        }
        if !table.rows.isEmpty { lines += table.lines(width: width, style: style) }
        lines.append(
            style.dim(
                "\(plugins.count) plugin\(plugins.count == 1 ? "" : "s") in \(Duration.shown(nanoseconds))"))
        return .lines(lines + errors)
    }
}

/// What a piece of work gives, and the nanoseconds that it took.
func timed<R>(_ work: () throws -> R) rethrows -> (R, Int) {
    let clock = ContinuousClock()
    var result: R?
    let duration = try clock.measure { result = try work() }
    let parts = duration.components
    return (result!, Int(parts.seconds) * 1_000_000_000 + Int(parts.attoseconds / 1_000_000_000))
}

extension Duration {
    /// Nanoseconds in a fitting unit.
    static func shown(_ nanoseconds: Int) -> String {
        func number(_ value: Double) -> String {
            let digits = value < 10 ? 100.0 : value < 100 ? 10 : 1
            let rounded = (value * digits).rounded() / digits
            return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
        }
        let value = Double(nanoseconds)
        switch nanoseconds {
        case ..<1000: return "\(nanoseconds) ns"
        case ..<1_000_000: return number(value / 1e3) + " µs"
        case ..<1_000_000_000: return number(value / 1e6) + " ms"
        default: return number(value / 1e9) + " s"
        }
    }
}
