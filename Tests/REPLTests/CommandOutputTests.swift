import REPL
import Testing

@Suite("What commands answer, whole")
struct CommandOutputTests {
    private static let second = "Été: Mayor Cy Dahl left. «Captain» Di Egge | waved."

    /// Entries one after the other in one session; the answer to the last.
    private func answer(_ entries: [String], withPlugin: Bool = true, width: Int = 60) throws -> [String] {
        let fixture = try SessionFixture(
            withPlugin: withPlugin, texts: [SessionFixture.text, Self.second], width: width)
        var lines: [String] = []
        for entry in entries {
            switch fixture.session.enter(entry) {
            case .lines(let answer): lines = answer
            case .failed(let answer): lines = ["failed:"] + answer
            case let other: lines = ["\(other)"]
            }
        }
        return lines.map { $0.replacing(fixture.folder, with: "FOLDER") }
    }

    @Test(
        "reading: articles, layers and tables",
        arguments: [
            (
                [":articles"],
                [
                    "    id  published  headline or beginning",
                    "→1  a1  –          Mayor Ana Ruiz said on Friday that the b…",
                    " 2  a2  –          Été: Mayor Cy Dahl left. «Captain» Di Eg…",
                ]
            ),
            (
                [":next"],
                [
                    Self.second, "id         a2", "published  unknown",
                    "text       1 block, 2 sentences, 15 tokens",
                    "people     1: MAYOR 1",
                ]
            ),
            (
                [":next", ":articles"],
                [
                    "    id  published  headline or beginning",
                    " 1  a1  –          Mayor Ana Ruiz said on Friday that the b…",
                    "→2  a2  –          Été: Mayor Cy Dahl left. «Captain» Di Eg…",
                ]
            ),
            (
                [":next", ":show"],
                ["Été: [Mayor Cy Dahl|MAYOR] left. «Captain» Di Egge | waved.", "", "people: MAYOR\u{A0}1"]
            ),
            (
                [":table"],
                [
                    "people (2)", "text             label    value  features",
                    "Mayor Ana Ruiz   MAYOR           name Ana Ruiz",
                    "Captain Bo Lind  CAPTAIN         name Bo Lind",
                ]
            ),
            (
                [":plugins"],
                [
                    "plugin  provides  annotations  summary",
                    "sample  people    2            People with a title",
                ]
            ),
            (
                [":rules sample"],
                [
                    "rule     label    here  pattern", "Mayor    MAYOR    1     Mayor name:%Name{1,2}",
                    "Captain  CAPTAIN  1     Captain name:%Name{1,2}", "Short    MAYOR    0     Mayor %Name",
                ]
            ),
            ([":reload"], ["reloaded sample", "no difference: 2 annotations as before"]),
        ])
    func reading(_ sample: (entries: [String], lines: [String])) throws {
        let lines = try answer(sample.entries)
        #expect(lines == sample.lines)
    }

    @Test(
        "searching: matches in their context, explanations and what lost",
        arguments: [
            (
                [":find the"],
                [
                    "… Ruiz said on Friday that [the] bridge in Port Alder would…",
                    "…ain Bo Lind said nothing. [The] bridge was closed.", "2 matches",
                ]
            ),
            (
                [":find name:%Name{2} cue:~say"],
                [
                    "                Mayor [Ana Ruiz said] on Friday that the br…",
                    "    name=Ana Ruiz  cue=said",
                    "…$3.5 million. Captain [Bo Lind said] nothing. The bridge w…",
                    "    name=Bo Lind  cue=said",
                    "2 matches",
                ]
            ),
            ([":explain the bridge was"], ["pattern matches “The bridge was”"]),
            ([":explain Mayor at Bo Lind"], ["nothing got past its first element there"]),
            ([":explain ~close x"], ["pattern got as far as “closed”; then x failed on “.”"]),
            ([":explain Short"], ["sample.Short matches “Mayor Ana”"]),
            (
                [":why bridge"],
                [
                    "… said on Friday that the [bridge] in Port Alder would cost…",
                    "nothing was annotated there",
                ]
            ),
            (
                [":why Ana"],
                [
                    "                     Mayor [Ana] Ruiz said on Friday that t…",
                    "MAYOR “Mayor Ana Ruiz” by sample, rule Mayor", "    name=Ana Ruiz", "lost there",
                    "  sample.Short “Mayor Ana” to Mayor: the other match is longer",
                ]
            ),
        ])
    func searching(_ sample: (entries: [String], lines: [String])) throws {
        let lines = try answer(sample.entries)
        #expect(lines == sample.lines)
    }

