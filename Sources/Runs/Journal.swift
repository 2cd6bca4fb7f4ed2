internal import ArticleModel
internal import System
internal import Serialization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How far a run has come, in a file beside its output, so that another run can go on from there after a
/// crash: what it was about, then a line for each point up to which the output is known to be on the disk.
public final class Journal {
    /// What decides what the output looks like: names and values, as `plugin quotes` and a hash.
    public typealias Identity = [(name: String, value: String)]

    /// A point up to which everything is done.
    public struct Point: Equatable, Sendable {
        /// How many items of the input are done.
        public var items = 0
        /// How many bytes of the output are theirs.
        public var bytes = 0
        /// The hash of those items.
        public var hash: UInt64 = 0

        /// The start.
        public init() {}
    }

    /// The journal cannot be used.
    public struct Failure: Error, CustomStringConvertible {
        /// Why.
        public var description: String
    }

    private let path: String
    private let descriptor: Int32

    /// What the journal of an output is called.
    public static func path(of output: String) -> String { output + ".journal" }

    /// A new journal, or one that is gone on with.
    ///
    /// - Throws: ``Failure``.
    public init(of output: String, identity: Identity, isContinued: Bool) throws(Failure) {
        path = Self.path(of: output)
        descriptor = open(
            path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (isContinued ? 0 : O_TRUNC), 0o644)
        guard descriptor >= 0 else {
            throw Failure(description: "cannot write \(path): \(String(cString: strerror(errno)))")
        }
        guard !isContinued else {
            // A line that was torn must not swallow the next.
            try append([10])
            return
        }
        var json = JSONText()
        json.begin("{")
        for (name, value) in identity {
            json.key(name)
            json.value(value)
        }
        json.end("}")
        json.newline()
        try append(json.bytes)
    }

    deinit { close(descriptor) }

    /// Notes a point; the output up to it must be on the disk.
    ///
    /// - Throws: ``Failure``.
    public func note(_ point: Point) throws(Failure) {
        var json = JSONText()
        json.begin("{")
        json.key("items")
        json.value(point.items)
        json.key("bytes")
        json.value(point.bytes)
        json.key("hash")
        json.value(String(point.hash, radix: 16))
        json.end("}")
        json.newline()
        try append(json.bytes)
    }

    private func append(_ bytes: [UInt8]) throws(Failure) {
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count, fdatasync(descriptor) == 0 else {
            throw Failure(description: "cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Removes the journal: the output is complete.
    public func remove() { unlink(path) }

    /// What an earlier run has left, or nil if there is none: what it was about, and how far it came.
    public static func read(of output: String) -> (identity: Identity, point: Point)? {
        guard let bytes = try? FileSystem.read(path(of: output)) else { return nil }
        var identity: Identity?
        var point = Point()
        for line in bytes.split(separator: 10) {
            // The last line may be torn: the run ended while it was written.
            guard case .object(let fields)? = line.withUnsafeBytes({ try? JSONDocument.parse($0) }) else {
                continue
            }
            let record = FeatureValue.object(fields)
            if identity == nil {
                identity = fields.compactMap { field in
                    field.value.string.map { (name: field.name, value: $0) }
                }
            } else if case .integer(let items)? = record["items"],
                case .integer(let bytes)? = record["bytes"],
                let hash = record["hash"]?.string.flatMap({ UInt64($0, radix: 16) })
            {
                point.items = items
                point.bytes = bytes
                point.hash = hash
            }
        }
        return identity.map { ($0, point) }
    }

    /// What differs between two runs, each in words.
    public static func differences(_ before: Identity, _ now: Identity) -> [String] {
        var found: [String] = []
        for (name, value) in now {
            guard let old = before.first(where: { $0.name == name })?.value else {
                found.append("\(name) is new")
                continue
            }
            if old != value {
                found.append(
                    name.hasPrefix("plugin ") || value.count > 60
                        ? "\(name) has changed" : "\(name) was \(old) and is \(value)")
            }
        }
        for (name, _) in before where !now.contains(where: { $0.name == name }) {
            found.append("\(name) is gone")
        }
        return found
    }
}
