import ArticleModel
import Diagnostics
import Exchange
import Foundation
import System
import Testing

@Suite("Sources of input")
struct InputSourceTests {
    private func inFolder<R>(_ names: [String], _ body: (String) throws -> R) throws -> R {
        let folder = "/tmp/nightdesk-source-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        for name in names {
            if name.contains("/") { try FileSystem.makeFolder(folder + "/" + Path.parent(name)) }
            if !name.hasSuffix("/") {
                try FileSystem.write(Array("{\"text\":\"\(name)\"}\n".utf8), to: folder + "/" + name)
            }
        }
        return try body(folder)
    }

    /// The sources of an argument as the name of the file and the format.
    private func found(_ argument: String, plainText: Bool = false) throws -> [String] {
        let sources = try InputSource.find(argument, plainText: plainText)
        return sources.map { "\(Path.name($0.path)) \($0.format.name)" }
    }

    @Test(
        "the name of a file says its format, whether it is compressed, and whether it is one article",
        arguments: [
            ("a.txt", "text one"), ("a.TXT", "text one"), ("dir.zip/a.html", "html one"),
            ("a.htm", "html one"),
            ("a.xhtml", "html one"), ("a.json", "json one"), ("a.nitf", "nitf one"), ("a.xml", "nitf one"),
            ("a.jsonl", "jsonl many"), ("a.ndjson", "jsonl many"), ("a.csv", "csv many"),
            ("a.tsv", "tsv many"),
            ("a.warc", "warc many"), ("a.arc", "warc many"), ("a.warc.wet.gz", "warc packed many"),
            ("a.wacz", "archive many"), ("a.txt.lz4", "text packed many"), ("a.zip", "archive many"),
            ("a.tar", "archive many"),
            ("a.tgz", "archive many"), ("a.tar.gz", "archive packed many"), ("a.warc.gz", "warc packed many"),
            ("a.txt.zst", "text packed many"), ("a.jsonl.BZ2", "jsonl packed many"),
            ("a.csv.xz", "csv packed many"),
            ("a", nil), ("a.", nil), (".txt", nil), ("a.gz", nil), ("a.doc", nil), ("a.doc.gz", nil),
            ("", nil),
            ("a.txt.gz.gz", nil),
        ] as [(String, String?)])
    func named(_ sample: (path: String, description: String?)) {
        let source = InputSource.named(sample.path)
        let description = source.map {
            "\($0.format.name)\($0.isPacked ? " packed" : "") \($0.isSingle ? "one" : "many")"
        }
        #expect(description == sample.description)
        #expect(source == nil || source?.path == sample.path)
    }

    @Test("a folder gives the files with articles in it and below it, in order of their names")
    func folder() throws {
        let names = ["b.txt", "a.jsonl", "notes.doc", "c/z.csv", "c/d/y.html", "C.txt"]
        try inFolder(names) { (folder) throws in
            #expect(
                try found(folder) == [
                    "C.txt text", "a.jsonl jsonl", "b.txt text", "y.html html", "z.csv csv",
                ])
            #expect(
                try found(folder, plainText: true)
                    == ["C.txt text", "a.jsonl text", "b.txt text", "y.html text", "z.csv text"])
        }
    }

    @Test("links in circles, pipes and files of unknown formats are passed over, and said")
    func skipped() throws {
        try inFolder(["a.txt", "b.doc", "c/d.doc", "c/e.log", "c/none", "c/f.txt"]) { (folder) throws in
            #expect(symlink(".", folder + "/again") == 0)
            #expect(symlink("../c", folder + "/c/circle") == 0)
            #expect(symlink("nowhere", folder + "/gone.txt") == 0)
            #expect(symlink("/dev/zero", folder + "/zero.txt") == 0)
            #expect(mkfifo(folder + "/pipe.txt", 0o600) == 0)
            var skipped = SkippedFiles()
            let sources = try InputSource.find(folder, skipped: &skipped)
            #expect(sources.map { $0.path.replacing(folder + "/", with: "") } == ["a.txt", "c/f.txt"])
            #expect(
                skipped.messages.map { $0.replacing(folder + "/", with: "") } == [
                    "skipped again: a link to a folder that is read already",
                    "skipped c/circle: a link to a folder that is read already",
                    "skipped gone.txt: No such file or directory", "skipped pipe.txt: a named pipe",
                    "skipped zero.txt: a device",
                ])
            #expect(
                skipped.summary
                    == "skipped 4 files of unknown formats: 2 .doc, 1 without an extension, 1 .log")
        }
    }

    @Test("a glob gives the files that fit, and the files of folders that fit")
    func glob() throws {
        try inFolder(["a1.txt", "a2.txt", "b.txt", "ax/in.txt"]) { (folder) throws in
            #expect(try found(folder + "/a*") == ["a1.txt text", "a2.txt text", "in.txt text"])
        }
    }

    @Test("a file that is named is read, as plain text if its name says nothing")
    func file() throws {
        try inFolder(["notes.doc", "a.jsonl"]) { (folder) throws in
            #expect(try found(folder + "/notes.doc") == ["notes.doc text"])
            #expect(try found(folder + "/a.jsonl") == ["a.jsonl jsonl"])
            #expect(try found(folder + "/a.jsonl", plainText: true) == ["a.jsonl text"])
        }
    }

    @Test("standard input is JSON Lines unless plain text was asked for")
    func standardInput() throws {
        #expect(try found("-") == ["- jsonl"])
        #expect(try found("-", plainText: true) == ["- text"])
    }

    @Test("what cannot be found is an error that names it")
    func missing() throws {
        try inFolder(["notes.doc", "empty/"]) { (folder) throws in
            #expect(throws: Diagnostic(.input, "\(folder)/no.txt: No such file or directory")) {
                try InputSource.find(folder + "/no.txt")
            }
            #expect(throws: Diagnostic(.input, "\(folder)/x*: No such file or directory")) {
                try InputSource.find(folder + "/x*")
            }
            #expect(throws: Diagnostic(.input, "\(folder): there is no file with articles in the folder")) {
                try InputSource.find(folder)
            }
        }
    }

    @Test("sources are read one after the other; one that cannot be opened is one error among the others")
    func stream() throws {
        try inFolder(["a.jsonl", "b.txt"]) { (folder) throws in
            let sources = ["a.jsonl", "gone.jsonl", "b.txt", "gone.zip"].compactMap {
                InputSource.named(folder + "/" + $0)
            }
            let stream = InputStream(sources)
            var found: [String] = []
            while case .item(let item) = stream.next() {
                #expect(!stream.isStandardInput)
                found.append(
                    "\(item.source) \(item.number) \(item.isUnreadable) \(String(decoding: item.bytes, as: UTF8.self))"
                )
            }
            #expect(
                found.map { $0.replacing("\n", with: "") } == [
                    "a.jsonl 1 false {\"text\":\"a.jsonl\"}", "gone 0 true ",
                    "b 0 false {\"text\":\"b.txt\"}",
                    "gone 0 true ",
                ])
        }
    }

    @Test("a file that cannot be opened is an error with its path and the reason")
    func unreadable() throws {
        let stream = InputStream([try #require(InputSource.named("/tmp/nightdesk-none/a.jsonl"))])
        guard case .item(let item) = stream.next() else { throw Missing() }
        let result = InputItemReader().read(item)
        #expect(result.article == nil && result.id == .string("a"))
        #expect(
            result.errors.map(\.message) == ["/tmp/nightdesk-none/a.jsonl: No such file or directory"])
        guard case .end = stream.next() else { throw Missing() }
    }

    private struct Missing: Error {}
}
