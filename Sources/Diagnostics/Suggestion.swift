/// Returns the name that was probably meant by `name`, or nil if none is close: at most a third of its letters
/// inserted, deleted, replaced or swapped, whatever their case.
public func suggestion(for name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() {
        let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
        if distance <= max(1, min(wanted.count, candidate.utf8.count) / 3),
            distance < (best?.distance ?? .max)
        {
            best = (candidate, distance)
        }
    }
    return best?.name
}

/// Returns "; did you mean NAME?" if one of the names is close, or an empty string.
///
/// - Parameter prefix: is put before the name, such as `#` for lists.
public func didYouMean(_ name: String, among names: some Sequence<String>, prefix: String = "") -> String {
    suggestion(for: name, among: names).map { "; did you mean \(prefix)\($0)?" } ?? ""
}

/// Insertions, deletions, substitutions and swaps of neighbours (Damerau, optimal alignment).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
        var row = [i] + Array(repeating: 0, count: b.count)
        for j in 1...b.count {
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                row[j] = min(row[j], beforeLast[j - 2] + 1)
            }
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
