import System
import Testing

@Suite("What can go wrong with files")
struct FileSystemTests {
    private func failure(_ body: () throws -> Void) -> FileSystem.Failure? {
        #expect(throws: FileSystem.Failure.self) { try body() }
    }

    @Test("files of every size are read as they were written", arguments: [0, 1, 4095, 4096, 4097, 100_000])
    func sizes(_ count: Int) throws {
        let folder = try Folder()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try FileSystem.write(bytes, to: folder.path("x"))
        #expect(try FileSystem.read(folder.path("x")) == bytes)
        #expect(FileSystem.size(of: folder.path("x")) == count)
        let mapped = try MappedFile(folder.path("x"))
        #expect(mapped.bytes.elementsEqual(bytes))
    }

    @Test("writing replaces a file as a whole and leaves nothing else")
    func replacing() throws {
        let folder = try Folder()
        try FileSystem.write(Array("long text".utf8), to: folder.path("x"))
        let mapped = try MappedFile(folder.path("x"))
        try FileSystem.write(Array("new".utf8), to: folder.path("x"))
        #expect(try FileSystem.read(folder.path("x")) == Array("new".utf8))
        // What was mapped before is still the old file.
        #expect(mapped.bytes.elementsEqual("long text".utf8))
        #expect(try FileSystem.list(folder.path) == ["x"])
    }

