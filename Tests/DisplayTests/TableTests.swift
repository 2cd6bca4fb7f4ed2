import ArticleModel
import Diagnostics
import Display
import Testing

@Suite("Tables at a terminal")
struct TableTests {
    private let plain = TextStyle(isColored: false)

    private func table(_ columns: [String], favored: Int? = nil, _ rows: [[String]]) -> Table {
        var table = Table(columns)
        table.favored = favored
        for row in rows { table.add(row) }
        return table
    }

    @Test("columns are as wide as their widest cell, with two blanks between them and none at the end")
    func aligned() {
        let table = table(["name", "n"], [["Ana Ruiz", "1"], ["Bo", "100"], ["", "2"]])
        for width in [20, 80, 140] {
            #expect(
                table.lines(width: width, style: plain) == [
                    "name      n", "Ana Ruiz  1", "Bo        100", "          2",
                ])
        }
    }

    @Test("a table without rows is its headings, one without columns an empty line")
    func empty() {
        #expect(table(["a", "b"], []).lines(width: 80, style: plain) == ["a  b"])
        #expect(table([], []).lines(width: 80, style: plain) == [""])
    }

    @Test("the widest column gives way, of equal ones the last")
    func narrow() {
        let row = ["aaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbb"]
        #expect(
            table(["x", "y"], [row]).lines(width: 24, style: plain) == [
                "x            y", "aaaaaaaaaa…  bbbbbbbbbb…",
            ])
        #expect(
            table(["x", "y"], [row]).lines(width: 25, style: plain) == [
                "x             y", "aaaaaaaaaaa…  bbbbbbbbbb…",
            ])
        #expect(
            table(["x", "y"], [["short", "bbbbbbbbbbbbbbb"]]).lines(width: 20, style: plain)
                == ["x      y", "short  bbbbbbbbbbbb…"])
    }

    @Test("a favored column may be twice as wide as the others")
    func favored() {
        let row = [String(repeating: "a", count: 40), String(repeating: "b", count: 40)]
        let lines = table(["x", "y"], favored: 0, [row]).lines(width: 50, style: plain)
        // 33 and 15 columns: half of 33 is 16, and of two that claim as much the last gave way.
        #expect(
            lines[1] == String(repeating: "a", count: 32) + "…  " + String(repeating: "b", count: 14) + "…")
    }

    @Test("no column becomes narrower than eight, even if the table does not fit")
    func minimum() {
        let row = ["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"]
        #expect(
            table(["x", "y", "z"], [row]).lines(width: 20, style: plain)
                == ["x         y         z", "aaaaaaa…  bbbbbbb…  ccccccc…"])
    }

    @Test("wide characters count two columns and combining marks none")
    func wide() {
        let rows = [["東京", "1"], ["e\u{301}e\u{301}", "2"], ["🌊", "3"], ["🪁🟢", "4"]]
        #expect(
            table(["a", "n"], rows).lines(width: 80, style: plain)
                == ["a     n", "東京  1", "e\u{301}e\u{301}    2", "🌊    3", "🪁🟢  4"])
        let long = [[String(repeating: "東", count: 30), "x"]]
        // Eight columns beside the other: three wide characters, the ellipsis, and a blank that is left over.
        #expect(table(["a", "n"], long).lines(width: 11, style: plain)[1] == "東東東…   x")
    }

    @Test("a line end or a tab in a cell is a blank that has its place")
    func lineEnds() {
        #expect(
            table(["a", "b"], [["Ana\nRuiz", "x"], ["one\ttwo", "y"], ["Bo", "z\n"]]).lines(
                width: 80, style: plain)
                == ["a         b", "Ana Ruiz  x", "one two   y", "Bo        z"])
        #expect(table(["a"], [["a\u{1B}[1mb"]]).lines(width: 80, style: plain) == ["a", "a [1mb"])
    }

    @Test("cells beyond the columns are left out, and missing ones are empty")
    func ragged() {
        #expect(
            table(["a", "b"], [["1", "2", "3"], ["1"], []]).lines(width: 80, style: plain)
                == ["a  b", "1  2", "1", ""])
    }

    @Test("with colors the headings are dim, and the first cell of a row has its style")
    func colors() {
        var table = Table(["a", "b"])
        table.add(["x", "y"], style: "1;31")
        table.add(["z", ""])
        #expect(
            table.lines(width: 80, style: TextStyle(isColored: true)) == [
                "\u{1B}[2ma\u{1B}[0m  \u{1B}[2mb\u{1B}[0m", "\u{1B}[1;31mx\u{1B}[0m  y", "z",
            ])
    }
}

@Suite("Styles of text")
struct TextStyleTests {
    @Test("a style sets text between codes, and leaves it alone without codes or colors")
    func apply() {
        let colored = TextStyle(isColored: true)
        #expect(colored.apply("1;34", "x") == "\u{1B}[1;34mx\u{1B}[0m")
        #expect(colored.apply("", "x") == "x")
        #expect(colored.bold("x") == "\u{1B}[1mx\u{1B}[0m" && colored.dim("x") == "\u{1B}[2mx\u{1B}[0m")
        let plain = TextStyle(isColored: false)
        #expect([plain.apply("1;34", "x"), plain.bold("x"), plain.dim("x")] == ["x", "x", "x"])
    }

    @Test(
        "a label has the color of its layer's description, or one that its name decides, whatever the layer")
    func colors() {
        var layer = LayerDescription()
        layer.labelColors = ["A": "bold green"]
        let style = TextStyle(isColored: true, layers: ["l": layer])
        #expect(style.color(layer: "l", label: "A") == "1;32")
        // The bytes as digits of base 31, modulo the seven colors: 65 is 2, 66 is 3, 65 * 31 + 66 is 2.
        #expect(["A", "B", "AB", ""].map { style.color(layer: "m", label: $0) } == ["92", "93", "92", "31"])
        #expect(style.color(layer: "l", label: "B") == "93")
        let long = String(repeating: "LABEL", count: 1000)
        #expect(["31", "91", "92", "93", "94", "95", "96"].contains(style.color(layer: "m", label: long)))
    }
}
