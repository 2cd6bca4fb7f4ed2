internal import ArticleModel
internal import Foundation
internal import Serialization

/// The scores of one layer as a table, as JSON and as an HTML page.
public struct EvalReport {
    /// The rows of the table.
    private var rows: [(name: String, tally: Tally)]
    /// Further numbers, shown under the table.
    private var facts: [(name: String, value: String)] = []
    /// The names and values of the JSON object, in order.
    private var values: [(name: String, value: String)] = []
    private let byDocument: [(id: String, tally: Tally)]
    private let errors: [ScoringError]
    /// The rows that ``byDocument`` adds up to: the only ones whose interval is known.
    private let intervalRows: Set<Int>
    /// The tally that decides whether a required F1 is reached.
    public let main: Tally

    /// Formats a share from 0 to 1 as a percentage with one decimal.
    public static func percent(_ share: Double) -> String { String(format: "%.1f", share * 100) }

    /// Creates a report of spans and labels.
    public init(_ score: LabelScore) {
        rows = score.byLabel.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("all", score.total)]
        (byDocument, errors, main) = (score.byDocument, score.errors, score.total)
        // A label on its own is all labels.
        intervalRows = rows.count == 2 ? [0, 1] : [rows.count - 1]
        for (name, tally) in rows { values.append((name, Self.json(tally))) }
    }

    /// Creates a report of temporal expressions and their values.
    public init(timex score: TimexScore) {
        rows = [
            ("strict", Tally(correct: score.strict, gold: score.gold, found: score.found)),
            ("relaxed", Tally(correct: score.relaxed, gold: score.gold, found: score.found)),
            ("with value", Tally(correct: score.values, gold: score.gold, found: score.found)),
            ("with type", Tally(correct: score.types, gold: score.gold, found: score.found)),
            ("strict, value", Tally(correct: score.strictValues, gold: score.gold, found: score.found)),
        ]
        (byDocument, errors, main) = (score.byDocument, score.errors, rows[2].tally)
        intervalRows = [2]
        values = [("gold", "\(score.gold)"), ("pred", "\(score.found)")]
        values += score.measures.map { ($0.name, "\($0.value)") }
        values += [("n_match", "\(score.relaxed)"), ("n_value", "\(score.values)")]
        facts = [
            (
                "correct values among matches",
                Self.percent(score.measures.first { $0.name == "value_acc" }!.value)
            )
        ]
    }

    /// Creates a report of quotations and their speakers.
    public init(quotations score: QuotationScore) {
        rows = [
            ("strict", score.strict), ("exact", score.exact), ("relaxed", score.relaxed),
            ("with speaker", score.endToEndRelaxed), ("exact, speaker", score.endToEndExact),
        ]
        (byDocument, errors, main) = (score.byDocument, score.errors, score.relaxed)
        intervalRows = [3]
        func share(_ part: Int, _ whole: Int) -> String {
            whole == 0 ? "null" : Self.rounded(100 * Double(part) / Double(whole))
        }
        values = [
            ("docs", "\(score.byDocument.count)"), ("span_strict", Self.percentages(score.strict)),
            ("span_exact", Self.percentages(score.exact)), ("span_relaxed", Self.percentages(score.relaxed)),
            ("speaker_acc_exact", share(score.sameSpeakers, score.speakers)),
            ("speaker_acc_relaxed", share(score.similarSpeakers, score.speakers)),
            ("speaker_n", "\(score.speakers)"),
            ("null_speaker_ok", "\"\(score.rightlyWithout)/\(score.withoutSpeaker)\""),
            ("cue_overlap", "\"\(score.sharedCues)/\(score.cues)\""),
            ("e2e_relaxed", Self.percentages(score.endToEndRelaxed)),
            ("e2e_exact", Self.percentages(score.endToEndExact)),
        ]
        facts = [
            ("correct speakers among matches", share(score.similarSpeakers, score.speakers)),
            ("correct cues among matches", share(score.sharedCues, score.cues)),
        ]
    }

    // MARK: JSON

    private static func json(_ tally: Tally) -> String {
        "{\"p\":\(tally.precision),\"r\":\(tally.recall),\"f1\":\(tally.f1),\"correct\":\(tally.correct),"
            + "\"found\":\(tally.found),\"gold\":\(tally.gold)}"
    }

    /// Rounds to two decimals and drops trailing zeros.
    private static func rounded(_ value: Double) -> String {
        "\(Double(String(format: "%.2f", value)) ?? value)"
    }

    private static func percentages(_ tally: Tally) -> String {
        "{\"P\":\(rounded(100 * tally.precision)),\"R\":\(rounded(100 * tally.recall)),"
            + "\"F1\":\(rounded(200 * tally.precision * tally.recall / Swift.max(tally.precision + tally.recall, 1e-300))),"
            + "\"tp\":\(tally.correct),\"gold\":\(tally.gold),\"pred\":\(tally.found)}"
    }

    /// The scores as a JSON object.
    public var json: String {
        "{" + values.map { "\(JSONDocument.text(.string($0.name))):\($0.value)" }.joined(separator: ",") + "}"
    }

    // MARK: The table

    /// The scores as a table, with a 95 % confidence interval of F1 where articles can be resampled, followed by the
    /// articles with the most errors.
    public func lines() -> [String] {
        var lines = [Self.row(["", "P", "R", "F1", "95 % of F1", "correct", "found", "gold"])]
        for (index, (name, tally)) in rows.enumerated() {
            var interval = ""
            if intervalRows.contains(index) {
                let (low, high) = Bootstrap.interval(byDocument.map(\.tally))
                interval = "\(Self.percent(low)) – \(Self.percent(high))"
            }
            lines.append(
                Self.row([
                    name, Self.percent(tally.precision), Self.percent(tally.recall), Self.percent(tally.f1),
                    interval,
                    "\(tally.correct)", "\(tally.found)", "\(tally.gold)",
                ]))
        }
        for fact in facts {
            lines.append("\(fact.name): \(fact.value == "null" ? "–" : fact.value + " %")")
        }
        let worst = byDocument.map {
            (id: $0.id, wrong: $0.tally.gold + $0.tally.found - 2 * $0.tally.correct)
        }
        .filter { $0.wrong > 0 }.sorted { ($1.wrong, $0.id) < ($0.wrong, $1.id) }
        if !worst.isEmpty {
            lines.append("worst: " + worst.prefix(5).map { "\($0.id) (\($0.wrong))" }.joined(separator: ", "))
        }
        return lines
    }

    private static func row(_ cells: [String]) -> String {
        let widths = [16, 6, 6, 6, 13, 7, 7, 7]
        return zip(cells, widths).enumerated().map { index, cell in
            let blanks = String(repeating: " ", count: Swift.max(0, cell.1 - cell.0.count))
            return index == 0 ? cell.0 + blanks : blanks + cell.0
        }.joined(separator: " ")
    }

    // MARK: Errors

    /// One line for each error, tab-separated: kind, article, description and context.
    ///
    /// - Parameter texts: the gold articles by id.
    public func errorLines(_ texts: [String: ScoredDocument]) -> [String] {
        errors.map { error in
            let cells = [
                error.kind.rawValue, error.document, Self.description(error),
                Self.context(error, texts, marks: ("«", "»")),
            ]
            return cells.map(Self.cell).joined(separator: "\t")
        }
    }

    /// A text on one line and without tabs.
    private static func cell(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ¶ ").replacing("\t", with: " ")
    }

    private static func description(_ error: ScoringError) -> String {
        func text(_ annotation: ScoredAnnotation) -> String {
            let value = annotation.fields["value"]?.string ?? annotation.fields["speaker"]?["text"]?.string
            return annotation.label + (value.map { " \($0)" } ?? "")
        }
        switch (error.gold, error.found) {
        case (let gold?, let found?):
            return
                "\(error.parts.joined(separator: ", ")): \(text(found)), gold \(text(gold)) [\(found.origin)]"
        case (let gold?, nil): return text(gold)
        case (nil, let found?): return "\(text(found)) [\(found.origin)]"
        default: return ""
        }
    }

    /// The annotation of an error between marks, with the text around it; empty if the text is not known.
    private static func context(
        _ error: ScoringError, _ texts: [String: ScoredDocument], marks: (String, String)
    ) -> String {
        guard let range = (error.gold ?? error.found)?.range, let document = texts[error.document] else {
            return ""
        }
        let before = document.text(Swift.max(0, range.lowerBound - 40)..<range.lowerBound)
        let after = document.text(
            range
                .upperBound..<Swift.max(
                    range.upperBound, Swift.min(document.text.count, range.upperBound + 40)))
        return cell(before + marks.0 + document.text(range) + marks.1 + after)
    }

    // MARK: A page

    /// The scores and errors as an HTML page.
    ///
    /// - Parameter texts: the gold articles by id.
    public func page(title: String, _ texts: [String: ScoredDocument]) -> String {
        Self.page([(title, self)], texts)
    }

    /// Returns the scores and errors of several reports as one HTML page, a section each.
    static func page(
        _ reports: [(title: String, report: EvalReport)], _ texts: [String: ScoredDocument]
    ) -> String {
        func escaped(_ text: String) -> String {
            // Scalars and not characters: a combining mark after a sign does not make it harmless.
            text.unicodeScalars.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : String($0) }.joined()
        }
        var page = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>\(escaped(reports.map(\.title).joined(separator: ", ")))</title>
            <style>body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em}
            table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #ddd}
            td:first-child,th:first-child,.e td{text-align:left}mark{background:#fe9}</style>

            """
        for (number, (title, report)) in reports.enumerated() {
            page +=
                (number > 0 ? "\n" : "")
                + "<h1>\(escaped(title))</h1><table><tr><th></th><th>P</th><th>R</th><th>F1</th><th>correct</th>"
                + "<th>found</th><th>gold</th></tr>\n"
            for (name, tally) in report.rows {
                page +=
                    "<tr><td>\(escaped(name))</td><td>\(percent(tally.precision))</td><td>\(percent(tally.recall))</td>"
                    + "<td>\(percent(tally.f1))</td><td>\(tally.correct)</td><td>\(tally.found)</td><td>\(tally.gold)</td></tr>\n"
            }
            page += "</table><h2>Errors</h2><table class=\"e\">\n"
            for error in report.errors {
                // Not « and »: the text may have quotation marks of its own.
                let marked = escaped(context(error, texts, marks: ("\u{1}", "\u{2}")))
                    .replacing("\u{1}", with: "<mark>").replacing("\u{2}", with: "</mark>")
                page +=
                    "<tr><td>\(error.kind.rawValue)</td><td>\(escaped(error.document))</td><td>\(escaped(description(error)))</td><td>\(marked)</td></tr>\n"
            }
            page += "</table>"
        }
        return page + "</html>\n"
    }
}
