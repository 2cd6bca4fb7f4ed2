internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Exchange
internal import System
internal import Serialization
internal import PluginHost

/// Annotations judged at the prompt become gold: what plugins are measured against.
extension SessionCommand {
    static let judging = [
        SessionCommand(
            "accept", "[TEXT|LAYER|all]", .layer,
            "says that annotations are right, and shows the next to judge",
            "Without an argument, the annotation that was shown last to be judged.",
            example: ":accept Ana Ruiz"
        ) { session, argument in try JudgingCommands(session: session).judge(argument, isRight: true) },
        SessionCommand(
            "reject", "[TEXT|LAYER|all]", .layer,
            "says that annotations are wrong, and shows the next to judge",
            "Without an argument, the annotation that was shown last to be judged.",
            example: ":reject Port Alder"
        ) { session, argument in try JudgingCommands(session: session).judge(argument, isRight: false) },
        SessionCommand(
            "mark", "TEXT LABEL", .label, "adds an annotation that was missing",
            "The first place where the text stands that is not marked so yet.",
            example: ":mark Ana Ruiz PERSON"
        ) { session, argument in try JudgingCommands(session: session).mark(argument) },
        SessionCommand(
            "gold", "[FILE]", .file,
            "writes the judged articles with what is right to a file, a record a line",
            "Records are as in the output of `nightdesk run`, offsets in code points. Records of other articles that the file has already stay. Without a file: what was judged so far, and the next to judge.",
            example: ":gold gold.jsonl"
        ) { session, argument in try JudgingCommands(session: session).gold(argument) },
    ]
}

/// What the commands of this group do.
private struct JudgingCommands {
    let session: Session

    func judge(_ argument: String, isRight: Bool) throws -> Session.Answer {
        let record = try session.openRecord().record
        var judged = session.judgements.judged(session.articleNumber, record)
        let chosen: [Annotation]
        if argument.isEmpty {
            guard let next = judged.next else {
                throw Diagnostic(.usage, "all annotations are judged; :gold FILE writes them")
            }
            chosen = [next]
        } else if argument == "all" {
            chosen = record.annotations.filter { judged.verdicts[Judgements.Key($0)] == nil }
        } else if record.layers.contains(argument) {
            chosen = record.annotations.filter {
                $0.layer == argument && judged.verdicts[Judgements.Key($0)] == nil
            }
        } else {
            chosen = record.annotations.filter { record.article.text(of: $0.span) == argument }
            if chosen.isEmpty {
                throw Diagnostic(
                    .usage,
                    "no annotation and no layer is “\(argument)”"
                        + didYouMean(
                            argument, among: record.annotations.map { record.article.text(of: $0.span) })
                        + "; :mark \(argument) LABEL adds one")
            }
        }
        for annotation in chosen { judged.verdicts[Judgements.Key(annotation)] = isRight }
        session.judgements.set(judged, for: session.articleNumber)
        var lines: [String] = []
        for annotation in chosen.prefix(10) {
            let word = isRight ? session.style.apply("32", "right") : session.style.apply("31", "wrong")
            lines.append("\(word)  \(described(annotation, record))")
        }
        if chosen.count > 10 { lines.append(session.style.dim("… and \(chosen.count - 10) more")) }
        return .lines(lines + next(judged))
    }

    private func described(_ annotation: Annotation, _ record: AnnotatedArticle) -> String {
        let text = TextWidth.fit(record.article.text(of: annotation.span), max(20, session.width / 2))
        let color = session.style.color(layer: annotation.layer, label: annotation.label)
        return "\(session.style.apply(color, annotation.label)) “\(text)”"
    }

    /// The next annotation to judge, in its context.
    private func next(_ judged: Judgements.Judged) -> [String] {
        guard let next = judged.next else {
            return [session.style.dim("all annotations are judged; :gold FILE writes them")]
        }
        let color = session.style.color(layer: next.layer, label: next.label)
        return [
            session.style.dim("next: ") + "\(session.style.apply(color, next.label))"
                + session.style.dim(" of \(next.layer)  (:accept or :reject)"),
            ContextLine(judged.record.article, width: session.width, style: session.style).line(
                next.span, codes: color),
        ]
    }

