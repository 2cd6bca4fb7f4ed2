import ArticleModel
import Diagnostics
import Display
import TestSupport
import Testing

/// Views of random articles: what is shown is the text, and it fits.
@Suite("Views of random articles")
struct WidthPropertyTests {
    private static let words = [
        "a", "storm", "hit", "Port", "Alder’s", "東京", "e\u{301}te\u{301}", "🌊", "🇫🇷", "—", "“no”", "12",
        "harbour-master",
    ]

    /// Articles of words with one blank or line end between them, and annotations that nest and cross.
    private static let records: [AnnotatedArticle] = {
        var random = SeededGenerator(seed: 61)
        return (0..<150).map { number in
            var text = ""
            var edges = [0]
            for index in 0..<(number % 30 + 1) {
                if index > 0 { text += index % 7 == 0 ? "\n" : " " }
                edges.append(text.utf8.count)
                text += words.randomElement(using: &random)!
                edges.append(text.utf8.count)
            }
            let annotations = (0..<number % 6).map { _ in
                let (a, b) = (edges.randomElement(using: &random)!, edges.randomElement(using: &random)!)
                return Annotation(
                    id: "", layer: ["a", "b"].randomElement(using: &random)!,
                    label: ["X", "YY"].randomElement(using: &random)!,
                    span: Span(min(a, b), max(a, b)), plugin: "p")
            }
            return AnnotatedArticle(
                article: Article(id: .integer(number), utf8: Array(text.utf8)),
                annotations: annotations.filter { !$0.span.isEmpty }.sorted { $0.span < $1.span })
        }
    }()

    private func bare(_ line: String) -> String { line.replacing(/\u{1B}\[[0-9;]*m/, with: "") }

    private func words(_ lines: [String]) -> [Substring] { lines.flatMap { $0.split(separator: " ") } }

    @Test("with colors the words are those of the article, and each line fits", arguments: [20, 80, 140])
    func colored(_ width: Int) {
        for record in Self.records {
            let lines = HighlightedText(record, width: width, style: TextStyle(isColored: true)).lines().map(
                bare)
            #expect(words(lines) == record.article.text.split(whereSeparator: { $0 == " " || $0 == "\n" }))
            #expect(lines.allSatisfy { TextWidth.columns($0) <= width })
        }
    }

    @Test(
        "without colors there is a bracket at each end of an annotation, and the rest is the text",
        arguments: [20, 80, 140])
    func plain(_ width: Int) {
        for record in Self.records {
            let lines = HighlightedText(record, width: width, style: TextStyle(isColored: false)).lines()
            let shown = lines.joined(separator: " ")
            #expect(shown.filter { $0 == "[" }.count == record.annotations.count)
            #expect(shown.filter { $0 == "]" }.count == record.annotations.count)
            let text = shown.replacing(/\[[⁰¹²³⁴⁵⁶⁷⁸⁹]*|\|(X|YY)[⁰¹²³⁴⁵⁶⁷⁸⁹]*\]/, with: "")
            #expect(words([text]) == record.article.text.split(whereSeparator: { $0 == " " || $0 == "\n" }))
        }
    }

    @Test("a line of context fits, and has the whole span if that fits", arguments: [20, 80, 140])
    func context(_ width: Int) {
        for record in Self.records {
            for annotation in record.annotations {
                for isCentered in [true, false] {
                    let line = ContextLine(record.article, width: width, style: TextStyle(isColored: false))
                        .line(
                            annotation.span, centered: isCentered)
                    let text = record.article.text(of: annotation.span).replacing("\n", with: " ")
                    #expect(TextWidth.columns(line) <= width, "\(line)")
                    #expect(TextWidth.columns(text) > width - 2 || line.contains("[\(text)]"), "\(line)")
                }
            }
        }
    }

    @Test(
        "a table fits if its columns may have eight columns each, and its columns begin where the headings do"
    )
    func tables() {
        var random = SeededGenerator(seed: 62)
        for count in 1...5 {
            var table = Table((0..<count).map { "h\($0)" })
            for record in Self.records.prefix(40) {
                table.add(
                    (0..<count).map {
                        $0 == 0 ? record.article.text : Self.words.randomElement(using: &random)!
                    })
            }
            for width in [20, 50, 80, 140] where width >= count * 10 - 2 {
                let lines = table.lines(width: width, style: TextStyle(isColored: false))
                #expect(lines.count == 41)
                #expect(lines.allSatisfy { TextWidth.columns($0) <= width })
                #expect(lines.allSatisfy { $0.last != " " })
            }
        }
    }

    @Test("cutting a text gives the longest beginning that fits")
    func fit() {
        for record in Self.records {
            let text = record.article.text.replacing("\n", with: " ")
            for width in 1...60 {
                let fitted = TextWidth.fit(text, width)
                if fitted == text { continue }
                let beginning = fitted.dropLast()
                #expect(fitted.last == "…" && text.hasPrefix(beginning))
                #expect(TextWidth.columns(fitted) <= width)
                let next = text.dropFirst(beginning.count).first.map(String.init) ?? ""
                #expect(
                    TextWidth.columns(beginning) + TextWidth.columns(next) > width - 1,
                    "\(fitted) in \(width)")
            }
            #expect(TextWidth.fit(text, TextWidth.columns(text)) == text)
        }
    }
}
