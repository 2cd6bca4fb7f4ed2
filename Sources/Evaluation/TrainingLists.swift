internal import Diagnostics
internal import System
public import Tagging

/// The word lists of a folder as word classes for a tagger.
///
/// Each `.txt` and `.tsv` file is a class. Entries of a `.tsv` file with a value in its column `common` form a second
/// class.
public struct TrainingLists {
    /// The classes.
    public private(set) var builder = ListClasses.Builder()
    /// The files with the hashes of their contents, sorted by name.
    public private(set) var files: [(name: String, hash: String)] = []

    /// Reads a folder.
    ///
    /// - Throws: `Diagnostic` if the folder has no lists or too many, or an error of the file system.
    public init(_ folder: String) throws {
        for file in try FileSystem.list(folder).sorted() where Self.isList(file) {
            let bytes = try FileSystem.read(Path.join(folder, file))
            files.append((Path.stem(file), TaggerModel.contentHash(bytes)))
            let isTable = Path.fileExtension(file) == "tsv"
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
                !$0.hasPrefix("# ")
            }
            let common = isTable ? Self.fields(lines.first ?? "").firstIndex(of: "common") : nil
            for line in isTable ? lines.dropFirst() : lines[...] {
                let fields = isTable ? Self.fields(line) : [line]
                let isCommon = common.map { $0 < fields.count && !fields[$0].isEmpty } ?? false
                let name = Path.stem(file) + (isCommon ? ":common" : "")
                guard builder.add(String(fields[0]), to: name) else {
                    throw Diagnostic(
                        .list,
                        "\(folder): the lists have more than \(ListClasses.mostClasses) word classes")
                }
            }
        }
        guard !files.isEmpty else {
            throw Diagnostic(.list, "\(folder): the folder has no .tsv or .txt file")
        }
    }

    /// Whether a file is a word list by its name.
    public static func isList(_ file: String) -> Bool { ["tsv", "txt"].contains(Path.fileExtension(file)) }

    private static func fields(_ line: Substring) -> [Substring] {
        line.split(separator: "\t", omittingEmptySubsequences: false)
    }
}
