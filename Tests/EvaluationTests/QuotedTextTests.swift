import Testing

@testable import Evaluation

@Suite("Words and quoted regions of a text")
struct QuotedTextTests {
    private func quoted(_ text: String) throws -> QuotedText { try QuotedText(Array(text.unicodeScalars)) }

    private func texts(_ ranges: [Range<Int>], of text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return ranges.map { range in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }
    }

    @Test(
        "words are letters and numbers, joined by apostrophes, commas, full stops and hyphens",
        arguments: [
            ("We won.", ["We", "won"]), ("don't", ["don't"]), ("it’s 3.5", ["it’s", "3.5"]),
            ("1,000 jobs", ["1,000", "jobs"]), ("well-known", ["well-known"]), ("2001–2004", ["2001–2004"]),
            ("a - b", ["a", "b"]), ("a--b", ["a", "b"]), ("“No,” he", ["No", "he"]), ("a_b", ["a", "b"]),
            ("É 🌊 Zoë", ["É", "Zoë"]), ("", []), ("… — !", []), ("U.S.", ["U.S"]), ("日本", ["日本"]),
        ])
    func words(_ sample: (text: String, words: [String])) throws {
        #expect(texts(try quoted(sample.text).words, of: sample.text) == sample.words)
    }

    @Test("the words of a range are those that share a character with it")
    func wordsInRange() throws {
        let text = try quoted("one two three")
        #expect(text.words(in: 0..<13) == 0..<3)
        #expect(text.words(in: 2..<5) == 0..<2)
        #expect(text.words(in: 3..<4).isEmpty)
        #expect(text.words(in: 4..<7) == 1..<2)
        #expect(text.words(in: 13..<99).isEmpty)
    }

    @Test(
        "a range is split at line ends, and white space around the pieces is dropped",
        arguments: [
            ("one\ntwo", ["one", "two"]), (" one \n\n two ", ["one", "two"]), ("\n", []), ("", []),
            ("one\r\ntwo", ["one", "two"]), ("one", ["one"]),
        ])
    func lines(_ sample: (text: String, lines: [String])) throws {
        let text = try quoted(sample.text)
        #expect(texts(text.lines(of: 0..<text.text.count), of: sample.text) == sample.lines)
        #expect(texts(text.lines(of: 0..<999), of: sample.text) == sample.lines)
    }

    @Test("quotation marks are trimmed only if asked for, other punctuation never")
    func trimmed() throws {
        let text = try quoted(" “‘No,’ \" ")
        #expect(text.trimmed(0..<10, marks: false) == 1..<9 as Range)
        #expect(text.trimmed(0..<10, marks: true) == 3..<6 as Range)
        let marks = try quoted("“ ” '`")
        #expect(marks.trimmed(0..<6, marks: true).isEmpty)
    }

    @Test(
        "the regions of double quotation marks",
        arguments: [
            ("He said “no” and “yes”.", ["“no”", "“yes”"]),
            ("\"No\", he said, \"yes\".", ["\"No\"", "\"yes\""]),
            ("„nein“ and «non»", ["„nein“", "«non»"]),
            ("``no'' he said", ["``no''"]), ("it''s", []),
            // A mark that is not closed reaches to the end of its line.
            ("“open to the end \nnext", ["“open to the end"]), ("“one “two”", ["“one", "“two”"]),
            ("closed” only", []), ("a 5\" pipe and 6\" more", []), ("“” and “ ”", ["“”", "“ ”"]),
            ("", []), ("\"", []), ("“a”\n“b”", ["“a”", "“b”"]),
            // Marks in tags of markup are no quotation marks; comparisons are no tags.
            ("<a href=\"x\">“no”</a>", ["“no”"]), ("1 < 2 \"no\"", ["\"no\""]), ("</p>\"no\"", ["\"no\""]),
            ("<a \"no\"", ["\"no\""]),
            // Marks that turn the wrong way.
            ("She said ”no”.", ["”no”"]), ("“no“ she said", ["“no“"]),
        ])
    func doubleRegions(_ sample: (text: String, regions: [String])) throws {
        #expect(texts(try quoted(sample.text).regions(), of: sample.text) == sample.regions)
    }

    @Test(
        "single curly marks are regions, apostrophes are not, and none lies in a double region",
        arguments: [
            ("He said ‘no’ then.", ["‘no’"]), ("‘I can’t go’, he said", ["‘I can’t go’"]),
            ("the ’90s and the boys’", []), ("“the ‘no’ vote”", ["“the ‘no’ vote”"]), ("a‘b’", []),
            ("‘open\nclosed’", []), ("‘a’ \"b\" ‘c’", ["‘a’", "\"b\"", "‘c’"]), ("it's 'plain'", []),
        ])
    func singleRegions(_ sample: (text: String, regions: [String])) throws {
        #expect(texts(try quoted(sample.text).regions(), of: sample.text) == sample.regions)
    }

    @Test("a region is covered by a range that has half of its words or more")
    func covered() throws {
        let text = try quoted("“one two three four” said “five”")
        let regions = try text.regions()
        #expect(regions == [0..<20, 26..<32])
        #expect(text.regions(coveredBy: 0..<32, of: regions) == regions)
        #expect(text.regions(coveredBy: 0..<8, of: regions) == [0..<20])
        #expect(text.regions(coveredBy: 0..<4, of: regions) == [])
        // A part of a word counts as the word.
        #expect(text.regions(coveredBy: 0..<6, of: regions) == [0..<20])
        #expect(text.regions(coveredBy: 20..<26, of: regions) == [])
        #expect(text.regions(coveredBy: 27..<28, of: regions) == [26..<32])
    }
}