    @Test(
        "judging: verdicts, the next to judge, marks and counts",
        arguments: [
            (
                [":accept"],
                [
                    "right  MAYOR “Mayor Ana Ruiz”", "next: CAPTAIN of people  (:accept or :reject)",
                    "… cost $3.5 million. [Captain Bo Lind] said nothing. The br…",
                ]
            ),
            (
                [":accept Captain Bo Lind"],
                [
                    "right  CAPTAIN “Captain Bo Lind”", "next: MAYOR of people  (:accept or :reject)",
                    "                      [Mayor Ana Ruiz] said on Friday that …",
                ]
            ),
            (
                [":reject people"],
                [
                    "wrong  MAYOR “Mayor Ana Ruiz”", "wrong  CAPTAIN “Captain Bo Lind”",
                    "all annotations are judged; :gold FILE writes them",
                ]
            ),
            ([":accept all", ":reject"], ["failed:", "all annotations are judged; :gold FILE writes them"]),
            ([":accept all", ":accept all"], ["all annotations are judged; :gold FILE writes them"]),
            (
                [":mark Port Alder GPE"],
                ["marked GPE of gpe", "…day that the bridge in [Port Alder] would cost $3.5 millio…"]
            ),
            (
                [":mark bridge MAYOR", ":mark bridge MAYOR"],
                ["marked MAYOR of people", "…o Lind said nothing. The [bridge] was closed."]
            ),
            (
                [":mark bridge X", ":mark bridge X", ":mark bridge X"],
                ["failed:", "“bridge” is X already wherever it stands"]
            ),
            (
                [":accept", ":mark bridge X", ":gold"],
                [
                    "here 2 right, 0 wrong; 1 article judged",
                    "next: CAPTAIN of people  (:accept or :reject)",
                    "… cost $3.5 million. [Captain Bo Lind] said nothing. The br…",
                ]
            ),
            (
                [":reject all", ":next", ":accept all", ":gold"],
                [
                    "here 1 right, 0 wrong; 2 articles judged",
                    "all annotations are judged; :gold FILE writes them",
                ]
            ),
            (
                [":reject all", ":next", ":accept all", ":load 1", ":gold"],
                [
                    "here 0 right, 2 wrong; 2 articles judged",
                    "all annotations are judged; :gold FILE writes them",
                ]
            ),
        ])
    func judging(_ sample: (entries: [String], lines: [String])) throws {
        let lines = try answer(sample.entries)
        #expect(lines == sample.lines)
    }

    @Test(
        "settings are shown as they can be set",
        arguments: [
            (
                [":set"],
                [
                    "time = 2s", "width = auto", "color = auto", "pager = $PAGER", "keys = emacs",
                    "published = unknown", "sample.loud = false",
                ]
            ),
            ([":set time"], ["time = 2s"]), ([":set time 0"], ["time = off"]),
            ([":set time off"], ["time = off"]),
            ([":set time 2.5s"], ["time = 2500ms"]), ([":set time = 250ms"], ["time = 250ms"]),
            ([":set time 3"], ["time = 3s"]), ([":set time 0.2ms"], ["time = 1ms"]),
            ([":set width 60"], ["width = 60"]), ([":set width 60", ":set width auto"], ["width = auto"]),
            ([":set color off"], ["color = off"]), ([":set keys vi", ":set keys"], ["keys = vi"]),
            ([":set pager less -R"], ["pager = less -R"]),
            ([":set published 2024-09-13", ":set published"], ["published = 2024-09-13"]),
            ([":set sample.loud"], ["sample.loud = false"]),
            ([":set sample.loud true", ":set sample.loud"], ["sample.loud = true"]),
        ])
    func settings(_ sample: (entries: [String], lines: [String])) throws {
        let lines = try answer(sample.entries)
        #expect(lines == sample.lines)
    }

    @Test(
        "a session without plugins or with nothing kept says so",
        arguments: [
            ([":plugins"], ["no plugin is loaded", "not loaded (:run NAME loads one): sample"]),
            ([":reject all"], ["all annotations are judged; :gold FILE writes them"]),
            ([":find zebra"], ["0 matches"]),
        ])
    func bare(_ sample: (entries: [String], lines: [String])) throws {
        #expect(try answer(sample.entries, withPlugin: false) == sample.lines)
    }

    @Test("lists fit the width of the terminal")
    func width() throws {
        let lines = try answer([":help"], width: 50)
        let commands = lines.filter { $0.hasPrefix("  :") }
        #expect(commands.allSatisfy { $0.count <= 50 } && commands.count == SessionCommand.all.count)
        #expect(commands.contains("  :load FILE|N                    opens another a…"))
        #expect(
            try answer([":help find"], width: 50) == [
                ":find PATTERN", "shows the matches of a pattern in the text.",
                "The pattern is written as it is, without quotes.",
                "The matches are kept in `_`, and :keep makes a", "rule of the pattern.",
                "    :find title:%lower+ name:@PERSON",
            ])
    }
}
