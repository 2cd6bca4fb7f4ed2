import System
import Testing

@Suite("Output files, logs and processes")
struct OutputTests {
    @Test("bytes go to the system when 64 KiB have come together, when asked, and at the end")
    func buffering() throws {
        let folder = try Folder()
        let path = folder.path("out")
        let file = try OutputFile(path: path)
        let partial = OutputFile.partialPath(path)
        #expect(partial == path + ".partial")
        let part = [UInt8](repeating: 65, count: 40_000)
        try file.write(part)
        #expect(file.position == 0 && FileSystem.size(of: partial) == 0)
        try file.write(part)
        #expect(file.position == 80_000 && FileSystem.size(of: partial) == 80_000)
        try file.write([66])
        try file.flush()
        try file.flush()
        #expect(file.position == 80_001 && FileSystem.size(of: partial) == 80_001)
        try file.write([67])
        try file.sync()
        #expect(FileSystem.size(of: partial) == 80_002)
        try file.write([68])
        try file.complete()
        #expect(try FileSystem.read(path) == part + part + [66, 67, 68])
        #expect(try FileSystem.list(folder.path) == ["out"])
    }

    @Test("a file that is not completed keeps its partial name, and replaces nothing")
    func partial() throws {
        let folder = try Folder()
        let path = folder.path("out")
        try FileSystem.write(Array("old".utf8), to: path)
        do {
            let file = try OutputFile(path: path)
            try file.write(Array("new".utf8))
            try file.flush()
        }
        #expect(try FileSystem.read(path) == Array("old".utf8))
        #expect(try FileSystem.read(OutputFile.partialPath(path)) == Array("new".utf8))
        let again = try OutputFile(path: path)
        try again.complete()
        #expect(try FileSystem.read(path) == [])
    }

    @Test("a resumed file is cut at its position and continues there", arguments: [0, 1, 7])
    func resumed(_ position: Int) throws {
        let folder = try Folder()
        let path = folder.path("out")
        try FileSystem.write(Array("1234567".utf8), to: OutputFile.partialPath(path))
        let file = try OutputFile(path: path, from: position)
        #expect(file.position == position)
        try file.write(Array("ab".utf8))
        try file.complete()
        #expect(file.position == position + 2)
        #expect(try FileSystem.read(path) == Array("1234567".utf8.prefix(position)) + Array("ab".utf8))
    }

    @Test("an output that cannot be opened or completed is an error with its name")
    func failures() throws {
        let folder = try Folder()
        let path = folder.path("out")
        try FileSystem.makeFolder(OutputFile.partialPath(path))
        let opened = #expect(throws: OutputFile.Failure.self) { try OutputFile(path: path) }
        #expect(opened?.description == "cannot write \(path): Is a directory")
        #expect(opened?.readerIsGone == false)
        let other = folder.path("other")
        let file = try OutputFile(path: other)
        FileSystem.remove(OutputFile.partialPath(other))
        let completed = #expect(throws: OutputFile.Failure.self) { try file.complete() }
        #expect(completed?.description == "cannot write \(other): No such file or directory")
    }

