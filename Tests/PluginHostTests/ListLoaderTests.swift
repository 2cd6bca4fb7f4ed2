import ArticleModel
import PluginHost
import System
import Testing

@Suite("Lists that plugins make")
struct ListLoaderTests {
    /// The entries with their features, or the error, that `desk.rows` gives for a file.
    private func rows(_ file: String, _ text: String) throws -> [String] {
        let fixture = try PluginFixture()
        try fixture.write("sample/\(file)", text)
        let result = try annotate([
            fixture.sample(
                """
                for _, row in ipairs(desk.rows("\(file)")) do
                  local parts = {}
                  for key, value in pairs(row) do parts[#parts + 1] = key .. "=" .. value end
                  table.sort(parts)
                  print(table.concat(parts, " "))
                end
                """)
        ])
        return result.log.map { String($0.dropFirst("sample: ".count)) }
            + result.record.errors.map { error in
                error.message.drop { $0 != " " }.dropFirst().description
            }
    }

    @Test(
        "files of each type",
        arguments: [
            // one entry a line
            (
                "l.txt", "Ana\n\n  Bo Lind\n# a comment\n#hash\n",
                ["entry=Ana", "entry=Bo Lind", "entry=#hash"]
            ),
            ("l.txt", "Ana\r\nBo\r\n", ["entry=Ana", "entry=Bo"]), ("l.txt", "", []), ("l.txt", "\n \n", []),
            ("l.txt", "\u{FEFF}Ana\nBo", ["entry=Ana", "entry=Bo"]),
            ("l.TXT", "Été, a b\tc\n", ["entry=Été, a b\tc"]),
            // columns
            ("l.csv", "name,kind\nAna,x\nBo,\nCy\n", ["entry=Ana kind=x", "entry=Bo", "entry=Cy"]),
            ("l.csv", "\u{FEFF}name,kind\nAna,x\n", ["entry=Ana kind=x"]),
            ("l.csv", "name\n", []),
            ("l.csv", "name,kind\r\n\"a\r\nb\",\"x,\"\"y\"\"\"\r\n", ["entry=a\r\nb kind=x,\"y\""]),
            (
                "l.tsv", "name\tkind\tplace\nAna\t\tAlder\n# c\n\"Bo\"\tx\n",
                ["entry=Ana place=Alder", "entry=\"Bo\" kind=x"]
            ),
            // objects
            (
                "l.jsonl",
                "{\"entry\":\"Ana\",\"n\":3,\"x\":2.5,\"yes\":true,\"no\":false,\"nil\":null,\"list\":[1]}\n",
                ["entry=Ana n=3 x=2.5 yes=1"]
            ),
            ("l.jsonl", "# c\n\n{\"kind\":\"x\",\"entry\":\"Bo\"}\r\n  \n", ["entry=Bo kind=x"]),
            ("l.jsonl", "\u{FEFF}{\"entry\":\"a\u{2028}b\"}\n", ["entry=a\u{2028}b"]), ("l.jsonl", "", []),
        ])
    func files(_ sample: (file: String, text: String, expected: [String])) throws {
        #expect(try rows(sample.file, sample.text) == sample.expected)
    }

    @Test(
        "mistakes name the file and its line as an editor counts them",
        arguments: [
            (
                "l.jsonl", "# c\n\n{\"entry\":\"a\"}\n{\"text\":\"b\"}\n",
                "list file 'l.jsonl', line 4: not an object with an \"entry\""
            ),
            (
                "l.jsonl", "{\"entry\":\"a\"}\r\n{\"entry\":\r\n",
                "list file 'l.jsonl', line 2: not an object with an \"entry\""
            ),
            ("l.jsonl", "[1]", "list file 'l.jsonl', line 1: not an object with an \"entry\""),
            ("l.csv", "# c\na,b\n\nx,y,z\n", "list file 'l.csv', line 4: \"x\" has 3 columns, the header 2"),
            ("l.csv", "", "list file 'l.csv' has no header line"),
            ("l.tsv", "# only a comment\n", "list file 'l.tsv' has no header line"),
            ("l.json", "{}", "list file 'l.json': lists are .tsv, .csv, .jsonl or .txt files"),
            ("l", "a", "list file 'l': lists are .tsv, .csv, .jsonl or .txt files"),
        ])
    func mistakes(_ sample: (file: String, text: String, message: String)) throws {
        #expect(try rows(sample.file, sample.text) == [sample.message])
    }

