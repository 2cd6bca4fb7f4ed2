import Foundation
import Testing

@Suite("Damaged, odd and hostile input")
struct DamagedInputTests {
    private func messages(_ result: Program.Result) throws -> [[String]] {
        try result.lines.map { line in
            let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let errors = record?["errors"] as? [[String: Any]] ?? []
            return errors.map { "\($0["kind"] ?? ""): \($0["message"] ?? "")" }
        }
    }

    @Test("a damaged input is read as far as it goes, and the exit code is 1")
    func damaged() throws {
        let scratch = try Scratch()
        let path = try scratch.write("t.csv", "id,text\n1,A b.\n2,\"C d.\n3,E f.\n")
        let result = try Program.run(["run", path, "--plugin", "dates"])
        #expect(result.code == 1)
        #expect(
            try messages(result) == [
                [],
                [
                    "damaged: the quote that opens in line 3 is not closed; close it, and write a quote within a field twice"
                ], [],
            ])
        #expect(result.log.contains("nightdesk: part of the input could not be read"))
        // An article that is no article is not damage.
        let line = try scratch.write("t.jsonl", "{\"id\":1}\n")
        #expect(try Program.run(["run", line, "--plugin", "dates"]).code == 0)
    }

    @Test("folders say what they skip")
    func folders() throws {
        let scratch = try Scratch()
        try scratch.write("in/a.txt", "A b.")
        try scratch.write("in/b.log", "x")
        #expect(mkfifo(scratch.path("in/pipe.txt"), 0o600) == 0)
        #expect(symlink(".", scratch.path("in/loop")) == 0)
        let result = try Program.run(["run", scratch.path("in"), "--plugin", "dates"])
        #expect(result.code == 0)
        #expect(result.lines.count == 1)
        #expect(
            result.log.replacing(scratch.path("in") + "/", with: "").split(separator: "\n") == [
                "nightdesk: skipped loop: a link to a folder that is read already",
                "nightdesk: skipped pipe.txt: a named pipe",
                "skipped 1 file of unknown formats: 1 .log",
            ])
    }

    @Test("--encoding names the encoding of text that is not UTF-8")
    func encoding() throws {
        let scratch = try Scratch()
        let path = try scratch.write("t.txt", [0xA3] + Array("d".utf8))
        let result = try Program.run(["run", path, "--plugin", "dates", "--encoding", "ISO-8859-2"])
        #expect(result.lines.first?.contains("\"text\":\"Łd\"") == true)
        #expect(try messages(result) == [[]])
        let wrong = try Program.run(["run", path, "--encoding", "klingon"])
        #expect(wrong.code == 2)
        #expect(wrong.log.contains("--encoding: \"klingon\" is not an encoding of the web"))
    }

    @Test(
        "--max-article is the maximum size of an article",
        arguments: [("1k", false), ("1M", true), ("2000", true)])
    func size(_ sample: (size: String, isRead: Bool)) throws {
        let scratch = try Scratch()
        let path = try scratch.write("t.txt", String(repeating: "x", count: 1500))
        let result = try Program.run(["run", path, "--plugin", "dates", "--max-article", sample.size])
        #expect(result.code == 0)
        #expect(
            try messages(result) == [
                sample.isRead
                    ? [] : ["size: the article is larger than 1024 bytes; --max-article sets another maximum"]
            ])
        #expect(try Program.run(["run", path, "--max-article", "lots"]).code == 2)
    }

    @Test("a file starts no program, whatever its first bytes are")
    func programs() throws {
        let scratch = try Scratch()
        for name in ["lrzip", "grzip", "lzop", "uncompress", "gzip"] {
            try scratch.write("bin/\(name)", "#!/bin/sh\ntouch '\(scratch.path("ran"))'\n")
            #expect(chmod(scratch.path("bin/\(name)"), 0o755) == 0)
        }
        let magic: [[UInt8]] = [
            Array("LRZI".utf8) + [0, 6], Array("GRZipII".utf8) + [0, 2, 4, 0x3A, 0x29],
            [0x89, 0x4C, 0x5A, 0x4F, 0, 0x0D, 0x0A, 0x1A, 0x0A],
        ]
        for (number, bytes) in magic.enumerated() {
            try scratch.write("in/\(number).txt.gz", bytes + [UInt8](repeating: 0, count: 100))
            try scratch.write("in/\(number).zip", bytes + [UInt8](repeating: 0, count: 100))
            try scratch.write("in/\(number).txt.bz2", bytes + [UInt8](repeating: 0, count: 100))
        }
        // Whether it can be read does not matter.
        _ = try Program.run(
            ["run", scratch.path("in"), "--plugin", "dates"], environment: ["PATH": scratch.path("bin")])
        #expect(!FileManager.default.fileExists(atPath: scratch.path("ran")))
    }
}
