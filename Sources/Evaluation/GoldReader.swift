public import Diagnostics
public import ArticleModel
internal import System
internal import Serialization

/// Reads annotated articles for `eval`, `train` and `diff`: JSON Lines as `run` writes them, a folder in brat
/// standoff format, or columns with IOB2 tags. Each article becomes a record of JSON Lines, with offsets in code
/// points.
public enum GoldReader {
    /// Returns the records of a file or folder.
    ///
    /// The format follows from the name: a folder is brat; `.conll`, `.iob`, `.iob2`, `.bio` and `.tsv` are columns;
    /// everything else is JSON Lines, in which blank lines are skipped.
    ///
    /// - Parameter layer: the layer of annotations in brat and columns, which do not name one.
    /// - Throws: `Diagnostic` if a file is missing or malformed.
    public static func records(_ path: String, layer: String? = nil) throws(Diagnostic) -> [FeatureValue] {
        do {
            if FileSystem.kind(of: path) == .folder { return try brat(path, layer: layer) }
            let bytes = try FileSystem.read(path)
            let ending = Path.fileExtension(path)
            if ["conll", "iob", "iob2", "bio", "tsv"].contains(ending) {
                return try columns(
                    String(decoding: bytes, as: UTF8.self), layer: layer, name: Path.stem(path))
            }
            return try lines(bytes, path)
        } catch let error as Diagnostic {
            throw error
        } catch {
            throw Diagnostic(.gold, "\(error)")
        }
    }

    private static func lines(_ bytes: [UInt8], _ path: String) throws -> [FeatureValue] {
        var records: [FeatureValue] = []
        for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 <= 32 }) { continue }
            do {
                records.append(try JSONDocument.parse(Array(line)))
            } catch {
                throw Diagnostic(.gold, "\(path):\(number + 1): \(error)")
            }
        }
        return records
    }

    private static func record(
        id: String, text: String, _ annotations: [(layer: String?, label: String, start: Int, end: Int)]
    ) -> FeatureValue {
        .object([
            .init("id", .string(id)), .init("text", .string(text)),
            .init(
                "annotations",
                .list(
                    annotations.map { annotation in
                        .object(
                            (annotation.layer.map { [.init("layer", .string($0))] } ?? []) + [
                                .init("label", .string(annotation.label)),
                                .init("start", .integer(annotation.start)),
                                .init("end", .integer(annotation.end)),
                            ])
                    })),
        ])
    }

    // MARK: brat

    private static func brat(_ folder: String, layer: String?) throws -> [FeatureValue] {
        var records: [FeatureValue] = []
        for name in try FileSystem.list(folder) where Path.fileExtension(name) == "ann" {
            let stem = Path.join(folder, Path.stem(name))
            let text = String(decoding: try FileSystem.read(stem + ".txt"), as: UTF8.self)
            var annotations: [(layer: String?, label: String, start: Int, end: Int)] = []
            let lines = String(decoding: try FileSystem.read(stem + ".ann"), as: UTF8.self)
            for line in lines.split(whereSeparator: \.isNewline) where line.hasPrefix("T") {
                let parts = line.split(separator: "\t")
                guard parts.count >= 2 else { continue }
                // A discontinuous span is read as one, from its first to its last character.
                let numbers = parts[1].split { $0 == " " || $0 == ";" }
                guard numbers.count >= 3, let start = Int(numbers[1]),
                    let end = Int(numbers[numbers.count - 1])
                else { throw Diagnostic(.gold, "\(stem).ann: \"\(line)\" is not a brat annotation") }
                annotations.append((layer, String(numbers[0]), start, end))
            }
            records.append(record(id: Path.stem(name), text: text, annotations))
        }
        if records.isEmpty { throw Diagnostic(.gold, "\(folder): the folder has no .ann file") }
        return records
    }

    // MARK: Columns

    /// Reads one token per line, with the form in the first column and the tag in the last. A blank line ends a
    /// sentence; `-DOCSTART-` or `# id = …` starts an article.
    ///
    /// A line that begins with `# ` is a comment unless it ends with a tag: the sign can be a token too.
    ///
    /// - Throws: `Diagnostic` for a token without a tag.
    private static func columns(_ content: String, layer: String?, name: String) throws(Diagnostic)
        -> [FeatureValue]
    {
        var records: [FeatureValue] = []
        var id: String?
        var text = ""
        var length = 0
        var annotations: [(layer: String?, label: String, start: Int, end: Int)] = []
        var isOpen = false
        func finish() {
            if length > 0 {
                // The line break after the last sentence separates it from nothing.
                if text.hasSuffix("\n") { text.removeLast() }
                records.append(record(id: id ?? "\(name):\(records.count + 1)", text: text, annotations))
            }
            (id, text, length, annotations, isOpen) = (nil, "", 0, [], false)
        }
        // A carriage return and a line feed are one character.
        let rows = content.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
        for (number, row) in rows.enumerated() {
            let line = row.allSatisfy(\.isWhitespace) ? "" : row
            if line.hasPrefix("-DOCSTART-") {
                finish()
                continue
            }
            if line.hasPrefix("# id = ") {
                finish()
                id = String(line.dropFirst(7))
                continue
            }
            if line.isEmpty || isComment(line) {
                if line.isEmpty, length > 0, !text.hasSuffix("\n") {
                    text += "\n"
                    length += 1
                }
                isOpen = false
                continue
            }
            let parts = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
            guard parts.count >= 2 else {
                throw Diagnostic(
                    .gold, "the token \"\(line)\" has no tag; write O if it is in no annotation",
                    at: SourceLocation(file: name, line: number + 1))
            }
            if length > 0, !text.hasSuffix("\n") {
                text += " "
                length += 1
            }
            let start = length
            text += parts[0]
            length += parts[0].unicodeScalars.count
            let tag = parts[parts.count - 1]
            let label = String(tag.dropFirst(2))
            if tag.hasPrefix("I-"), isOpen, annotations.last?.label == label {
                annotations[annotations.count - 1].end = length
            } else if tag.hasPrefix("B-") || tag.hasPrefix("I-") {
                // An I without a B, or after another label, begins an annotation too.
                annotations.append((layer, label, start, length))
                isOpen = true
            } else {
                isOpen = false
            }
        }
        finish()
        return records
    }

    private static func isComment(_ line: Substring) -> Bool {
        guard line.hasPrefix("# "), let last = line.split(separator: " ").last else { return false }
        return last != "O" && !last.hasPrefix("B-") && !last.hasPrefix("I-")
    }
}
