import ArticleModel
import Exchange
import Foundation
import System
import Testing

@Suite("Archives and compressed files")
struct ArchiveInputTests {
    /// Writes a file, reads it as the program does, and removes it: ids and texts.
    private func read(_ name: String, _ bytes: [UInt8]) throws -> [String] {
        let folder = "/tmp/nightdesk-archive-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        try FileSystem.write(bytes, to: folder + "/" + name)
        let source = try #require(InputSource.named(folder + "/" + name))
        let stream = InputStream([source])
        var found: [String] = []
        while case .item(let item) = stream.next() {
            let result = InputItemReader().read(item)
            let failure = result.errors.map(\.message).joined().replacing(folder + "/", with: "")
            // The reason comes from the library that reads archives.
            let message = item.isUnreadable ? failure.prefix { $0 != ":" } + ": …" : failure[...]
            found.append("\(result.id) = \(result.article?.text ?? "! \(message)")")
        }
        return found
    }

    private let members = [
        ("wire/", ""), ("wire/one.txt", "It fell."),
        ("wire/two.jsonl", "{\"text\":\"A b.\"}\n{\"id\":7,\"text\":\"C d.\"}\n"),
        ("wire/readme.doc", "no"), ("three.csv", "id,text\nx,E f.\n"), ("empty.txt", ""), ("none.jsonl", ""),
    ]

    private let found = [
        "one = It fell.", "two.jsonl:1 = A b.", "7 = C d.", "x = E f.", "empty = ",
    ]

    @Test("every file of a format that is known is read, in the order of the archive")
    func order() throws {
        #expect(try read("all.tar", ArchiveFixture.tar(members)) == found)
        #expect(try read("all.zip", ArchiveFixture.zip(members)) == found)
        #expect(try read("all.tgz", ArchiveFixture.gzip(ArchiveFixture.tar(members))) == found)
        #expect(try read("all.tar.gz", ArchiveFixture.gzip(ArchiveFixture.tar(members))) == found)
    }

