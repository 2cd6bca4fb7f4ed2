import System
import Foundation

/// The program itself, as a user runs it.
enum Program {
    /// What a run gave.
    struct Result {
        var code: Int32
        var output: String
        var log: String

        /// The lines of the output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The folder of the package.
    static let root = Path.parent(Path.parent(Path.parent(#filePath)))

    static var path: String { root + "/.build/debug/nightdesk" }

    static func run(
        _ arguments: [String], input: [UInt8] = [], folder: String = root,
        environment: [String: String]? = nil
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        if let environment { process.environment = environment }
        let scratch = try Scratch()
        let inputPath = try scratch.write("input", input)
        try scratch.write("output", [])
        try scratch.write("log", [])
        process.standardInput = FileHandle(forReadingAtPath: inputPath)
        process.standardOutput = FileHandle(forWritingAtPath: scratch.path("output"))
        process.standardError = FileHandle(forWritingAtPath: scratch.path("log"))
        try process.run()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus,
            output: String(decoding: try FileSystem.read(scratch.path("output")), as: UTF8.self),
            log: String(decoding: try FileSystem.read(scratch.path("log")), as: UTF8.self))
    }
}

extension Program {
    /// Starts the program, its output thrown away.
    static func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: root)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// The processes that a process has started.
    static func children(of parent: Int32) throws -> [Int32] {
        let path = "/proc/\(parent)/task/\(parent)/children"
        guard let bytes = try? FileSystem.read(path) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    }
}

/// A folder that goes away with the test.
final class Scratch {
    let folder: String

    init() throws {
        folder = "/tmp/nightdesk-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
    }

    deinit { FileSystem.removeFolder(folder) }

    func path(_ name: String) -> String { Path.join(folder, name) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try FileSystem.makeFolder(Path.parent(path(name)))
        try FileSystem.write(bytes, to: path(name))
        return path(name)
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}
