import REPL
import Testing

@Suite("What commands refuse, whole")
struct CommandMistakeTests {
    @Test(
        "each wrong use says what the command takes",
        arguments: [
            (":nothing", "there is no command :nothing; :help lists them"),
            (":plguins", "there is no command :plguins; did you mean plugins? :help lists them"),
            (":s", "there is no command :s; it could be :show or :save or :set. :help lists them"),
            (":re", "there is no command :re; it could be :reload or :reject. :help lists them"),
            (":help zebra", "nothing is called zebra"),
            (":help fnd", "nothing is called fnd; did you mean find?"),
            ("zebra?", "nothing is called zebra"),
            (":set tim", "there is no setting tim; did you mean time? :set lists them"),
            (":set zebra 5", "there is no setting zebra; :set lists them"),
            (":set time -1", "time is a time, as 5s or 500ms, or off, not “-1”"),
            (":set time 5 hours", "time is a time, as 5s or 500ms, or off, not “5 hours”"),
            (":set width 19", "width is a number of columns from 20 to 1000, or auto, not “19”"),
            (":set width wide", "width is a number of columns from 20 to 1000, or auto, not “wide”"),
            (":set color maybe", "color is on, off or auto, not “maybe”"),
            (":set keys nano", "keys is emacs or vi, not “nano”"),
            (":set published soon", "published is a date, as 2024-09-13, not “soon”"),
            (":set sample.lod true", "sample: has no option \"lod\"; did you mean loud?"),
            (":set smple.loud true", "smple: no such plugin is loaded; did you mean sample?"),
            (":set sample.loud 5", "sample: option loud must be a boolean, not \"5\""),
            (":edit nothing", "no plugin nothing is loaded; :run nothing loads it if there is one"),
            (":edit sample/none.lua", "FOLDER/sample/none.lua: there is no such file"),
            (":load", ":load takes a file, or the number of an article"),
            (":load 0", "there is no article 0; :articles lists them"),
            (":load 2", "there is no article 2; :articles lists them"),
            (":load -1", "there is no article -1; :articles lists them"),
            (":load FOLDER/none.txt", "FOLDER/none.txt: No such file or directory"),
            (":next", "this is the last article; :load FILE brings more, :load 1 is the first"),
            (":show peple", "there is no layer peple; did you mean people?"),
            (":show people zebra", "there is no layer zebra"), (":table zebra", "there is no layer zebra"),
            (":find", ":find takes a pattern, as :find %Name+ , cue:~say"),
            (":find #x", "unknown list #x; make it with desk.list(\"x\", …)\n    #x\n    ^^"),
            (
                ":find é a |",
                "an alternative is empty; write ( … )? for something that may be left out\n    é a |\n        ^"
            ),
            (":find 東京 @PRESON", "unknown layer or label @PRESON\n    東京 @PRESON\n         ^^^^^^^"),
            (":explain", ":explain takes a pattern or a rule, as :explain %Name+ , %num at Ana Ruiz"),
            (
                ":explain #none at Ana",
                "unknown list #none; make it with desk.list(\"none\", …)\n    #none\n    ^^^^^"
            ),
            (":why", ":why takes a text of the article, as :why Ana Ruiz"),
            (":why zebra", "“zebra” is not in the article"),
            (":rules", ":rules takes a plugin: sample"),
            (
                ":rules sampel",
                "no plugin sampel is loaded; did you mean sample?; :run sampel loads it if there is one"
            ),
            (":profile x", "no plugin x is loaded; :run x loads it if there is one"),
            (":time", ":time takes Lua, as :time #article.text"), (":time error('no')", "[time]:1: no"),
            (":reload x", "no plugin x is loaded; :run x loads it if there is one"),
            (":watch maybe", ":watch takes on or off"),
            (":keep", "there is no Lua entry to keep; :keep LABEL PATTERN keeps a pattern"),
            (":keep lower %num", "a label is written in capitals, as :keep SPOKESMAN; 'lower' is not"),
            (":keep 1A %num", "a label is written in capitals, as :keep SPOKESMAN; '1A' is not"),
            (":keep ÉTÉ %num", "a label is written in capitals, as :keep SPOKESMAN; 'ÉTÉ' is not"),
            (":keep A", "there is no pattern yet: write one behind the label, or look for one with :find"),
            (":keep A ( b", "'(' is not closed; write \"(\" for the character itself\n    ( b\n    ^"),
            (":save", "no pattern was kept yet: :keep LABEL keeps the one that :find looked for last"),
            (":accept Mayor", "no annotation and no layer is “Mayor”; :mark Mayor LABEL adds one"),
            (
                ":reject Mayor Ana Ruis",
                "no annotation and no layer is “Mayor Ana Ruis”; did you mean Mayor Ana Ruiz?; :mark Mayor Ana Ruis LABEL adds one"
            ),
            (":mark", ":mark takes a text of the article and a label, as :mark Ana Ruiz PERSON"),
            (":mark Bo", ":mark takes a text of the article and a label, as :mark Ana Ruiz PERSON"),
            (":mark Bo person", "a label is written in capitals, as :mark Bo PERSON; 'person' is not"),
            (":mark zebra X", "“zebra” is not in the article"),
            (":mark Mayor Ana Ruiz MAYOR", "“Mayor Ana Ruiz” is MAYOR already wherever it stands"),
            (":gold FOLDER/g.jsonl", "nothing was judged yet: :accept, :reject and :mark do"),
        ])
    func refuses(_ sample: (entry: String, message: String)) throws {
        let fixture = try SessionFixture()
        let failure = fixture.failure(sample.entry.replacing("FOLDER", with: fixture.folder))
        #expect(failure.replacing(fixture.folder, with: "FOLDER") == sample.message)
        // The session goes on, with its article and plugin.
        #expect(fixture.lines("#article:layer('people')") == ["2"])
    }

