import Foundation
import System
import Testing

/// A folder that goes away with the test.
final class Folder {
    let path: String

    init() throws {
        path = "/tmp/nightdesk-system-\(UUID().uuidString)"
        try FileSystem.makeFolder(path)
    }

    deinit { FileSystem.removeFolder(path) }

    func path(_ name: String) -> String { Path.join(path, name) }
}

@Suite("Files, lines and output")
struct FileTests {
    @Test(
        "parts of paths",
        arguments: [
            ("a/b.TXT", "b.TXT", "a", "b", "txt"), ("b", "b", ".", "b", ""), ("/x", "x", "/", "x", ""),
            ("a/.hidden", ".hidden", "a", ".hidden", ""), ("a/b.tar.gz", "b.tar.gz", "a", "b.tar", "gz"),
        ])
    func paths(_ sample: (path: String, name: String, parent: String, stem: String, ending: String)) {
        #expect(Path.name(sample.path) == sample.name)
        #expect(Path.parent(sample.path) == sample.parent)
        #expect(Path.stem(sample.path) == sample.stem)
        #expect(Path.fileExtension(sample.path) == sample.ending)
    }

    @Test("writing, reading, listing, renaming and removing")
    func files() throws {
        let folder = try Folder()
        try FileSystem.makeFolder(folder.path("deep/er"))
        try FileSystem.write(Array("é".utf8), to: folder.path("deep/b"))
        try FileSystem.append(Array("x".utf8), to: folder.path("deep/b"))
        try FileSystem.write([], to: folder.path("deep/.hidden"))
        #expect(try FileSystem.read(folder.path("deep/b")) == Array("éx".utf8))
        #expect(try FileSystem.list(folder.path("deep")) == ["b", "er"])
        #expect(FileSystem.kind(of: folder.path("deep")) == .folder)
        #expect(FileSystem.size(of: folder.path("deep/b")) == 3)
        try FileSystem.rename(folder.path("deep/b"), to: folder.path("c"))
        #expect(FileSystem.kind(of: folder.path("deep/b")) == nil)
        #expect(FileSystem.glob(folder.path("[a-c]")) == [folder.path("c")])
        FileSystem.remove(folder.path("c"))
        let error = #expect(throws: FileSystem.Failure.self) { try FileSystem.read(folder.path("c")) }
        #expect(error?.description == "\(folder.path("c")): No such file or directory")
    }

    @Test("lines end with LF or CR LF; a byte order mark is dropped; a last line needs no end")
    func lines() throws {
        let folder = try Folder()
        let path = folder.path("lines")
        try FileSystem.write([0xEF, 0xBB, 0xBF] + Array("one\r\n\ntwo\nthree".utf8), to: path)
        let reader = try LineReader(path: path)
        var lines: [String] = []
        while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        #expect(lines == ["one", "", "two", "three"])
        #expect(reader.number == 4)
    }

    @Test("an output file has its name when it is complete, and resumes at a position")
    func output() throws {
        let folder = try Folder()
        let path = folder.path("out")
        do {
            let file = try OutputFile(path: path)
            try file.write(Array("kept, lost".utf8))
            try file.sync()
            #expect(file.position == 10)
        }
        #expect(FileSystem.kind(of: path) == nil)
        let file = try OutputFile(path: path, from: 5)
        try file.write(Array("new".utf8))
        try file.complete()
        #expect(try FileSystem.read(path) == Array("kept,new".utf8))
        #expect(FileSystem.kind(of: OutputFile.partialPath(path)) == nil)
        let error = #expect(throws: OutputFile.Failure.self) { try OutputFile(path: folder.path("no/out")) }
        #expect(error?.description == "cannot write \(folder.path("no/out")): No such file or directory")
    }

    @Test("a durable log continues, or starts over")
    func log() throws {
        let folder = try Folder()
        let path = folder.path("log")
        try DurableLog(path: path, isContinued: false).append(Array("a\n".utf8))
        try DurableLog(path: path, isContinued: true).append(Array("b\n".utf8))
        #expect(try FileSystem.read(path) == Array("a\nb\n".utf8))
        try DurableLog(path: path, isContinued: false).append(Array("c\n".utf8))
        #expect(try FileSystem.read(path) == Array("c\n".utf8))
    }

    @Test("the hash depends on every byte and on the parts, and is the same in every process")
    func hash() {
        func hash(_ parts: [String]) -> UInt64 {
            var hash = ContentHash()
            for part in parts { hash.add(Array(part.utf8)) }
            return hash.value
        }
        #expect(hash(["Port Alder"]) == hash(["Port Alder"]))
        #expect(Set([["Port Alder"], ["Port Aldes"], ["Port ", "Alder"], [], [""]].map(hash)).count == 5)
    }
}
