import ArticleModel
import Exchange
import Testing

@Suite("JSON of any shape")
struct JSONInputTests {
    private func read(_ text: String, map: String = "") throws -> [ReadResult] {
        try results(of: "json", text, path: "in/a.json", InputItemReader(map: try FieldMap(map)))
    }

    @Test(
        "records are read as a list, line by line, one after the other, or under the name of a list",
        arguments: [
            #"[{"text":"A b."},{"text":"C d, [e]."}]"#,
            " [ {\"text\":\"A b.\"} ,\n {\"text\":\"C d, [e].\"} ]\n",
            "{\"text\":\"A b.\"}\n{\"text\":\"C d, [e].\"}\n", "{\"text\":\"A b.\"} {\"text\":\"C d, [e].\"}",
            "{\n\"text\":\"A b.\"\n}\n{\n\"text\":\"C d, [e].\"\n}",
            #"{"item":[{"text":"A b."},{"text":"C d, [e]."}]}"#,
            #"{"status":"ok","articles":[{"text":"A b."},{"text":"C d, [e]."}]}"#,
            #"{"data":{"items":[{"item":{"text":"A b."},"meta":1},{"item":{"text":"C d, [e]."}}]}}"#,
        ])
    func shapes(_ text: String) throws {
        for most in [1, 3, 200] {
            let found = try items(of: "json", text.utf8, path: "in/a.json", most: most)
            let results = found.map(InputItemReader().read)
            #expect(texts(results) == ["A b.", "C d, [e]."])
            #expect(results.map(\.id) == [.string("a.json:1"), .string("a.json:2")])
        }
    }

    @Test("an escaped quotation mark and brackets in a string do not end a value")
    func strings() throws {
        #expect(texts(try read(#"[{"text":"a \" ]} \\"},{"text":"b"}]"#)) == [#"a " ]} \"#, "b"])
    }

    @Test(
        "a list that is damaged gives what precedes the damage, and an error",
        arguments: [
            ("[{\"text\":\"a\"},{\"text\":\"b", ["a", "! the file ends within a list of JSON"]),
            ("[{\"text\":\"a\"}", ["a", "! the file ends within a list of JSON"]),
            ("[{\"text\":\"a\"}] x", ["a", "! there is more after the list of the file"]),
            ("[{\"text\":\"a\"}, 5]", ["a", "! it is not a JSON object"]),
            (
                "} {\"text\":\"a\"}",
                ["! not JSON: unexpected token near '}' (byte 1)"]
            ),
            (
                "[{\"text\":\"a\"}}, {\"text\":\"b\"}]",
                ["! not JSON: end of file expected near '}' (byte 13)", "b"]
            ),
            (
                "{\"text\":\"a\"},\"n\":{\"x\":{}}}",
                ["a", "! not JSON: unexpected token near ',' (byte 1)"]
            ),
            ("[]", ["! the list of the file is empty"]), ("", ["! the file is empty"]),
            ("{\"items\":[]}", ["! the list of items is empty"]),
            ("5", ["! the file is not a JSON object or a list of objects"]),
            (
                "{\"text\":\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n",
                ["! not JSON: unexpected token near end of file (byte 8)", "b", "c"]
            ),
        ])
    func damaged(_ sample: (text: String, found: [String])) throws {
        #expect(texts(try read(sample.text)) == sample.found)
    }

    @Test("a value that is too large is an error, and those after it are read")
    func large() throws {
        let text = "[{\"text\":\"\(String(repeating: "a", count: 300))\"},{\"text\":\"b\"}]"
        let options = ReadingOptions(maximumBytes: 100)
        let format = try #require(InputFormats.named("json"))
        let reader = format.items(in: PiecewiseBytes(text.utf8), path: "a.json", options)
        var found: [ReadResult] = []
        while case .item(let item) = try reader.next(waiting: true) {
            found.append(InputItemReader(options).read(item))
        }
        #expect(
            texts(found) == [
                "! the article is larger than 100 bytes; --max-article sets another maximum", "b",
            ])
    }

    @Test("a map names the fields in a file of one record, too")
    func map() throws {
        let record = #"{"id":7,"story":"It fell.","meta":{"day":"2024-03-05"},"section":"news"}"#
        let result = try #require(try read(record, map: "text=story,published=meta.day").first)
        #expect(result.id == .integer(7) && result.article?.text == "It fell.")
        #expect(result.article?.metadata.published == "2024-03-05")
        #expect(result.article?.metadata.others == [.init("section", .string("news"))])
        #expect(try items(of: "json", record.utf8, path: "a.json").map(InputItemReader().id) == [.integer(7)])
    }

    @Test("items of JSON Feed inherit the title, the language and the authors of the feed")
    func jsonFeed() throws {
        let found = try read(
            #"{"version":"https://jsonfeed.org/version/1.1","title":"Port Post","language":"en","authors":[{"name":"Ana Ruiz"}],"items":[{"id":"1","url":"http://port.example/1","title":"Vote","content_html":"<p>A b.</p><p>C d.</p>","date_published":"2024-09-13T08:30:00Z","tags":["x"]},{"id":"2","content_text":"E f.","author":{"name":"Omar Bell"}},{"id":"3","title":"Only this"}]}"#
        )
        #expect(
            texts(found) == [
                "Vote\n\nA b.\nC d.", "E f.",
                "! the record has no 'text'; name the field that holds it with --map text=FIELD",
            ])
        var expected = Metadata()
        (expected.headline, expected.byline) = ("Vote", "Ana Ruiz")
        (expected.published, expected.source) = ("2024-09-13T08:30:00Z", "Port Post")
        (expected.url, expected.language) = ("http://port.example/1", "en")
        expected.others = [.init("tags", .list([.string("x")]))]
        #expect(found[0].article?.metadata == expected)
        #expect(found[1].article?.metadata.byline == "Omar Bell")
        #expect(found[2].metadata.headline == "Only this")
    }
}

