internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Exchange
internal import System
internal import Matching
internal import PluginHost
internal import Authoring
internal import Tokenization

/// Plugins: those that are there, and the one that a session becomes.
extension SessionCommand {
    static let plugins = [
        SessionCommand("plugins", "", .none, "lists the plugins, loaded ones first") { session, _ in
            PluginCommands(session: session).listPlugins()
        },
        SessionCommand(
            "reload", "[PLUGIN…]", .plugin,
            "loads plugins from their files anew and tells the difference of annotations",
            "All without a name. A plugin with an error in it stays as it was loaded last.",
            example: ":reload quotes"
        ) { session, argument in
            let names = argument.split(whereSeparator: \.isWhitespace).map(String.init)
            for name in names { _ = try session.plugins.named(name) }  // throws before any is reloaded
            return PluginReload(names.isEmpty ? session.plugins.names : names, in: session).answer
        },
        SessionCommand(
            "watch", "[on|off]", .none,
            "loads plugins anew whenever one of their files is saved, from now on",
            "What changed in the annotations of the open article is told: + added, - removed, ~ changed.",
            example: ":watch"
        ) { session, argument in
            guard ["", "on", "off"].contains(argument) else {
                throw Diagnostic(.usage, ":watch takes on or off")
            }
            session.startWatching()
            session.settings.watches = argument != "off"
            let names = session.plugins.names.joined(separator: ", ")
            return .lines([session.settings.watches ? "watching \(names)" : "not watching"])
        },
        SessionCommand(
            "keep", "[LABEL [PATTERN]]", .pattern,
            "keeps a pattern as a rule, or the last Lua entry, for :save",
            "Without a pattern, the one that :find looked for last. Sentences of the article in which it matches become examples. Without a label, the last Lua entry (a list, a named pattern, a function) is kept as it is.",
            example: ":keep SPOKESMAN role:%lower{1,2} spokesman name:%Name+"
        ) { session, argument in try PluginCommands(session: session).keep(argument) },
        SessionCommand(
            "save", "NAME", .none, "makes a plugin of what was kept: a folder with rules and examples",
            "The folder is Plugins/NAME, or the path given. Its examples are run; `nightdesk test NAME` runs them again.",
            example: ":save casualties"
        ) { session, argument in try PluginCommands(session: session).save(argument) },
    ]
}

/// What the commands of this group do.
private struct PluginCommands {
    let session: Session

    func listPlugins() -> Session.Answer {
        var table = Table(["plugin", "provides", "annotations", "summary"])
        let record = session.workbench.annotated
        for plugin in session.plugins.all {
            let layers = plugin.manifest?.provides.map(\.layer).joined(separator: ", ") ?? ""
            let count = record?.annotations.count { $0.plugin == plugin.name } ?? 0
            table.add([plugin.name, layers, String(count), plugin.manifest?.summary ?? ""], style: "1")
        }
        let others = session.surroundings.library.names.filter { name in
            !session.plugins.names.contains(name)
        }
        var lines =
            session.plugins.all.isEmpty
            ? ["no plugin is loaded"] : table.lines(width: session.width, style: session.style)
        if !others.isEmpty {
            lines.append(
                session.style.dim("not loaded (:run NAME loads one): ") + others.joined(separator: ", "))
        }
        return .lines(lines)
    }

    // MARK: Keeping

