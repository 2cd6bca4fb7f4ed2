internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Exchange
internal import PluginHost
internal import Tokenization

/// Articles: opening them, running plugins on them, looking at them.
extension SessionCommand {
    static let reading = [
        SessionCommand(
            "load", "FILE|N", .file, "opens another article",
            "A file or folder is put behind the articles that are there, and its first article is opened; a number opens the article that :articles shows with it.",
            example: ":load articles/mayor.txt"
        ) { session, argument in try ReadingCommands(session: session).loadArticle(argument) },
        SessionCommand(
            "articles", "", .none, "lists the articles of the session",
            "Files of many records are read to their end for it."
        ) { session, _ in ReadingCommands(session: session).listArticles() },
        SessionCommand("next", "", .none, "opens the next article") { session, _ in
            guard session.shelf.article(at: session.articleNumber + 1) != nil else {
                throw Diagnostic(
                    .usage, "this is the last article; :load FILE brings more, :load 1 is the first")
            }
            return try ReadingCommands(session: session).opened(session.articleNumber + 1)
        },
        SessionCommand(
            "run", "[PLUGIN…]", .plugin, "runs the plugins on the open article anew",
            "Plugins that are named and not loaded yet are loaded first, with those that they need.",
            example: ":run quotes"
        ) { session, argument in try ReadingCommands(session: session).run(argument) },
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

/// What the commands of this group do.
private struct ReadingCommands {
    let session: Session

    func loadArticle(_ argument: String) throws -> Session.Answer {
        guard !argument.isEmpty else {
            throw Diagnostic(.usage, ":load takes a file, or the number of an article")
        }
        if let number = Int(argument) {
            guard number > 0, session.shelf.article(at: number - 1) != nil else {
                throw Diagnostic(.usage, "there is no article \(number); :articles lists them")
            }
            return try opened(number - 1)
        }
        let problems = session.shelf.problems.count
        guard let first = session.shelf.add(try InputSource.find(argument)) else {
            let reasons = session.shelf.problems.dropFirst(problems)
            throw Diagnostic(
                .usage,
                reasons.isEmpty ? "\(argument): no article could be read" : reasons.joined(separator: "\n"))
        }
        return try opened(first)
    }

    /// Opens an article and shows its card.
    func opened(_ number: Int) throws -> Session.Answer {
        let errors = session.openArticle(number)
        return .lines(try card() + errors)
    }

    func card() throws -> [String] {
        let (open, record) = try session.openRecord()
        return ArticleCard(
            record, tokens: open.tokens.count, sentences: open.tokens.sentenceCount, width: session.width,
            style: session.style
        ).lines
    }

    func listArticles() -> Session.Answer {
        var table = Table(["", "id", "published", "headline or beginning"])
        for (number, article) in session.shelf.all.enumerated() {
            let start = article.blocks.first.map { article.text(of: $0.span) } ?? article.text
            let mark = number == session.articleNumber && session.workbench.open != nil ? "→" : " "
            table.add(
                [
                    "\(mark)\(number + 1)", article.id.description, article.metadata.published ?? "–",
                    article.metadata.headline ?? String(start.prefix(200)),
                ], style: number == session.articleNumber ? "1" : "")
        }
        return .lines(
            table.lines(width: session.width, style: session.style)
                + session.shelf.problems.suffix(20).map { session.style.apply("31", $0) })
    }

    func run(_ argument: String) throws -> Session.Answer {
        let names = argument.split(whereSeparator: \.isWhitespace).map(String.init)
        try session.plugins.load(names)
        _ = try session.openRecord()  // throws if there is none
        let (errors, nanoseconds) = timed { session.runAll() }
        guard let record = session.workbench.annotated else { return .lines(errors) }
        var lines: [String] = []
        let shown =
            names.isEmpty ? session.plugins.all : session.plugins.all.filter { names.contains($0.name) }
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
        if !table.rows.isEmpty { lines += table.lines(width: session.width, style: session.style) }
        lines.append(
            session.style.dim(
                "\(session.plugins.all.count) plugin\(session.plugins.all.count == 1 ? "" : "s") in \(Duration.shown(nanoseconds))"
            ))
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
