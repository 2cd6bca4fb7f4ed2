import ArticleModel
import System
import Foundation
import Serialization
import TestSupport
import Testing

@Suite("Batches", .serialized)
struct BatchTests {
    /// Articles that differ, as lines of JSON.
    private func lines(_ count: Int) -> [String] {
        (0..<count).map { number in
            let day = number % 28 + 1
            return
                #"{"id":"a\#(number)","published":"2024-03-\#(day < 10 ? "0" : "")\#(day)","text":"Mayor Ana Ruiz said on Tuesday that bridge \#(number) in Port Alder would “close for \#(number % 9 + 2) weeks”.\nNobody was hurt."}"#
        }
    }

    /// The message of the only error of a record.
    private func message(of line: String) throws -> String {
        let record = try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        guard case .list(let errors)? = record["errors"], errors.count == 1 else { return "" }
        return errors[0]["message"]?.string ?? ""
    }

    private func input(_ scratch: Scratch, _ count: Int) throws -> String {
        try scratch.write("in.jsonl", lines(count).joined(separator: "\n") + "\n")
    }

    @Test("one worker or three, ordered: the same bytes; unordered: the same lines")
    func workers() throws {
        let scratch = try Scratch()
        let path = try input(scratch, 200)
        let one = try Program.run(["run", path, "--jobs", "1", "--plugin", "dates"])
        let three = try Program.run(["run", path, "--jobs", "3", "--plugin", "dates"])
        let loose = try Program.run(["run", path, "--jobs", "3", "--plugin", "dates", "--unordered"])
        #expect(one.code == 0 && three.code == 0 && loose.code == 0)
        #expect(one.lines.count == 200)
        #expect(one.output == three.output)
        #expect(loose.lines.sorted() == one.lines.sorted())
    }

