/// A tab-separated resource: a header row, then one entry per row with the entry in the first column.
enum EnglishTable {
    /// Returns the cells after the entry, keyed by entry. Cells may be empty; alternatives in a
    /// cell are separated by `|`.
    static func rows(_ bytes: [UInt8]) -> [String: [[String]]] {
        var rows: [String: [[String]]] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard let entry = cells.first else { continue }
            rows[String(entry)] = cells.dropFirst().map { $0.split(separator: "|").map(String.init) }
        }
        return rows
    }
}
