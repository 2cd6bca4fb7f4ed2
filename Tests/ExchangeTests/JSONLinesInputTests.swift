import ArticleModel
import Exchange
import Testing

@Suite("Files of JSON Lines")
struct JSONLinesInputTests {
    @Test(
        "a line is an item with its number, whatever ends it",
        arguments: ["{a}\n{b}\n{c}\n", "{a}\r\n{b}\r\n{c}", "\u{FEFF}{a}\n{b}\n{c}"])
    func lines(_ text: String) throws {
        for most in [1, 3, 4, 1000] {
            let found = try items(of: "jsonl", text.utf8, path: "in/a.jsonl", most: most)
            #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == ["{a}", "{b}", "{c}"])
            #expect(found.map(\.number) == [1, 2, 3])
            #expect(found.allSatisfy { $0.source == "a.jsonl" && $0.format.name == "jsonl" })
            #expect(
                found.map(\.fallbackID) == [.string("a.jsonl:1"), .string("a.jsonl:2"), .string("a.jsonl:3")])
        }
    }

    @Test("an empty file has no lines; an empty line is an error with its number")
    func empty() throws {
        #expect(try items(of: "jsonl", "".utf8, path: "a.jsonl").isEmpty)
        let found = try results(
            of: "jsonl", "{\"text\":\"A b.\"}\n\n \t\n{\"text\":\"C d.\"}\n", path: "a.jsonl")
        let message = "! the line is empty; each line must be a JSON object"
        #expect(texts(found) == ["A b.", message, message, "C d."])
        #expect(found.map(\.line) == [1, 2, 3, 4])
        #expect(
            found[1].errors == [
                ArticleError(
                    stage: "read", kind: "json",
                    message: "the line is empty; each line must be a JSON object", line: 2)
            ])
    }

    @Test("a record has the metadata that it names, and everything else as it was")
    func metadata() throws {
        let result = try #require(
            try results(
                of: "jsonl",
                #"{"id":"x","text":"It fell.","headline":"Storm","byline":"By Ana Ruiz","published":"2024-03-05 08:30","source":"Wire","url":"http://a.example/1","language":"en","annotations":[1],"errors":[],"tags":["a",null,{"b":1.5}],"n":7}"#,
                path: "a.jsonl"
            ).first)
        let article = try #require(result.article)
        var expected = Metadata()
        (expected.headline, expected.byline) = ("Storm", "By Ana Ruiz")
        (expected.published, expected.source) = ("2024-03-05T08:30", "Wire")
        (expected.url, expected.language) = ("http://a.example/1", "en")
        expected.others = [
            .init("tags", .list([.string("a"), .null, .object([.init("b", .number(1.5))])])),
            .init("n", .integer(7)),
            // Names that the output needs for itself.
            .init(
                "input", .object([.init("annotations", .list([.integer(1)])), .init("errors", .list([]))])),
        ]
        #expect(article.metadata == expected)
        #expect(article.text == "Storm\n\nIt fell.")
        #expect(result.errors == [] && result.line == 1)
    }

    @Test(
        "metadata of a wrong type is an error beside the article; null counts as missing",
        arguments: [
            (#""byline":5"#, ["'byline' must be a string"]), (#""byline":null,"url":null"#, []),
            (#""headline":["a"],"source":{}"#, ["'headline' must be a string", "'source' must be a string"]),
            (#""published":2024"#, []), (#""published":true"#, ["'published' must be a string"]),
            (#""language":1.5"#, ["'language' must be a string"]),
            (
                #""published":"soon""#,
                ["'published' is \"soon\", which is no date; write it as 2024-09-13 or 2024-09-13T08:30Z"]
            ),
        ])
    func types(_ sample: (members: String, errors: [String])) throws {
        let result = try #require(
            try results(of: "jsonl", "{\"text\":\"It fell.\",\(sample.members)}", path: "a.jsonl").first)
        #expect(result.article?.text == "It fell.")
        #expect(result.errors.map(\.message) == sample.errors)
        #expect(result.errors.allSatisfy { $0.line == 1 && $0.stage == "read" })
    }

    @Test("a date that was given counts for records without one")
    func published() throws {
        let lines =
            #"{"text":"a","published":"2024-03-05"}"# + "\n" + #"{"text":"b"}"# + "\n"
            + #"{"text":"c","published":null}"#
        let found = try results(of: "jsonl", lines, path: "a.jsonl", InputItemReader(published: "2020-01-01"))
        #expect(found.map { $0.article?.metadata.published } == ["2024-03-05", "2020-01-01", "2020-01-01"])
    }

    @Test(
        "the id of a line is known without reading it, as the article will have it",
        arguments: [
            (#"{"id":"x","text":"a"}"#, "", .string("x")), (#"{"id":7,"text":"a"}"#, "", .integer(7)),
            (#"{"text":"a"}"#, "", .string("a.jsonl:1")),
            (#"{"id":null,"text":"a"}"#, "", .string("a.jsonl:1")),
            (#"{"id":"","text":"a"}"#, "", .string("")),
            (#"{"id":"x","id":"y","text":"a"}"#, "", .string("y")),
            (#"{"id":"\u00e9","text":"a"}"#, "", .string("é")),
            (#"{"id":1.0,"text":"a"}"#, "", .string("a.jsonl:1")),
            (#"{"meta":{"id":"m"},"text":"a"}"#, "id=meta.id", .string("m")),
            (#"{"meta.id":"w","meta":{"id":"m"},"text":"a"}"#, "id=meta.id", .string("w")),
            (#"{"id":"x","text":"a"}"#, "id=key", .string("a.jsonl:1")), ("[1]", "", .string("a.jsonl:1")),
            ("", "", .string("a.jsonl:1")), (#"{"id":"x","text":5}"#, "", .string("x")),
        ] as [(String, String, ArticleID)])
    func ids(_ sample: (line: String, map: String, id: ArticleID)) throws {
        let reader = InputItemReader(map: try FieldMap(sample.map))
        let item = try #require(try items(of: "jsonl", (sample.line + "\n").utf8, path: "a.jsonl").first)
        #expect(reader.id(of: item) == sample.id)
        #expect(reader.read(item).id == sample.id)
    }

    @Test(
        "a map finds fields in objects, and a field with a dot in its name first",
        arguments: [
            ("text=body", #"{"body":"x"}"#, "x"), ("text=a.b.c", #"{"a":{"b":{"c":"x"}}}"#, "x"),
            ("text=a.b", #"{"a":{"b":"in"},"a.b":"x"}"#, "x"), ("text=a.b", #"{"a":[{"b":"in"}]}"#, nil),
            ("text=body", #"{"text":"no"}"#, nil), ("url=u", #"{"text":"x"}"#, "x"),
            ("", #"{"text":"x"}"#, "x"),
            ("text=a,", #"{"a":"x"}"#, "x"), ("text=a=b", #"{"a=b":"x"}"#, "x"),
        ] as [(String, String, String?)])
    func maps(_ sample: (map: String, record: String, text: String?)) throws {
        let reader = InputItemReader(map: try FieldMap(sample.map))
        #expect(
            try results(of: "jsonl", sample.record, path: "a.jsonl", reader).map { $0.article?.text } == [
                sample.text
            ])
    }

    @Test(
        "fields that a map names are not repeated as other metadata; the rest of an object that holds one is kept"
    )
    func mappedFields() throws {
        let line = #"{"body":"It fell.","meta":{"day":"2024-03-05","x":1},"k":2}"#
        let reader = InputItemReader(map: try FieldMap("text=body,published=meta.day"))
        let article = try #require(try results(of: "jsonl", line, path: "a.jsonl", reader).first?.article)
        #expect(article.metadata.published == "2024-03-05")
        #expect(
            article.metadata.others == [
                .init("meta", .object([.init("x", .integer(1))])), .init("k", .integer(2)),
            ])
    }

    @Test("a line that failed can be run again as it was; other input as a record of its text")
    func deadLetters() throws {
        func letter(_ format: String, _ text: String, path: String) throws -> String {
            let item = try #require(try items(of: format, text.utf8, path: path).first)
            let reader = InputItemReader(published: "2024-03-05")
            return String(decoding: reader.deadLetter(reader.read(item), item), as: UTF8.self)
        }
        #expect(
            try letter("jsonl", "{\"text\": 5 ,\"x\":1}\n", path: "a.jsonl") == "{\"text\": 5 ,\"x\":1}\n")
        #expect(try letter("jsonl", "no json", path: "a.jsonl") == "no json\n")
        #expect(
            try letter("text", "He said \"no\".\n", path: "in/a.txt")
                == #"{"id":"a","published":"2024-03-05","text":"He said \"no\".\n"}"# + "\n")
        #expect(
            try letter("nitf", "<nitf><title>Storm</title><p>It fell.</p></nitf>", path: "a.xml")
                == #"{"id":"a","headline":"Storm","published":"2024-03-05","extractor":"nitf","text":"It fell."}"#
                + "\n")
        #expect(
            try letter("csv", "id,text,n\n1,\"A \"\"b\"\"\",\n", path: "in/t.csv")
                == #"{"id":"1","text":"A \"b\""}"# + "\n")
        #expect(
            try letter("csv", "id,text\n1\n", path: "in/t.csv") == #"{"id":"t.csv:1","source":"t.csv"}"#
                + "\n")
        #expect(try letter("nitf", "<a/>", path: "in/a.xml") == #"{"id":"a","source":"a"}"# + "\n")
        #expect(
            try letter("json", #"{"id":7,"text":"It fell."}"#, path: "a.json")
                == #"{"id":7,"published":"2024-03-05","text":"It fell."}"# + "\n")
    }

    @Test("what was wrong with an item is an error of its article too")
    func problems() throws {
        var item = try #require(
            try items(of: "jsonl", "{\"text\":\"It fell.\"}\n".utf8, path: "a.jsonl").first)
        item.note("duplicate", "the id occurred before")
        let error = ArticleError(stage: "read", kind: "duplicate", message: "the id occurred before", line: 1)
        let result = InputItemReader().read(item)
        #expect(result.article?.text == "It fell." && result.errors == [error])
        let failed = InputItemReader().read(InputItem(failed: "no such file", source: "a.txt"))
        #expect(failed.article == nil && failed.id == .string("a.txt") && failed.line == nil)
        #expect(failed.errors == [ArticleError(stage: "read", kind: "file", message: "no such file")])
    }
}

@Suite("Tables of articles")
struct TableInputTests {
    private func read(_ format: String, _ text: String, map: String = "") throws -> [ReadResult] {
        try results(of: format, text, path: "in/t.\(format)", InputItemReader(map: try FieldMap(map)))
    }

    @Test("a table without rows has no articles", arguments: ["", "\n\n", "id,text", "id,text\r\n\r\n"])
    func empty(_ text: String) throws { #expect(try read("csv", text).isEmpty) }

    @Test("a row is an article, with columns that have no meaning as other metadata")
    func rows() throws {
        let found = try read(
            "csv",
            "\u{FEFF}id,text,published,section\r\nx,It fell.,2024-03-05,news\r\n7,\"A, \"\"b\"\"\",,\r\n")
        #expect(texts(found) == ["It fell.", "A, \"b\""])
        #expect(found.map(\.id) == [.string("x"), .string("7")])
        #expect(found.map { $0.article?.metadata.published } == ["2024-03-05", nil])
        #expect(found[0].article?.metadata.others == [.init("section", .string("news"))])
        #expect(found[1].article?.metadata.others == [])
        #expect(found.map(\.line) == [1, 2])
    }

    @Test("fields may hold separators and line ends of every kind if they are quoted")
    func quoted() throws {
        let found = try read("csv", "text,id\n\"a,b\r\nc\n\"\"d\"\"\",1\n\"\",2\n")
        #expect(texts(found) == ["a,b\r\nc\n\"d\"", ""])
        #expect(found.map(\.id) == [.string("1"), .string("2")])
    }

    @Test("values separated by tabs may hold commas, and the columns may be mapped")
    func tabs() throws {
        let found = try read(
            "tsv", "nr\tbody\tday\n1\tA, b.\t2024-03-05\n", map: "id=nr,text=body,published=day")
        #expect(texts(found) == ["A, b."])
        #expect(found[0].id == .string("1"))
        #expect(found[0].article?.metadata.published == "2024-03-05")
        #expect(found[0].article?.metadata.others == [])
    }

    @Test("a row that does not fit is an error with its number, and the rows after it are read")
    func ragged() throws {
        let found = try read("csv", "id,text\n1,a,b\n2\n3,ok\n")
        #expect(
            texts(found) == [
                "! the row has 3 columns where the first row names 2",
                "! the row has 1 column where the first row names 2", "ok",
            ])
        #expect(found.map(\.id) == [.string("t.csv:1"), .string("t.csv:2"), .string("3")])
        #expect(found.map(\.line) == [1, 2, 3])
        #expect(found[0].errors.map(\.kind) == ["table"])
    }

    @Test("a table without a column of text says for each row how to name it")
    func noText() throws {
        #expect(
            texts(try read("csv", "id,words\n1,a\n")) == [
                "! the record has no 'text'; name the field that holds it with --map text=FIELD"
            ])
    }

    @Test("a row that is not UTF-8 is read with an error, and the rows after it are read")
    func encoding() throws {
        let bytes = Array("id,text\n1,caf".utf8) + [0xE9] + Array("\n2,ok\n".utf8)
        let found = try items(of: "csv", bytes, path: "t.csv").map(InputItemReader().read)
        #expect(texts(found) == ["café", "ok"])
        #expect(found.map { $0.errors.map(\.kind) } == [["encoding"], []])
    }

    @Test("a line that is not UTF-8 is read with an error, or as the encoding that was named")
    func lineEncoding() throws {
        let bytes = Array("{\"text\":\"caf".utf8) + [0xE9] + Array("\"}\n{\"text\":\"ok\"}\n".utf8)
        let found = try items(of: "jsonl", bytes, path: "t.jsonl").map(InputItemReader().read)
        #expect(texts(found) == ["café", "ok"])
        #expect(found.map { $0.errors.map(\.kind) } == [["encoding"], []])
        let reader = InputItemReader(ReadingOptions(encoding: TextEncoding(label: "latin1")))
        let named = try items(of: "jsonl", bytes, path: "t.jsonl", reader.options).map(reader.read)
        #expect(texts(named) == ["café", "ok"])
        #expect(named.allSatisfy { $0.errors.isEmpty })
    }

    @Test("a line that is too long is an error with its number")
    func longLine() throws {
        let text =
            "{\"text\":\"ok\"}\n{\"text\":\"\(String(repeating: "x", count: 100))\"}\n{\"text\":\"ok\"}"
        let reader = InputItemReader(ReadingOptions(maximumBytes: 50))
        let found = try items(of: "jsonl", text.utf8, path: "t.jsonl", reader.options).map(reader.read)
        #expect(found.map(\.line) == [1, 2, 3])
        #expect(found.map { $0.errors.map(\.kind) } == [[], ["size"], []])
    }

    @Test("the bytes may come in pieces of any size", arguments: [1, 2, 5, 1000])
    func pieces(_ most: Int) throws {
        let text = "id,text\r\n1,\"a\r\n\"\"b\"\"\"\r\n2,é🌊\r\n"
        let found = try items(of: "csv", text.utf8, path: "t.csv", most: most).map(InputItemReader().read)
        #expect(texts(found) == ["a\r\n\"b\"", "é🌊"])
    }
}