    func mark(_ argument: String) throws -> Session.Answer {
        guard let blank = argument.lastIndex(where: \.isWhitespace) else {
            throw Diagnostic(
                .usage, ":mark takes a text of the article and a label, as :mark Ana Ruiz PERSON")
        }
        let text = String(argument[..<blank]).trimming
        let label = String(argument[argument.index(after: blank)...])
        let record = try session.openRecord().record
        guard label.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" }), label.first?.isLetter == true
        else {
            throw Diagnostic(
                .usage, "a label is written in capitals, as :mark \(text) PERSON; '\(label)' is not")
        }
        var judged = session.judgements.judged(session.articleNumber, record)
        let wanted = Array(text.utf8)
        var from = 0
        var span: Span?
        while span == nil, let found = record.article.utf8[from...].firstRange(of: wanted) {
            let place = Span(found.lowerBound, found.upperBound)
            let isKnown = (judged.marks + record.annotations).contains {
                $0.span == place && $0.label == label
            }
            if !isKnown { span = place }
            from = found.upperBound
        }
        guard let span else {
            throw Diagnostic(
                .usage,
                from == 0
                    ? "“\(text)” is not in the article" : "“\(text)” is \(label) already wherever it stands")
        }
        let layer =
            session.workbench.layers.first {
                $0 != "session" && session.workbench.labels(of: $0).contains(label)
            }
            ?? label.lowercased()
        judged.marks.append(
            Annotation(id: "", layer: layer, label: label, span: span, plugin: "gold", rule: nil))
        session.judgements.set(judged, for: session.articleNumber)
        let color = session.style.color(layer: layer, label: label)
        return .lines([
            "marked \(session.style.apply(color, label)) of \(layer)",
            ContextLine(record.article, width: session.width, style: session.style).line(span, codes: color),
        ])
    }

    func gold(_ argument: String) throws -> Session.Answer {
        let numbers = session.judgements.articles.keys.sorted()
        guard !argument.isEmpty else {
            let record = try session.openRecord().record
            let judged = session.judgements.judged(session.articleNumber, record)
            let counts = judged.counts
            return .lines(
                [
                    "here \(counts.accepted) right, \(counts.rejected) wrong; \(numbers.count) article\(numbers.count == 1 ? "" : "s") judged"
                ]
                    + next(judged))
        }
        guard !numbers.isEmpty else {
            throw Diagnostic(.usage, "nothing was judged yet: :accept, :reject and :mark do")
        }
        var lines: [[UInt8]] = []
        var replaced: Set<String> = []
        var count = 0
        for number in numbers {
            let gold = session.judgements.articles[number]!.gold
            var writer = JSONLinesWriter()
            lines.append(writer.line(gold))
            replaced.insert(gold.article.id.description)
            count += gold.annotations.count
        }
        var others: [[UInt8]] = []
        if FileSystem.kind(of: argument) != nil {
            for line in try FileSystem.read(argument).split(separator: 10)
            where !line.allSatisfy({ $0 <= 32 }) {
                guard let id = (try? JSONDocument.parse(Array(line)))?["id"] else {  // reported below
                    throw Diagnostic(
                        .usage,
                        "\(argument) holds something else than records of articles; :gold writes a file of its own"
                    )
                }
                let text = if case .integer(let number) = id { String(number) } else { id.string ?? "" }
                if !replaced.contains(text) { others.append(Array(line) + [10]) }
            }
        }
        try FileSystem.write((others + lines).flatMap { $0 }, to: argument)
        return .lines([
            "\(count) annotation\(count == 1 ? "" : "s") of \(lines.count) article\(lines.count == 1 ? "" : "s") in \(argument)"
                + (others.isEmpty ? "" : ", beside \(others.count) that were there")
        ])
    }
}
