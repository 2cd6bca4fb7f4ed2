internal import ArticleModel
internal import Exchange
internal import System

/// The ids that were seen, as hashes of 64 bits in many small tables: each grows by itself, so that memory
/// grows by what a million ids take (11 MB) and not by twice that at times.
struct SeenIDs {
    private let reader: InputItemReader
    private var tables: [[UInt64]] = Array(repeating: Array(repeating: 0, count: 16), count: 64)
    private var counts: [Int] = Array(repeating: 0, count: 64)

    init(_ reader: InputItemReader) { self.reader = reader }

    /// Returns an error message if the id of the item has occurred before.
    mutating func problem(with item: InputItem) -> String? {
        guard !item.isUnreadable else { return nil }
        let id = reader.id(of: item)
        var hash = ContentHash()
        hash.add(Array(id.description.utf8))
        return insert(hash.value | 1) ? nil : "the id \"\(id)\" occurred before"
    }

    /// Whether the hash is new.
    private mutating func insert(_ hash: UInt64) -> Bool {
        let table = Int(hash >> 58)
        if (counts[table] + 1) * 20 > tables[table].count * 17 {
            let old = tables[table]
            tables[table] = Array(repeating: 0, count: old.count * 3 / 2)
            for hash in old where hash != 0 { _ = place(hash, in: table) }
        }
        guard place(hash, in: table) else { return false }
        counts[table] += 1
        return true
    }

    private mutating func place(_ hash: UInt64, in table: Int) -> Bool {
        let count = tables[table].count
        // The upper half of a product spreads the hashes over any number of slots.
        var slot = Int((hash &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: UInt64(count)).high)
        while tables[table][slot] != 0 {
            if tables[table][slot] == hash { return false }
            slot = slot + 1 == count ? 0 : slot + 1
        }
        tables[table][slot] = hash
        return true
    }
}