    @Test("failures name the path that is wrong and the system's reason")
    func failures() throws {
        let folder = try Folder()
        try FileSystem.write([], to: folder.path("file"))
        let (missing, file) = (folder.path("none"), folder.path("file"))
        func reason(_ path: String, _ reason: String) -> FileSystem.Failure {
            FileSystem.Failure(path: path, reason: reason)
        }
        #expect(failure { _ = try FileSystem.read(missing) } == reason(missing, "No such file or directory"))
        #expect(failure { _ = try FileSystem.read(folder.path) } == reason(folder.path, "Is a directory"))
        #expect(failure { _ = try FileSystem.read(file + "/x") } == reason(file + "/x", "Not a directory"))
        #expect(failure { _ = try FileSystem.list(missing) } == reason(missing, "No such file or directory"))
        #expect(failure { _ = try FileSystem.list(file) } == reason(file, "Not a directory"))
        #expect(
            failure { try FileSystem.write([], to: missing + "/x") }
                == reason(missing + "/x", "No such file or directory"))
        #expect(
            failure { try FileSystem.append([], to: missing + "/x") }
                == reason(missing + "/x", "No such file or directory"))
        #expect(failure { try FileSystem.makeFolder(file + "/x") } == reason(file, "File exists"))
        #expect(
            failure { try FileSystem.rename(missing, to: file) } == reason(file, "No such file or directory"))
        #expect(failure { _ = try MappedFile(missing) } == reason(missing, "No such file or directory"))
        #expect(
            failure { _ = try DurableLog(path: folder.path, isContinued: true) }
                == reason(folder.path, "Is a directory"))
        #expect(failure { try FileSystem.write([], to: folder.path) }?.path == folder.path)
        #expect(try FileSystem.list(folder.path) == ["file"])
    }

    @Test("a folder where a file is already is an error")
    func folderOverFile() throws {
        let folder = try Folder()
        try FileSystem.write([], to: folder.path("file"))
        #expect(
            failure { try FileSystem.makeFolder(folder.path("file")) }
                == FileSystem.Failure(path: folder.path("file"), reason: "File exists"))
        try FileSystem.makeFolder(folder.path("a/b/c"))
        try FileSystem.makeFolder(folder.path("a/b/c"))
        #expect(FileSystem.kind(of: folder.path("a/b/c")) == .folder)
    }

    @Test("what a path is: a folder, a file, or nothing")
    func kinds() throws {
        let folder = try Folder()
        try FileSystem.write([1], to: folder.path("file"))
        #expect(FileSystem.kind(of: folder.path) == .folder)
        #expect(FileSystem.kind(of: folder.path("file")) == .file)
        #expect(FileSystem.kind(of: "/dev/null") == .file)
        #expect(FileSystem.kind(of: folder.path("none")) == nil)
        #expect(FileSystem.kind(of: "") == nil)
        #expect(FileSystem.size(of: folder.path) == nil)
        #expect(FileSystem.size(of: "/dev/null") == nil)
        #expect(FileSystem.size(of: folder.path("none")) == nil)
    }

    @Test("names are listed and found by bytes, without those that begin with a dot")
    func names() throws {
        let folder = try Folder()
        for name in ["b", "a", "é", "Z", "10", "9", ".x", "a b", "[1]"] {
            try FileSystem.write([], to: folder.path(name))
        }
        #expect(try FileSystem.list(folder.path) == ["10", "9", "Z", "[1]", "a", "a b", "b", "é"])
        #expect(
            FileSystem.glob(folder.path("*")).map(Path.name) == ["10", "9", "Z", "[1]", "a", "a b", "b", "é"])
        #expect(
            FileSystem.glob(folder.path("?")).map(Path.name).filter { $0 != "é" } == ["9", "Z", "a", "b"])
        #expect(FileSystem.glob(folder.path("[0-9]*")).map(Path.name) == ["10", "9"])
        #expect(FileSystem.glob(folder.path("none*")) == [])
    }

    @Test("the stamp of a file changes with its length; without a file there is none")
    func stamps() throws {
        let folder = try Folder()
        try FileSystem.write([1], to: folder.path("x"))
        let first = try #require(FileSystem.stamp(of: folder.path("x")))
        #expect(FileSystem.stamp(of: folder.path("x")) == first)
        #expect(first.size == 1 && first.written > 1_600_000_000_000_000_000)
        try FileSystem.append([2], to: folder.path("x"))
        let second = try #require(FileSystem.stamp(of: folder.path("x")))
        #expect(second.size == 2 && second.written >= first.written)
        #expect(FileSystem.stamp(of: folder.path("none")) == nil)
    }

    @Test("a path is resolved without dots and links")
    func resolved() throws {
        let folder = try Folder()
        let real = try #require(FileSystem.resolve(folder.path))
        try FileSystem.makeFolder(folder.path("a/b"))
        #expect(FileSystem.resolve(folder.path("a/./b/../b")) == real + "/a/b")
        #expect(FileSystem.resolve(folder.path("none")) == nil)
        #expect(FileSystem.resolve("/") == "/")
    }

    @Test("temporary files have names of their own with a suffix, and are empty")
    func temporary() throws {
        let folder = try Folder()
        let first = try #require(FileSystem.makeTemporaryFile(in: folder.path, suffix: ".lua"))
        let second = try #require(FileSystem.makeTemporaryFile(in: folder.path, suffix: ""))
        #expect(first != second && first.hasSuffix(".lua") && first.hasPrefix(folder.path + "/nightdesk-"))
        #expect(try FileSystem.read(first) == [] && FileSystem.read(second) == [])
        #expect(FileSystem.makeTemporaryFile(in: folder.path("none"), suffix: "") == nil)
    }

    @Test("a folder is removed with everything in it, and removing what is not there is no error")
    func removing() throws {
        let folder = try Folder()
        try FileSystem.makeFolder(folder.path("a/b"))
        try FileSystem.write([1], to: folder.path("a/b/c"))
        FileSystem.remove(folder.path("none"))
        FileSystem.removeFolder(folder.path("none"))
        FileSystem.removeFolder(folder.path("a"))
        #expect(FileSystem.kind(of: folder.path("a")) == nil)
        #expect(FileSystem.kind(of: folder.path) == .folder)
    }

    @Test(
        "two parts of a path are joined by one slash",
        arguments: [
            ("a", "b", "a/b"), ("a/", "b", "a/b"), ("", "b", "b"), (".", "b", "b"), ("a", "/b", "/b"),
            ("/", "b", "/b"),
            ("a", "b/c", "a/b/c"), ("..", "b", "../b"),
        ])
    func joining(_ sample: (folder: String, name: String, path: String)) {
        #expect(Path.join(sample.folder, sample.name) == sample.path)
    }

    @Test(
        "parts of odd paths",
        arguments: [
            ("a/b/", "b", "a", "b", ""), ("/", "/", "/", "/", ""), ("", "", ".", "", ""),
            ("a.", "a.", ".", "a", ""),
            ("..", "..", ".", ".", ""), ("a.b/c", "c", "a.b", "c", ""),
            ("é.JSONL", "é.JSONL", ".", "é", "jsonl"),
            ("/a/b", "b", "/a", "b", ""), ("a.b.c", "a.b.c", ".", "a.b", "c"),
        ])
    func parts(_ sample: (path: String, name: String, parent: String, stem: String, ending: String)) {
        #expect(Path.name(sample.path) == sample.name)
        #expect(Path.parent(sample.path) == sample.parent)
        #expect(Path.stem(sample.path) == sample.stem)
        #expect(Path.fileExtension(sample.path) == sample.ending)
    }
}
