public import Diagnostics
/// A compiled list as it lies in memory or in a file that is mapped: tables of 32-bit numbers
/// and bytes, found by offsets in the header. Nothing is parsed or copied when it is opened.
///
/// Tokens have numbers of the image's own; entries stand in a trie over folded tokens. All
/// numbers are little-endian.
public final class GazetteerImage {
    static let magic: UInt64 = 0x3130_5453_494C_444E  // "NDLIST01"
    static let headerCount = 24

    /// Sections in the order in which they lie in the file.
    enum Section: Int, CaseIterable {
        case tokenSlots, tokenHashes, tokenStarts, tokenBytes
        case transitions, nodeTerminals, terminals, exactTokens
        case entryStarts, entryBytes, columns
    }

    let bytes: UnsafeRawBufferPointer
    /// The whole image, as it is kept in a file.
    public var content: UnsafeRawBufferPointer { bytes }
    private let owner: AnyObject
    private let starts: [Int]
    let counts: [Int]
    /// Hash of what the list was made of: another source means another image.
    public let sourceHash: UInt64
    let longest: Int

    /// An image in memory that `owner` keeps there.
    ///
    /// - Throws: `Diagnostic` if the bytes are no image, damaged or cut off.
    public init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) throws(Diagnostic) {
        guard bytes.count >= Self.headerCount * 8,
            UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) == Self.magic
        else { throw Diagnostic(.list, "this is no compiled list of this version") }
        func word(_ index: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
        guard word(1) == UInt64(bytes.count) else {
            throw Diagnostic(.list, "the compiled list is cut off: \(bytes.count) bytes of \(word(1))")
        }
        sourceHash = word(2)
        longest = Int(truncatingIfNeeded: word(3))
        var starts: [Int] = []
        var counts: [Int] = []
        var at = Self.headerCount * 8
        for section in Section.allCases {
            let size = Int(truncatingIfNeeded: word(4 + section.rawValue))
            guard size >= 0, size <= bytes.count - at else {
                throw Diagnostic(.list, "the compiled list is damaged")
            }
            starts.append(at)
            counts.append(size / 4)
            at += (size + 7) & ~7
        }
        guard counts[Section.columns.rawValue] > 0 else {
            throw Diagnostic(.list, "the compiled list is damaged")
        }
        self.bytes = bytes
        self.owner = owner
        self.starts = starts
        self.counts = counts
    }

    @inline(__always)
    func number(_ section: Section, _ index: Int) -> Int {
        Int(
            UInt32(
                littleEndian: bytes.load(
                    fromByteOffset: starts[section.rawValue] + index * 4, as: UInt32.self)))
    }

    func slice(_ section: Section, _ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: bytes[
                starts[section.rawValue] + range.lowerBound..<starts[section.rawValue] + range.upperBound])
    }

    /// The bytes of a section that holds text.
    func text(_ section: Section, _ range: Range<Int>) -> String {
        String(decoding: slice(section, range), as: UTF8.self)
    }

    /// The names of the columns, parted by tabs.
    var columnText: String { text(.columns, 4..<4 + number(.columns, 0)) }

    // MARK: Looking up

    /// The number of a token, or nil if no entry has it.
    func token(_ form: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int32? {
        let mask = counts[Section.tokenSlots.rawValue] - 1
        guard mask >= 0 else { return nil }
        var slot = Int(hash) & mask
        while true {
            let stored = number(.tokenSlots, slot)
            if stored == 0 { return nil }
            let token = stored - 1
            if number(.tokenHashes, token) == Int(hash) {
                let range = number(.tokenStarts, token)..<number(.tokenStarts, token + 1)
                if slice(.tokenBytes, range).elementsEqual(form) { return Int32(token) }
            }
            slot = (slot + 1) & mask
        }
    }

    /// The node reached from a node by a token, or nil.
    @inline(__always)
    func follow(_ node: Int, _ token: Int32) -> Int? {
        let mask = counts[Section.transitions.rawValue] / 3 - 1
        guard mask >= 0 else { return nil }
        var slot = Self.slot(node, Int(token)) & mask
        while true {
            let target = number(.transitions, slot * 3 + 2)
            if target == 0 { return nil }
            if number(.transitions, slot * 3) == node, number(.transitions, slot * 3 + 1) == Int(token) {
                return target
            }
            slot = (slot + 1) & mask
        }
    }

    static func slot(_ node: Int, _ token: Int) -> Int {
        Int(truncatingIfNeeded: ((UInt64(node) << 32 | UInt64(token)) &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}