    @Test("compressed files in an archive are read, and a crawl as WACZ is read without its lists")
    func packedMembers() throws {
        let packed = ArchiveFixture.gzip(Array("{\"text\":\"A b.\"}\n".utf8))
        #expect(
            try read("a.zip", ArchiveFixture.zip([("x.jsonl.gz", packed), ("y.txt", Array("C d.".utf8))]))
                == ["x.jsonl.gz:1 = A b.", "y = C d."])
        let text =
            "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nIt fell.\r\n\r\n"
        let crawl = ArchiveFixture.zip([
            ("pages/pages.jsonl", Array("{\"format\":\"json-pages-1.0\"}\n".utf8)),
            ("archive/data.warc.gz", ArchiveFixture.gzip(Array(text.utf8))),
            ("datapackage.json", Array("{}".utf8)),
        ])
        #expect(try read("c.wacz", crawl) == ["data.warc.gz:1 = It fell."])
    }

    @Test("a file in an archive that is damaged is an error, and those after it are read")
    func damagedMember() throws {
        var bytes = ArchiveFixture.zip([("a.txt", "A b."), ("b.txt", "C d.")])
        // A letter of the first file: its sum does not fit any more.
        let place = try #require(bytes.firstRange(of: Array("A b.".utf8))).lowerBound
        bytes[place] = UInt8(ascii: "X")
        let found = try read("a.zip", bytes)
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("a = ") && found[0] != "a = X b.")
        #expect(found[1] == "b = C d.")
    }

    @Test("damage in a compressed crawl costs one record")
    func damagedCrawl() throws {
        func record(_ text: String) -> [UInt8] {
            ArchiveFixture.gzip(
                Array(
                    "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)\r\n\r\n"
                        .utf8))
        }
        var wrong = record("It is lost.")
        wrong[wrong.count - 8] ^= 0xFF
        let found = try read("c.warc.gz", record("It fell.") + wrong + record("It rose."))
        #expect(found.first == "c.warc.gz:1 = It fell.")
        #expect(found.last?.hasSuffix(" = It rose.") == true)
        #expect(found.count == 4)
        #expect(found.contains { $0.contains("!") })
        let cut = try read("d.warc.gz", record("It fell.") + record("It is cut.").dropLast(14))
        #expect(
            cut.count == 3 && cut[0] == "d.warc.gz:1 = It fell." && cut[1].hasPrefix("d.warc.gz:2 = It is"))
    }

    @Test("an archive without files has no items")
    func empty() throws {
        #expect(try read("a.tar", ArchiveFixture.tar([])) == [])
        #expect(try read("a.zip", ArchiveFixture.zip([(name: String, text: String)]())) == [])
        #expect(try read("a.tar", ArchiveFixture.tar([("only/", "")])) == [])
    }

    @Test("an archive in an archive is skipped, and what follows is read")
    func nested() throws {
        let inner = String(decoding: ArchiveFixture.tar([("x.txt", "inner")]), as: UTF8.self)
        #expect(
            try read("a.tar", ArchiveFixture.tar([("in.tar", inner), ("b.txt", "outer")])) == ["b = outer"])
    }

    @Test("a bad member is an error of its own, and what follows is read")
    func badMember() throws {
        #expect(
            try read("a.zip", ArchiveFixture.zip([("a.json", "["), ("b.xml", "<a>"), ("c.txt", "C d.")])) == [
                "a.json:1 = ! the file ends within a list of JSON: …",
                "b = ! the file is XML with the root <a>, which is not read; RSS, Atom, NewsML-G2, NewsML 1 and NITF are: …",
                "c = C d.",
            ])
    }

    @Test("an archive that is cut short gives what can be read and then one error")
    func truncated() throws {
        let tar = ArchiveFixture.tar([("a.txt", "A b."), ("b.txt", String(repeating: "long ", count: 300))])
        #expect(try read("t.tar", Array(tar.prefix(512 * 4))) == ["a = A b.", "t.tar = ! t.tar: …"])
        let packed = ArchiveFixture.gzip(tar)
        // How much is unpacked before the end is noticed is up to the library.
        let found = try read("t.tgz", Array(packed.prefix(512 * 4)))
        #expect(found.last?.hasSuffix(" = ! t.tgz: …") == true)
        #expect(found.filter { $0.contains("!") }.count == 1)
    }

    @Test("a file without bytes is not an archive, though it is called one")
    func blank() throws {
        #expect(try read("b.zip", []) == ["b.zip = ! b.zip: …"])
        #expect(try read("b.tgz", ArchiveFixture.gzip([])) == ["b.tgz = ! b.tgz: …"])
    }

    @Test(
        "a file that is called an archive and is none is one error",
        arguments: ["x.zip", "x.tgz", "x.tar.gz"])
    func noArchive(_ name: String) throws {
        let found = try read(name, Array(String(repeating: "This is no archive. ", count: 60).utf8))
        #expect(found.count <= 1)
        #expect(found.allSatisfy { $0.contains(" = ! \(name): …") })
    }

    @Test("a compressed file is read like the file in it, and named after it")
    func packed() throws {
        let lines = "{\"text\":\"A b.\"}\r\n{\"id\":\"x\",\"text\":\"C d.\"}"
        #expect(
            try read("r.jsonl.gz", ArchiveFixture.gzip(Array(lines.utf8))) == [
                "r.jsonl.gz:1 = A b.", "x = C d.",
            ])
        #expect(try read("s.txt.gz", ArchiveFixture.gzip(Array("It fell.".utf8))) == ["s.txt = It fell."])
        #expect(try read("e.txt.gz", ArchiveFixture.gzip([])) == ["e.txt = "])
        #expect(try read("e.jsonl.gz", ArchiveFixture.gzip([])) == [])
    }

    @Test("a compressed file that is cut short is an error")
    func cut() throws {
        let bytes = ArchiveFixture.gzip(Array("{\"text\":\"A b.\"}\n".utf8))
        let found = try read("r.jsonl.gz", Array(bytes.dropLast(14)))
        #expect(found.last?.hasSuffix(" = ! r.jsonl.gz: …") == true)
        #expect(found.filter { $0.contains("!") }.count == 1)
    }
}
