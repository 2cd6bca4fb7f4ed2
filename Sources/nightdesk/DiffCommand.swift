internal import ArgumentParser
internal import ArticleModel
internal import Exchange
internal import Evaluation

/// `nightdesk diff`: what changed between two results.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Shows what is different between two outputs of run, by rule.",
        discussion: """
            A and B are JSON Lines of the same articles, before and after a change of a plugin. With --gold, the change \
            in F1 is shown too.

            Exit codes: 0 compared, 1 there is a difference of a kind that --fail-on names, 2 wrong usage.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case added, removed, changed, any }

    @Argument(help: "The output before.")
    var before: String

    @Argument(help: "The output after.")
    var after: String

    @Option(help: "Gold, to show the change in F1.")
    var gold: String?

    @Option(help: "Only this layer.")
    var layer: String?

    @Option(help: "How many examples of each kind to show for a rule.")
    var examples = 3

    @Option(help: "Exit code 1 if there are such: added, removed, changed, any; repeat it for several.")
    var failOn: [Kind] = []

    private struct Place: Hashable {
        var document: String
        var layer: String
        var range: Range<Int>
    }

    private struct Difference {
        var kind: Kind
        var document: String
        var before: ScoredAnnotation?
        var after: ScoredAnnotation?
    }

    func run() throws {
        let (old, new) = (try documents(before), try documents(after))
        let texts = Dictionary((old + new).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let differences = compare(old, new)
        var groups: [String: [Difference]] = [:]
        for difference in differences {
            groups[(difference.after ?? difference.before)!.origin, default: []].append(difference)
        }
        for (rule, group) in groups.sorted(by: { $0.key < $1.key }) {
            func count(_ kind: Kind) -> Int { group.filter { $0.kind == kind }.count }
            StandardStreams.print(
                "\(rule.isEmpty ? "–" : rule): \(count(.added)) added, \(count(.removed)) removed, \(count(.changed)) changed"
            )
            for kind in [Kind.added, .removed, .changed] {
                for difference in group.filter({ $0.kind == kind }).prefix(examples) {
                    StandardStreams.print("  " + line(difference, texts))
                }
            }
        }
        if differences.isEmpty { StandardStreams.print("no difference") }
        if let gold { try showScores(gold, old, new) }
        if differences.contains(where: { failOn.contains($0.kind) || failOn.contains(.any) }) {
            throw ExitCode(1)
        }
    }

    private func documents(_ path: String) throws -> [ScoredDocument] {
        do throws(GoldReader.Failure) {
            let records = try GoldReader.records(path, layer: layer ?? "entities")
            // Records without text can be compared all the same.
            return records.compactMap { ScoredDocument(record: $0, text: "") }
        } catch {
            throw CommandError(error.description)
        }
    }

    private func compare(_ old: [ScoredDocument], _ new: [ScoredDocument]) -> [Difference] {
        var byID = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        var found: [Difference] = []
        for document in new {
            found += compare(
                byID.removeValue(forKey: document.id)?.annotations ?? [], document.annotations, document.id)
        }
        for document in old where byID[document.id] != nil {
            found += compare(document.annotations, [], document.id)
        }
        return found
    }

    private func compare(_ old: [ScoredAnnotation], _ new: [ScoredAnnotation], _ id: String) -> [Difference] {
        func place(_ annotation: ScoredAnnotation) -> Place {
            Place(document: id, layer: annotation.layer, range: annotation.range)
        }
        func isWanted(_ annotation: ScoredAnnotation) -> Bool { layer == nil || annotation.layer == layer }
        var left: [Place: [ScoredAnnotation]] = Dictionary(grouping: old.filter(isWanted), by: place)
        var found: [Difference] = []
        for annotation in new where isWanted(annotation) {
            guard var same = left[place(annotation)], !same.isEmpty else {
                found.append(Difference(kind: .added, document: id, after: annotation))
                continue
            }
            let index = same.firstIndex { facts($0) == facts(annotation) } ?? 0
            let match = same.remove(at: index)
            left[place(annotation)] = same
            if facts(match) != facts(annotation) {
                found.append(Difference(kind: .changed, document: id, before: match, after: annotation))
            }
        }
        for annotation in left.values.joined().sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            found.append(Difference(kind: .removed, document: id, before: annotation))
        }
        return found
    }

    /// What is said of an annotation, but for ids, which are mere numbers.
    private func facts(_ annotation: ScoredAnnotation) -> [FeatureValue.Field] {
        guard case .object(let fields) = annotation.fields else { return [] }
        return fields.filter { !["id", "entity"].contains($0.name) }.map { field in
            guard case .object(let inner) = field.value else { return field }
            return .init(field.name, .object(inner.filter { $0.name != "entity" }))
        }
    }

    private func line(_ difference: Difference, _ texts: [String: ScoredDocument]) -> String {
        let annotation = (difference.after ?? difference.before)!
        var shown = "\(difference.kind.rawValue) \(annotation.label)"
        if let before = difference.before, let after = difference.after {
            let parts = changes(before, after)
            shown += parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        }
        let document = texts[difference.document]
        guard let document, !document.text.isEmpty else {
            return "\(shown) \(difference.document):\(annotation.range.lowerBound)"
        }
        let start = max(0, annotation.range.lowerBound - 30)
        let end = max(annotation.range.upperBound, min(document.text.count, annotation.range.upperBound + 30))
        let context =
            document.text(start..<annotation.range.lowerBound) + "«" + document.text(annotation.range) + "»"
            + document.text(annotation.range.upperBound..<end)
        return "\(shown) \(difference.document): "
            + context.split(whereSeparator: \.isNewline).joined(separator: " ¶ ")
    }

    private func changes(_ before: ScoredAnnotation, _ after: ScoredAnnotation) -> [String] {
        let (old, new) = (facts(before), facts(after))
        var parts: [String] = []
        for field in new where old.first(where: { $0.name == field.name })?.value != field.value {
            let was = old.first { $0.name == field.name }?.value.string
            if let now = field.value.string {
                parts.append("\(field.name) \(was ?? "–") → \(now)")
            } else {
                parts.append(field.name)
            }
        }
        for field in old where !new.contains(where: { $0.name == field.name }) {
            parts.append("no \(field.name)")
        }
        return parts
    }

    private func showScores(_ gold: String, _ old: [ScoredDocument], _ new: [ScoredDocument]) throws {
        let right = try documents(gold)
        let layers = Set((old + new).flatMap { $0.annotations.map(\.layer) }).filter {
            layer == nil || $0 == layer
        }
        for layer in layers.sorted() {
            func score(_ documents: [ScoredDocument]) -> Double {
                let found = Dictionary(documents.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
                return LabelScore(gold: right, found: found, layer: layer, match: .strict).total.f1
            }
            let (first, second) = (score(old), score(new))
            StandardStreams.print(
                "\(layer): strict F1 \(EvalReport.percent(first)) → \(EvalReport.percent(second))")
        }
    }
}
