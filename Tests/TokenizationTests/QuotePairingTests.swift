import ArticleModel
import TestSupport
import Testing
import Tokenization

@Suite("Pairing quotation marks")
struct QuotePairingTests {
    @Test(
        "by where they stand, whatever their shape; the regions are marked",
        arguments: [
            "He said ⟦“no”⟧ and ⟦\"yes\"⟧.", "A mixed pair: ⟦\"it was late.”⟧ It ended.",
            "Turned round: ⟦”it was late“⟧ he said.",
            "⟦“We saw ‘smoke’ there,”⟧ he said.", "The ships’ crews and the mayor’s men left.",
            "It was ⟦'a mess'⟧ they said.",
            "He is 6'2\" tall and 30\" wide.", "⟦“It never ends. It goes on.⟧",
            "⟦«Non»⟧ and ⟦„nein“⟧ and ⟦``no''⟧.", "Rock 'n' roll, 'tis said.",
            "No marks at all.", "An empty “” pair.", "⟦“One,”⟧ she said. ⟦“Two.”⟧",
        ], ["", multiBytePrefix])
    func regions(_ marked: String, _ prefix: String) {
        let text = String(marked.filter { $0 != "⟦" && $0 != "⟧" })
        let whole = prefix + text
        let vocabulary = Vocabulary()
        let start = prefix.utf8.count
        let blocks =
            (prefix.isEmpty ? [] : [Block(.paragraph, Span(0, start - 1))]) + [
                Block(.paragraph, Span(start, whole.utf8.count))
            ]
        let tokens = Tokenizer(vocabulary: vocabulary).tokenize(
            Article(id: .integer(1), utf8: Array(whole.utf8), blocks: blocks))
        let found = QuotePairing.regions(of: tokens, vocabulary).map { tokens.span($0.tokens) }
        #expect(found.map { Span($0.start - start, $0.end - start) } == marked.replacingMarks.spans)
    }

    @Test("a missing mark spoils its paragraph at most")
    func paragraphs() {
        let text = "“It never ends.\n“It does,” he said."
        let vocabulary = Vocabulary()
        let article = Article(
            id: .integer(1), utf8: Array(text.utf8),
            blocks: [Block(.paragraph, Span(0, 17)), Block(.paragraph, Span(18, text.utf8.count))])
        let regions = QuotePairing.regions(
            of: Tokenizer(vocabulary: vocabulary).tokenize(article), vocabulary)
        #expect(regions.map(\.isClosed) == [false, true])
    }
}

extension String {
    fileprivate var replacingMarks: (text: String, spans: [Span]) {
        var spans: [Span] = []
        var open: [Int] = []
        var text = ""
        for character in self {
            switch character {
            case "⟦": open.append(text.utf8.count)
            case "⟧": spans.append(Span(open.removeLast(), text.utf8.count))
            default: text.append(character)
            }
        }
        return (text, spans.sorted())
    }
}
