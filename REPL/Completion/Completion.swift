internal import System

/// What could be written at a place.
public struct Completion: Equatable, Sendable {
    /// Where what is replaced begins, in bytes of the text; it ends at the cursor.
    public var start: Int
    /// What could stand there, sorted.
    public var candidates: [String]

    /// A completion.
    public init(start: Int, candidates: [String]) {
        (self.start, self.candidates) = (start, candidates)
    }

    /// Nothing could be written at the end of `text`.
    static func nothing(_ text: String) -> Completion { Completion(start: text.utf8.count, candidates: []) }

    /// Those of `names` that begin with the end of `text`.
    ///
    /// - Parameter start: the first byte of the word that is being written.
    init(_ text: String, from start: Int, among names: some Sequence<String>) {
        let written = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
        self.init(start: start, candidates: Set(names.filter { $0.hasPrefix(written) }).sorted())
    }

    /// Paths of files that begin with the end of `text`; folders end with a slash.
    init(_ text: String, pathFrom start: Int) {
        let written = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
        let folder = written.lastIndex(of: "/").map { String(written[...$0]) } ?? ""
        // A folder that cannot be read has nothing to offer.
        let names = (try? FileSystem.list(folder.isEmpty ? "." : folder)) ?? []
        self.init(
            text, from: start,
            among: names.map { folder + $0 + (FileSystem.kind(of: folder + $0) == .folder ? "/" : "") })
    }
}