@Suite("Names of fields that other tools use")
struct FieldAliasTests {
    private func read(_ record: String, map: String = "") throws -> ReadResult {
        let reader = InputItemReader(map: try FieldMap(map))
        return try #require(try results(of: "jsonl", record, path: "a.jsonl", reader).first)
    }

    @Test("a missing field is read under another name, with a notice; the value is not repeated")
    func aliases() throws {
        let result = try read(
            #"{"maintext":"It fell.","title":"Storm","authors":["Ana Ruiz","Omar Bell"],"date_publish":"2024-03-05 08:30:00","source_domain":"port.example","url":null,"link":"http://port.example/1","lang":"en","n":1}"#
        )
        let article = try #require(result.article)
        #expect(article.text == "Storm\n\nIt fell.")
        #expect(
            article.metadata.standard.map(\.value.string) == [
                "Storm", "Ana Ruiz, Omar Bell", "2024-03-05T08:30:00", "port.example",
                "http://port.example/1", "en",
            ])
        #expect(article.metadata.others == [.init("n", .integer(1))])
        #expect(
            result.notices.sorted() == [
                "`authors` is read as byline; --map byline=FIELD chooses another field",
                "`date_publish` is read as published; --map published=FIELD chooses another field",
                "`lang` is read as language; --map language=FIELD chooses another field",
                "`link` is read as url; --map url=FIELD chooses another field",
                "`maintext` is read as text; --map text=FIELD chooses another field",
                "`source_domain` is read as source; --map source=FIELD chooses another field",
                "`title` is read as headline; --map headline=FIELD chooses another field",
            ])
    }

    @Test("a field under its own name comes first, and the other is kept as it is")
    func ownName() throws {
        let result = try read(#"{"text":"It fell.","body":"no","headline":"Storm","title":"no"}"#)
        #expect(result.article?.text == "Storm\n\nIt fell." && result.notices == [])
        #expect(
            result.article?.metadata.others == [.init("body", .string("no")), .init("title", .string("no"))])
    }

    @Test("case, blanks and underscores of a name do not matter")
    func spelling() throws {
        let article = try #require(
            try read(
                #"{"Title":"Storm","Text":"It fell.","Publish Date":"2024-03-05","URL":"http://a.example/1"}"#
            )
            .article)
        #expect(article.text == "Storm\n\nIt fell." && article.metadata.others == [])
        #expect(
            article.metadata.standard.map(\.value.string) == ["Storm", "2024-03-05", "http://a.example/1"])
    }

    @Test("a map forbids other names for the field that it names, and for no other")
    func mapped() throws {
        let result = try read(
            #"{"text":"It fell.","title":"Storm","date":"2024-03-05"}"#, map: "published=day")
        #expect(result.article?.metadata.published == nil && result.article?.metadata.headline == "Storm")
        #expect(result.article?.metadata.others == [.init("date", .string("2024-03-05"))])
        #expect(try read(#"{"body":"It fell."}"#, map: "text=story").article == nil)
    }

    @Test("markup under another name is read as markup; a value of another type is no text")
    func values() throws {
        #expect(
            try read(
                #"{"content":{"rendered":"<p>A &amp; b.</p><p>C.</p>"},"title":{"rendered":"T&#8217;s"}}"#
            )
            .article?.text == "T’s\n\nA & b.\nC.")
        #expect(try read(#"{"content":"<p>A.</p>"}"#).article?.text == "A.")
        #expect(try read(#"{"content":"1 < 2 & 3"}"#).article?.text == "1 < 2 & 3")
        #expect(try read(#"{"body":5,"article":{"text":"no"}}"#).article == nil)
        #expect(
            try read(#"{"text":"a","date":1709627400}"#).article?.metadata.published == "2024-03-05T08:30:00Z"
        )
    }
}