    @Test("a full device is an error when the bytes go there")
    func full() throws {
        let folder = try Folder()
        let path = folder.path("out")
        #expect(Programs.run(["/bin/ln", "-s", "/dev/full", OutputFile.partialPath(path)], input: nil))
        let log = #expect(throws: FileSystem.Failure.self) {
            try DurableLog(path: OutputFile.partialPath(path), isContinued: true).append([1])
        }
        #expect(log?.reason == "No space left on device")
    }

    @Test("entries of a log are on the disk when they have been appended, after those that are there")
    func log() throws {
        let folder = try Folder()
        let path = folder.path("log")
        let first = try DurableLog(path: path, isContinued: true)
        try first.append(Array("a\n".utf8))
        #expect(try FileSystem.read(path) == Array("a\n".utf8))
        let second = try DurableLog(path: path, isContinued: true)
        try second.append(Array("b\n".utf8))
        try first.append(Array("c\n".utf8))
        try first.append([])
        #expect(try FileSystem.read(path) == Array("a\nb\nc\n".utf8))
    }

    @Test("a hash is the same for the same parts, and depends on where they are divided")
    func hash() {
        func hash(_ parts: [[UInt8]]) -> UInt64 {
            var hash = ContentHash()
            for part in parts { hash.add(part) }
            return hash.value
        }
        let bytes = (0..<40).map { UInt8($0 * 5) }
        let all = (0...40).map { hash([Array(bytes[..<$0]), Array(bytes[$0...])]) }
        #expect(Set(all).count == 41)
        #expect((0...40).map { hash([Array(bytes[..<$0]), Array(bytes[$0...])]) } == all)
        // Continued from a value it is the same as in one go.
        var first = ContentHash()
        first.add([1, 2, 3])
        var second = ContentHash(first.value)
        second.add([4])
        #expect(second.value == hash([[1, 2, 3], [4]]))
        #expect(Set((0..<20).map { hash([Array(repeating: 0, count: $0)]) }).count == 20)
    }

    // MARK: Processes

    @Test("the arguments of a program arrive as they are, and its exit code decides")
    func programs() throws {
        let folder = try Folder()
        let script = "printf '%s|' \"$@\" > \"$0\""
        #expect(
            Programs.run(["/bin/sh", "-c", script, folder.path("out"), "a b", "", "é'\"", "*"], input: nil))
        #expect(try FileSystem.read(folder.path("out")) == Array("a b||é'\"|*|".utf8))
        #expect(Programs.run(["/bin/true"], input: nil))
        #expect(!Programs.run(["/bin/false"], input: nil))
        #expect(!Programs.run(["/bin/sh", "-c", "kill -9 $$"], input: nil))
    }

    @Test("a program that does not read its input, or reads much of it, ends all the same")
    func input() throws {
        let folder = try Folder()
        let long = String(repeating: "storm\n", count: 100_000)
        #expect(Programs.run(["/bin/true"], input: long))
        #expect(Programs.run(["/bin/sh", "-c", "cat > \"$0\"", folder.path("copy")], input: long))
        #expect(try FileSystem.read(folder.path("copy")) == Array(long.utf8))
        #expect(Programs.run(["/bin/sh", "-c", "test -z \"$(cat)\""], input: ""))
    }

    @Test("a forked process ends with its code or with a signal, and what it wrote to shared memory stays")
    func children() throws {
        let memory = try SharedMemory()
        let numbers = memory.numbers
        let quiet = try ChildProcess.fork {
            numbers[1] = 42
            ChildProcess.exitImmediately(3)
        }
        #expect(quiet.end() == "exit code 3")
        #expect(numbers[1] == 42 && numbers[0] == 0)
        #expect(numbers.count == 4096 / MemoryLayout<Int>.stride)
        #expect(try ChildProcess.fork {}.end() == "exit code 0")
        let endless = try ChildProcess.fork { while true { numbers[2] &+= 1 } }
        endless.kill()
        #expect(endless.end() == "signal 9 (Killed)")
        #expect(endless.processorSeconds == nil)
    }

    @Test("writing to a pipe that nobody reads has ended, and says nothing else")
    func brokenPipe() throws {
        Signals.ignoreBrokenPipes()
        let pipe = try Descriptor.pipe()
        Descriptor.close(pipe.read)
        #expect(!Descriptor.writeAll(pipe.write, [1]))
        #expect([UInt8(1)].withUnsafeBytes { Descriptor.write(pipe.write, $0) } == .ended)
        Descriptor.close(pipe.write)
    }

    @Test("a full pipe does not block if it must not; what was written can be read in parts")
    func fullPipe() throws {
        let pipe = try Descriptor.pipe()
        Descriptor.setNonblocking(pipe.write)
        let part = [UInt8](repeating: 7, count: 1 << 14)
        var written = 0
        filling: while true {
            switch part.withUnsafeBytes({ Descriptor.write(pipe.write, $0) }) {
            case .bytes(let count): written += count
            case .wouldBlock: break filling
            case .ended:
                Issue.record("the pipe has ended")
                break filling
            }
        }
        #expect(written >= 4096)
        #expect(Descriptor.readAll(pipe.read, written) == [UInt8](repeating: 7, count: written))
        Descriptor.close(pipe.write)
        #expect(Descriptor.readAll(pipe.read, 0) == [])
        #expect(Descriptor.readAll(pipe.read, 1) == nil)
        Descriptor.close(pipe.read)
    }
}