    @Test("a line in gives a line out in order, broken ones too")
    func brokenLines() throws {
        let scratch = try Scratch()
        var generator = SeededGenerator(seed: 3)
        var lines = lines(300).map { Array($0.utf8) }
        var broken: Set<Int> = []
        for number in lines.indices where number % 10 == 3 {
            broken.insert(number)
            switch number / 10 % 4 {
            case 0: lines[number].removeLast(Int.random(in: 1..<lines[number].count, using: &generator))
            case 1: lines[number] = []
            case 2: lines[number].insert(0xFF, at: lines[number].count - 4)
            default: lines[number] = Array("[1, 2]".utf8)
            }
        }
        let path = try scratch.write("in.jsonl", Array(lines.joined(separator: [10])) + [10])
        let result = try Program.run([
            "run", path, "--plugin", "dates", "--jobs", "2", "--errors", scratch.path("dead"),
        ])
        #expect(result.code == 0)
        #expect(result.lines.count == 300)
        for (number, line) in result.lines.enumerated() {
            let record = try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
            let isBroken = record["errors"] != .list([])
            #expect(isBroken == broken.contains(number), "line \(number + 1)")
            if !isBroken { #expect(record["id"] == .string("a\(number)")) }
        }
        // Of each way to break a line there are seven or eight.
        let counts = result.log.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) }
        #expect(counts.reduce(0, +) == 30, "the summary counts them: \(result.log)")
        // The dead letters are the input of those articles, and fail again in the same way.
        #expect(try FileSystem.read(scratch.path("dead")).filter { $0 == 10 }.count == 30)
    }

    @Test("what ends a run early: the first error, or too many")
    func policies() throws {
        let scratch = try Scratch()
        let path = try scratch.write(
            "in.jsonl", "{\"text\":\"a\"}\nx\n{\"text\":\"b\"}\ny\n{\"text\":\"c\"}\n")
        func run(_ options: [String]) throws -> (Int32, Int) {
            let result = try Program.run(["run", path, "--plugin", "dates"] + options)
            return (result.code, result.lines.count)
        }
        #expect(try run([]) == (0, 5))
        #expect(try run(["--on-error", "skip"]) == (0, 3))
        #expect(try run(["--on-error", "stop"]) == (1, 2))
        #expect(try run(["--max-errors", "1"]) == (1, 4))
        #expect(try run(["--max-errors", "2"]) == (0, 5))
    }

    @Test("a worker that is killed costs nothing but what it was working on, and the output is the same")
    func killedWorkers() throws {
        let scratch = try Scratch()
        let path = try input(scratch, 1500)
        let whole = try Program.run(["run", path, "--plugin", "dates", "--jobs", "2"])
        let running = try Program.start([
            "run", path, "--plugin", "dates", "--jobs", "2", "-o", scratch.path("out"),
        ])
        var killed = 0
        while running.isRunning, killed < 3 {
            usleep(50_000)
            // When it has begun to write, and again when it goes on.
            let size = FileSystem.size(of: scratch.path("out.partial")) ?? 0
            guard size > killed * 60_000 + 10_000,
                let child = try Program.children(of: running.processIdentifier).min()
            else { continue }
            kill(child, SIGKILL)
            killed += 1
        }
        running.waitUntilExit()
        #expect(running.terminationStatus == 0)
        let lines = String(decoding: try FileSystem.read(scratch.path("out")), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        #expect(lines.count == 1500)
        #expect(killed > 0, "the run ended before a worker could be killed")
        let messages = ["the plugin dates", "reading the article"].map {
            "\($0) ended the process that ran it: signal 9 (Killed)"
        }
        var crashes = 0
        for (line, expected) in zip(lines, whole.lines) where line != expected {
            #expect(try messages.contains(message(of: line)), "\(line)")
            crashes += 1
        }
        #expect(crashes <= killed)
    }

    @Test("a worker that hangs is ended at the deadline, and the article's record says so")
    func hangingWorker() throws {
        let scratch = try Scratch()
        let path = try input(scratch, 1500)
        let running = try Program.start([
            "run", path, "--plugin", "dates", "--jobs", "1", "--deadline", "0.5", "-o", scratch.path("out"),
        ])
        var stopped = false
        while running.isRunning, !stopped {
            usleep(50_000)
            guard FileSystem.size(of: scratch.path("out.partial")) ?? 0 > 10_000 else { continue }
            for child in try Program.children(of: running.processIdentifier) {
                kill(child, SIGSTOP)
                stopped = true
            }
        }
        running.waitUntilExit()
        #expect(running.terminationStatus == 0)
        let output = String(decoding: try FileSystem.read(scratch.path("out")), as: UTF8.self)
        #expect(output.split(separator: "\n").count == 1500)
        #expect(stopped, "the run ended before its worker could be stopped")
        // Stopped between two articles it costs nothing; in one, that one's record says so.
        let messages = [
            "the plugin dates stood still for 0.5 seconds", "reading the article stood still for 5 seconds",
        ]
        for line in output.split(separator: "\n") where line.contains("\"kind\":") {
            #expect(try messages.contains(message(of: String(line))), "\(line)")
        }
    }

    @Test("after kill -9 --resume goes on, and the output is that of a run that was never interrupted")
    func resume() throws {
        let scratch = try Scratch()
        let path = try input(scratch, 800)
        let options = ["run", path, "--plugin", "dates", "--jobs", "2"]
        let whole = try Program.run(options)
        let output = scratch.path("out.jsonl")
        var wasResumed = 0
        var generator = SeededGenerator(seed: 5)
        for round in 0..<40 {
            let running = try Program.start(
                options + ["-o", output]
                    + (FileSystem.kind(of: output + ".journal") != nil ? ["--resume"] : []))
            usleep(UInt32.random(in: 100_000..<700_000, using: &generator))
            guard running.isRunning, round < 39 else {
                running.waitUntilExit()
                #expect(running.terminationStatus == 0)
                if FileSystem.kind(of: output) != nil { break }
                continue
            }
            kill(running.processIdentifier, SIGKILL)
            running.waitUntilExit()
            wasResumed += 1
            #expect(FileSystem.kind(of: output) == nil, "the file gets its name when it is complete")
            if wasResumed == 6 {
                let last = try Program.run(options + ["-o", output, "--resume"])
                #expect(last.code == 0, "\(last.log)")
                break
            }
        }
        #expect(String(decoding: try FileSystem.read(output), as: UTF8.self) == whole.output)
        #expect(FileSystem.kind(of: output + ".journal") == nil)
    }

    @Test("what has changed since the interrupted run is named, and refused")
    func changed() throws {
        let scratch = try Scratch()
        let path = try input(scratch, 3000)
        try scratch.write(
            "p/init.lua", "return { name = \"p\", provides = { p = { \"X\" } }, annotate = function() end }")
        let output = scratch.path("out.jsonl")
        let options = ["run", path, "--plugin", scratch.path("p"), "-o", output]
        let running = try Program.start(options)
        while running.isRunning, FileSystem.kind(of: output + ".journal") == nil { usleep(20_000) }
        usleep(300_000)
        try #require(running.isRunning, "3,000 articles take longer than that")
        kill(running.processIdentifier, SIGKILL)
        running.waitUntilExit()
        let anew = try Program.run(options)
        #expect(anew.code == 2)
        #expect(anew.log.contains("go on with --resume, or begin anew with --restart"), "\(anew.log)")
        let other = try Program.run(options + ["--resume", "--published", "2024-01-01"])
        #expect(other.code == 2)
        #expect(other.log.contains("published was not given and is 2024-01-01"), "\(other.log)")
        try scratch.write(
            "p/init.lua",
            "-- new\nreturn { name = \"p\", provides = { p = { \"X\" } }, annotate = function() end }")
        let changed = try Program.run(options + ["--resume"])
        #expect(changed.code == 2)
        #expect(changed.log.contains("plugin p has changed"), "\(changed.log)")
        let mixed = try Program.run(options + ["--resume=mixed"])
        #expect(mixed.code == 0, "\(mixed.log)")
        #expect(try FileSystem.read(output).filter { $0 == 10 }.count == 3000)
    }

    @Test("a reader that goes away, and an output that cannot be written")
    func writing() throws {
        let scratch = try Scratch()
        let path = try input(scratch, 2000)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = [
            "-c",
            "'\(Program.path)' run '\(path)' --plugin dates | head -1 >/dev/null; echo ${PIPESTATUS[0]} >'\(scratch.path("code"))'",
        ]
        shell.currentDirectoryURL = URL(fileURLWithPath: Program.root)
        try shell.run()
        shell.waitUntilExit()
        #expect(String(decoding: try FileSystem.read(scratch.path("code")), as: UTF8.self) == "141\n")
        let full = Process()
        full.executableURL = URL(fileURLWithPath: "/bin/bash")
        full.arguments = [
            "-c",
            "trap '' XFSZ; ulimit -f 40; exec '\(Program.path)' run '\(path)' --plugin dates -o '\(scratch.path("big"))'",
        ]
        full.currentDirectoryURL = URL(fileURLWithPath: Program.root)
        full.standardError = FileHandle.nullDevice
        try full.run()
        full.waitUntilExit()
        #expect(full.terminationStatus == 1)
        #expect(FileSystem.kind(of: scratch.path("big")) == nil, "no false success")
        let nowhere = try Program.run([
            "run", path, "--plugin", "dates", "-o", scratch.path("no/such/folder/out"),
        ])
        #expect(nowhere.code != 0)
        #expect(nowhere.log.contains("cannot write"), "\(nowhere.log)")
    }

    @Test("one line at a time for a program that waits for each answer")
    func coprocess() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["run", "-", "--flush", "line", "--plugin", "dates"]
        process.currentDirectoryURL = URL(fileURLWithPath: Program.root)
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        for line in lines(5) {
            input.fileHandleForWriting.write(Data((line + "\n").utf8))
            var answer: [UInt8] = []
            while answer.last != 10 {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { break }
                answer += more
            }
            #expect(answer.filter { $0 == 10 }.count == 1)
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("ids that occur twice in files are told; a stream may repeat them")
    func duplicates() throws {
        let scratch = try Scratch()
        let path = try scratch.write(
            "in.jsonl", "{\"id\":7,\"text\":\"a\"}\n{\"id\":8,\"text\":\"b\"}\n{\"id\":7,\"text\":\"c\"}\n")
        let file = try Program.run(["run", path, "--plugin", "dates"])
        #expect(file.lines.map { $0.contains("the id \\\"7\\\" occurred before") } == [false, false, true])
        let stream = try Program.run(["run", "-", "--plugin", "dates"], input: try FileSystem.read(path))
        #expect(!stream.output.contains("occurred before"))
    }
}
