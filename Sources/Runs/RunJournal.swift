internal import ArticleModel
internal import Diagnostics
internal import Exchange
internal import Serialization
internal import System

/// How far a run has come, in a file beside its output, so that another run can resume there after a crash:
/// the identity of the run, then a line for each position up to which the output is known to be on the disk.
final class RunJournal {
    /// The facts that decide what the output looks like: names and values, such as `plugin quotes` and a hash.
    typealias Identity = [(name: String, value: String)]

    private let path: String
    private let log: DurableLog

    /// The path of the journal of an output.
    static func path(of output: String) -> String { output + ".journal" }

    /// Creates a journal, or opens one that is continued.
    ///
    /// - Throws: ``Diagnostic`` if it cannot be written.
    init(of output: String, identity: Identity, isContinued: Bool) throws(Diagnostic) {
        path = Self.path(of: output)
        do throws(FileSystem.Failure) {
            log = try DurableLog(path: path, isContinued: isContinued)
        } catch {
            throw Diagnostic(.output, "cannot write \(error)")
        }
        guard !isContinued else {
            // A partial line must not swallow the next.
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

    /// Notes a position; the output up to it must be on the disk.
    ///
    /// - Throws: ``Diagnostic`` if it cannot be written.
    func note(_ point: RunPosition) throws(Diagnostic) {
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

    private func append(_ bytes: [UInt8]) throws(Diagnostic) {
        do throws(FileSystem.Failure) { try log.append(bytes) } catch {
            throw Diagnostic(.output, "cannot write \(error)")
        }
    }

    /// Removes the journal: the output is complete.
    func remove() { FileSystem.remove(path) }

    /// Returns the identity and the last position of an interrupted run, or nil if there is none.
    static func read(of output: String) -> (identity: Identity, point: RunPosition)? {
        // Without a journal there is nothing to resume.
        guard let bytes = try? FileSystem.read(path(of: output)) else { return nil }
        var identity: Identity?
        var point = RunPosition()
        for line in bytes.split(separator: 10) {
            // The last line may be partial: the run ended while it was written.
            guard case .object(let fields)? = try? JSONDocument.parse(Array(line)) else {
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

    /// Returns the differences between two runs, each in words.
    static func differences(_ before: Identity, _ now: Identity) -> [String] {
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