    @Test("a file that is not UTF-8 is an error")
    func encoding() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.sample("desk.list('l', 'l.txt')")
        try FileSystem.write([0x41, 0xFF, 0x0A], to: fixture.root + "/sample/l.txt")
        #expect(
            try annotate([folder]).record.errors.map(\.message) == [
                "sample/init.lua:3:3: list file 'l.txt' is not UTF-8"
            ])
    }

    /// What a plugin prints that makes a list in its `init.lua`.
    private func log(_ source: String, files: [String: String] = [:], folder: String? = nil) throws
        -> [String]
    {
        let fixture = try PluginFixture()
        for (name, text) in files { try fixture.write("sample/\(name)", text) }
        return try annotate([fixture.sample(source)]).log.map { String($0.dropFirst("sample: ".count)) }
    }

    @Test("a table's entries keep their order and features; numbers and booleans become text")
    func table() throws {
        #expect(
            try log(
                """
                local l = desk.list("l", { "Ana", { "Bo", rank = 3, x = 2.5, yes = true, no = false }, { "Cy", rank = "9" } })
                  print(#l, l.name, l:get("Ana").entry, l:get("Ana").rank)
                  local bo = l:get("Bo") print(bo.entry, bo.rank, bo.x, bo.yes, bo.no)
                  print(l:has("bo"), l:has("Bo Cy"), l:get("Di"))
                """) == ["3\tl\tAna\tnil", "Bo\t3\t2.5\ttrue\tfalse", "false\tfalse\tnil"])
    }

    @Test("options say how entries are compared and which rows are taken")
    func options() throws {
        #expect(
            try log(
                """
                local l = desk.list("l", "l.csv", { case = "ignore", plural = true, possessive = true,
                    where = function(entry, features) return entry ~= "cat" and features.kind == "x" end })
                  print(#l, l:has("DOG"), l:has("dogs"), l:has("dog's"), l:has("cat"), l:has("cow"))
                """, files: ["l.csv": "name,kind\ndog,x\ncat,x\ncow,y\n"]) == [
                    "1\ttrue\ttrue\ttrue\tfalse\tfalse"
                ])
    }

    @Test("a later list of the same name hides the earlier one, whose handle still works")
    func sameName() throws {
        #expect(
            try log(
                """
                local old = desk.list("l", { "Ana" })
                  desk.list("l", { "Ruiz" })
                  print(old:has("Ana"), #article:matches("#l"), article:matches("#l")[1].text)
                """) == ["true\t1\tRuiz"])
    }

    @Test("a long list is compiled once, and again when an entry, an option or the compiled file changes")
    func compiled() throws {
        let fixture = try PluginFixture()
        let lists = fixture.root + "/lists"
        func run(_ first: String, _ options: String = "{}") throws -> [String] {
            let folder = try fixture.sample(
                """
                local t = { "\(first)" } for i = 1, 150 do t[#t + 1] = { "Name" .. i, kind = "k" .. i } end
                  local l = desk.list("l", t, \(options)) print(#l, l:has("Port Alder"), l:get("Name7").kind)
                """)
            let workbench = try Workbench()
            workbench.listFolder = lists
            var lines: [String] = []
            workbench.log = { lines.append($1) }
            try workbench.load([folder])
            workbench.open(Article(id: .integer(1), utf8: []))
            #expect(workbench.run(workbench.plugins[0]) == nil)
            return lines
        }
        #expect(try run("Port Alder") == ["151\ttrue\tk7"] && FileSystem.list(lists).count == 1)
        #expect(try run("Port Alder") == ["151\ttrue\tk7"] && FileSystem.list(lists).count == 1)
        #expect(try run("Elm Hill") == ["151\tfalse\tk7"] && FileSystem.list(lists).count == 2)
        #expect(try run("Port Alder", "{ plural = true }") == ["151\ttrue\tk7"])
        #expect(try FileSystem.list(lists).count == 3)
        // A compiled file that is cut off or not one at all is made again.
        for name in try FileSystem.list(lists) {
            let bytes = try FileSystem.read(lists + "/" + name)
            try FileSystem.write(Array(bytes.prefix(300)), to: lists + "/" + name)
        }
        #expect(try run("Port Alder") == ["151\ttrue\tk7"])
        for name in try FileSystem.list(lists) { try FileSystem.write([], to: lists + "/" + name) }
        #expect(try run("Elm Hill") == ["151\tfalse\tk7"])
    }
}
