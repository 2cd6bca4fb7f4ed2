import ArticleModel
import Exchange
import Foundation
import System
import Testing

@Suite("What a file is")
struct FileSignatureTests {
    /// The records of a file with these bytes and this name.
    private func read(_ name: String, _ bytes: some Sequence<UInt8>) throws -> [ReadResult] {
        let folder = "/tmp/nightdesk-signature-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        try FileSystem.write(Array(bytes), to: folder + "/" + name)
        let stream = InputStream(try InputSource.find(folder + "/" + name))
        var results: [ReadResult] = []
        stream.forEach(InputItemReader()) { results.append($0) }
        return results
    }

    @Test(
        "the first bytes say the format, whatever the name says",
        arguments: [
            (
                "feed",
                "<?xml version=\"1.0\"?>\n<rss><channel><item><description>It fell.</description></item></channel></rss>"
            ),
            (
                "a.xml",
                "<!-- x --><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><summary>It fell.</summary></entry></feed>"
            ),
            ("a.txt", "<nitf><body><p>It fell.</p></body></nitf>"),
            ("a.txt", "\u{FEFF}<!DOCTYPE html>\n<html><body><p>It fell.</p></body></html>"),
            ("page", "<!-- saved --><HTML><body><p>It fell.</p></body></HTML>"),
            ("page.xml", "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><p>It fell.</p></body></html>"),
            ("a.txt", "{\"text\": \"It fell.\"}"), ("a.jsonl", "[{\"text\": \"It fell.\"}]"),
            ("a.jsonl", "{\"text\": \"It fell.\"}\n"), ("a.json", "{\"text\": \"It fell.\"}\n"),
            ("a.txt", "It fell."), ("a", "It fell."),
        ])
    func formats(_ sample: (name: String, text: String)) throws {
        #expect(texts(try read(sample.name, sample.text.utf8)) == ["It fell."])
    }

    @Test("compressed bytes are decompressed under any name")
    func compressed() throws {
        let packed = ArchiveFixture.gzip(Array("{\"text\": \"It fell.\"}\n".utf8))
        #expect(texts(try read("a.jsonl", packed)) == ["It fell."])
        #expect(texts(try read("a", packed)) == ["It fell."])
        let zip = ArchiveFixture.zip([("x.txt", "It fell.")])
        #expect(texts(try read("articles", zip)) == ["It fell."])
    }

    @Test(
        "text that only looks like another format stays text",
        arguments: [
            "[Update] It fell.", "{It fell.}", "From Port Alder, by Ana Ruiz: it fell.", "< 5 fell.",
            "By: Ana Ruiz\nDate: Monday\n\nIt fell.", "PK fell.",
        ])
    func plain(_ text: String) throws {
        #expect(try read("a.txt", text.utf8).map { $0.article?.text } == [text])
    }

    @Test(
        "a format that is not read is an error that says what to do",
        arguments: [
            ("a.pdf", "%PDF-1.7\n", "PDF", "give --via 'pdftotext - -'"),
            ("a.rtf", "{\\rtf1 a}", "RTF", "give --via 'pandoc -f rtf -t plain'"),
            (
                "a.eml", "From: Ana <a@b>\nMIME-Version: 1.0\n\nIt fell.", "mail",
                "give --via with a command that does"
            ),
            (
                "a.mbox", "From a@b Fri Sep 13 08:30:00 2024\nMessage-ID: <1>\nTo: c\n\nIt fell.", "mail",
                "give --via with a command that does"
            ),
            (
                "a.sgm", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>It fell.</REUTERS>", "SGML",
                "give --via with a command that does"
            ),
            (
                "a.docx", "PK\u{3}\u{4}....[Content_Types].xml", "a document of Microsoft Office (DOCX)",
                "give --via 'pandoc -f docx -t plain'"
            ),
            (
                "a.txt", "PK\u{3}\u{4}....mimetypeapplication/epub+zip", "EPUB",
                "give --via 'pandoc -f epub -t plain'"
            ),
        ])
    func unread(_ sample: (name: String, text: String, what: String, advice: String)) throws {
        #expect(
            texts(try read(sample.name, sample.text.utf8)) == [
                "! the file is \(sample.what), which is not read: convert it to plain text, or \(sample.advice)"
            ])
    }

    @Test("a command makes plain text of a file; its failure is an error")
    func command() throws {
        let folder = "/tmp/nightdesk-via-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        try FileSystem.write(Array("{\"text\":\"it fell.\"}".utf8), to: folder + "/a.unknown")
        func read(_ command: String) throws -> [String] {
            var skipped = SkippedFiles()
            let stream = InputStream(try InputSource.find(folder, through: command, skipped: &skipped))
            var results: [ReadResult] = []
            stream.forEach(InputItemReader()) { results.append($0) }
            return texts(results)
        }
        #expect(try read("tr a-z A-Z") == ["{\"TEXT\":\"IT FELL.\"}"])
        #expect(
            try read("cat >/dev/null; exit 3") == [
                "! \(folder)/a.unknown: the command `cat >/dev/null; exit 3` ended with exit code 3"
            ])
    }
}