    @Test(
        "without an article, what needs one says so",
        arguments: [
            ":show", ":table", ":find a", ":explain a", ":why a", ":accept", ":mark a B", ":gold", ":profile",
        ])
    func noArticle(_ entry: String) throws {
        let fixture = try SessionFixture(texts: [])
        #expect(fixture.failure(entry) == "no article is open; :load FILE opens one")
    }

    @Test("what runs on its own without an article still works")
    func withoutArticle() throws {
        let fixture = try SessionFixture(texts: [])
        #expect(fixture.lines("article") == [] && fixture.lines("1 + 1") == ["2"])
        #expect(fixture.lines(":plugins").count == 2)
        #expect(fixture.failure(":set published 2024-09-13") == "no article is open")
        #expect(fixture.lines(":rules sample")[1] == "Mayor    MAYOR    0     Mayor name:%Name{1,2}")
    }

    @Test("a file of gold that holds something else is left as it is")
    func foreignGold() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines(":accept all")
        let file = "\(fixture.folder)/sample/init.lua"
        #expect(
            fixture.failure(":gold \(file)")
                == "\(file) holds something else than records of articles; :gold writes a file of its own")
        #expect(try fixture.read("sample/init.lua") == SessionFixture.plugin)
        #expect(
            fixture.failure(":gold \(fixture.folder)/no/g.jsonl")
                == "\(fixture.folder)/no/g.jsonl: No such file or directory")
    }

    @Test("a plugin is not saved over another, nor under a wrong name, and what was kept stays kept")
    func save() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines(":keep OFFICER %Name{2}")
        #expect(fixture.failure(":save") == ":save takes a name for the plugin, as :save casualties")
        #expect(
            fixture.failure(":save sample").hasSuffix("already exists")
                || !fixture.failure(":save sample").isEmpty)
        #expect(try fixture.read("sample/init.lua") == SessionFixture.plugin)
        #expect(
            fixture.lines(":save good")[0]
                == "saved \(fixture.folder)/good: init.lua, examples.lua, README.md, .luarc.json")
        #expect(
            fixture.failure(":save again")
                == "no pattern was kept yet: :keep LABEL keeps the one that :find looked for last")
    }
}