    func keep(_ argument: String) throws -> Session.Answer {
        let label = String(argument.prefix { !$0.isWhitespace })
        guard !label.isEmpty else {
            guard let lastEntry = session.kept.lastEntry else {
                throw Diagnostic(.usage, "there is no Lua entry to keep; :keep LABEL PATTERN keeps a pattern")
            }
            session.kept.code.append(lastEntry)
            return .lines(["kept: \(lastEntry)"])
        }
        guard label.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }),
            label.first?.isLetter == true
        else {
            throw Diagnostic(.usage, "a label is written in capitals, as :keep SPOKESMAN; '\(label)' is not")
        }
        let written = String(argument.dropFirst(label.count)).trimming
        guard let pattern = written.isEmpty ? session.kept.lastPattern : written else {
            throw Diagnostic(
                .usage,
                "there is no pattern yet: write one behind the label, or look for one with :find")
        }
        let search = try session.prompt.search(pattern)
        let number = session.kept.rules.count { $0.label == label } + 1
        session.kept.rules.append(
            PluginTemplate.Rule(
                name: number == 1 ? label : "\(label)\(number)", label: label, pattern: pattern))
        let samples = try self.samples(of: search, label)
        session.kept.samples += samples
        let matches = samples.reduce(0) { $0 + $1.marks.count }
        return .lines([
            "kept as \(label): \(pattern)",
            session.style.dim(
                "\(matches) match\(matches == 1 ? "" : "es") here for examples; :save NAME makes a plugin"),
        ])
    }

    /// Sentences of the open article in which the pattern matches, and two in which it nearly does.
    private func samples(of search: RuleSet, _ label: String) throws -> [KeptWork.Sample] {
        guard let open = session.workbench.open else { return [] }
        let matches = try session.prompt.matches(of: search)
        let article = open.article
        var samples: [KeptWork.Sample] = []
        var near: [(reach: Int, sample: KeptWork.Sample)] = []
        for number in 0..<open.tokens.sentenceCount {
            let tokens = open.tokens.sentence(number)
            guard !tokens.isEmpty else { continue }
            let span = open.tokens.span(tokens)
            let inside = matches.filter { $0.tokens.overlaps(tokens) }
            let marks = inside.map { match in
                let place = open.input.span(match.tokens)
                return KeptWork.Mark(range: place.start - span.start..<place.end - span.start, label: label)
            }
            let sample = KeptWork.Sample(
                sentence: article.text(of: span), marks: marks, published: article.metadata.published)
            if !marks.isEmpty {
                if samples.count < 8 { samples.append(sample) }
            } else if let miss = try search.explain(in: open.input, tokens: tokens).first?.miss {
                near.append((miss.token - miss.start, sample))
            }
        }
        near.sort { $0.reach > $1.reach }
        return samples + near.prefix(2).map(\.sample)
    }

    // MARK: Saving

    func save(_ argument: String) throws -> Session.Answer {
        guard !session.kept.rules.isEmpty else {
            throw Diagnostic(
                .usage,
                "no pattern was kept yet: :keep LABEL keeps the one that :find looked for last")
        }
        guard !argument.isEmpty else {
            throw Diagnostic(.usage, ":save takes a name for the plugin, as :save casualties")
        }
        let path = argument.contains("/") ? argument : Path.join(session.surroundings.pluginFolder, argument)
        let name = Path.name(path)
        if let problem = PluginTemplate.problem(withName: name) { throw Diagnostic(.usage, problem) }
        var template = PluginTemplate(
            name: name, summary: "Finds " + labelList(session.kept.rules.map(\.label)), needs: needs(),
            code: session.kept.code,
            rules: session.kept.rules, examples: [])
        try template.write(to: path)
        do {
            // The plugin by itself decides which sentences are good examples: what a pattern finds may
            // depend on the rest of the article.
            let workbench = try session.surroundings.makeWorkbench()
            try session.surroundings.library.load([PluginFolder(path: path).path], into: workbench)
            template.examples = try examples(with: workbench, plugin: name)
            for (file, text) in template.files where file == "examples.lua" {
                try FileSystem.write(Array(text.utf8), to: Path.join(path, file))
            }
            guard let plugin = workbench.plugins.first(where: { $0.name == name }) else {
                throw Diagnostic(.usage, "the plugin could not be loaded")
            }
            let outcomes = try PluginSpec(plugin, in: workbench).run()
            let failed = outcomes.filter { !$0.failures.isEmpty }
            var lines = ["saved \(path): \(template.files.map(\.name).joined(separator: ", "))"]
            lines.append("\(outcomes.count - failed.count) examples passed, \(failed.count) failed")
            for outcome in failed {
                lines.append("  \(outcome.example)")
                lines += outcome.failures.map { "    \($0)" }
            }
            lines.append(session.style.dim(":run \(name) runs it here; nightdesk test \(name) tests it"))
            session.kept.clear()
            return .lines(lines)
        } catch {
            // Without a plugin that can be loaded, nothing was saved and nothing is lost.
            FileSystem.removeFolder(path)
            throw error
        }
    }

    private func labelList(_ labels: [String]) -> String {
        var seen: [String] = []
        for label in labels where !seen.contains(label) { seen.append(label) }
        return seen.joined(separator: ", ")
    }

    /// The layers that the kept patterns name.
    private func needs() -> [String] {
        var needed: Set<String> = []
        for rule in session.kept.rules {
            // It was compiled when it was kept.
            for name in (try? PatternContext.references(in: rule.pattern))?.annotations ?? [] {
                let first = String(name.prefix { $0 != "." })
                if session.workbench.layers.contains(first) {
                    needed.insert(first)
                } else {
                    needed.formUnion(
                        session.workbench.layers.filter { session.workbench.labels(of: $0).contains(name) })
                }
            }
        }
        return needed.filter { $0 != "session" }.sorted()
    }

    /// The kept sentences in which the plugin by itself finds what it found in the article, and those in
    /// which the person marked something.
    private func examples(with workbench: Workbench, plugin: String) throws -> [PluginTemplate.Example] {
        let run = try AnnotationRun(workbench)
        var samples: [KeptWork.Sample] = []
        let labels = Set(session.kept.rules.map(\.label))
        // Two patterns may have matched in one sentence.
        for sample in session.kept.samples + markedSamples(labels) {
            if let known = samples.firstIndex(where: { $0.sentence == sample.sentence }) {
                for mark in sample.marks where !samples[known].marks.contains(mark) {
                    samples[known].marks.append(mark)
                }
                samples[known].marks.sort { $0.range.lowerBound < $1.range.lowerBound }
                samples[known].isJudged = samples[known].isJudged || sample.isJudged
            } else {
                samples.append(sample)
            }
        }
        return samples.compactMap { sample in
            var metadata = Metadata()
            metadata.published = sample.published
            let article = ArticleReader.article(
                text: sample.sentence, headline: nil, id: .string("example"), metadata: metadata)
            let found = run(article).annotations.filter { $0.plugin == plugin }
                .map { KeptWork.Mark(range: $0.span.range, label: $0.label) }
            guard sample.isJudged || found == sample.marks else { return nil }
            return KeptWork.marked(sample)
        }
    }

    /// Sentences with annotations that the person marked with one of the labels.
    private func markedSamples(_ labels: Set<String>) -> [KeptWork.Sample] {
        guard let open = session.workbench.open, let record = session.workbench.annotated else { return [] }
        let marks = session.judgements.judged(session.articleNumber, record).marks.filter {
            labels.contains($0.label)
        }
        return marks.compactMap { mark in
            let tokens = open.tokens.tokens(overlapping: mark.span)
            guard !tokens.isEmpty else { return nil }
            let sentence = open.tokens.span(
                open.tokens.sentence(open.tokens.sentence(ofToken: tokens.lowerBound)))
            guard sentence.contains(mark.span) else { return nil }
            let range = mark.span.start - sentence.start..<mark.span.end - sentence.start
            return KeptWork.Sample(
                sentence: open.article.text(of: sentence),
                marks: [KeptWork.Mark(range: range, label: mark.label)],
                published: open.article.metadata.published, isJudged: true)
        }
    }
}
