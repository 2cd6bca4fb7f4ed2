internal import Tokenization

/// The word lists that a model knows, as they lie in its file: phrases with the classes they
/// belong to, found by hashes of the words read so far.
///
/// A class is a list, or the entries of a list that are marked as common words. What a phrase is
/// compared by depends on how it is written: one in small letters is found in any case, one with
/// a capital where the text has one too, and one in capitals only where the text has capitals.
public final class ListClasses {
    /// At most so many classes: they are bits of a word.
    public static let mostClasses = 64

    /// How a phrase is written.
    enum Writing: UInt32, CaseIterable { case lower = 1, capitalized, upper }

    /// A slot: the upper half of the hash, the number of the set of classes, and whether longer
    /// phrases go on from here.
    static let slotSize = 8

    let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject
    private let slotCount: Int
    private let setCount: Int
    private let sets: UnsafeRawPointer
    private let slots: UnsafeRawPointer

    /// The table in its bytes, which `owner` keeps; nil if they are none.
    init?(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) {
        guard bytes.count >= 16, let base = bytes.baseAddress else { return nil }
        slotCount = Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
        setCount = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        guard slotCount > 0, slotCount & (slotCount - 1) == 0,
            bytes.count == 16 + setCount * 8 + slotCount * Self.slotSize
        else { return nil }
        sets = base + 16
        slots = base + 16 + setCount * 8
        self.bytes = bytes
        self.owner = owner
    }

    // MARK: Looking up

    @inline(__always)
    static func start(_ writing: Writing) -> UInt64 { UInt64(writing.rawValue) &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    static func step(_ state: UInt64, _ word: UInt32) -> UInt64 {
        var state = (state ^ UInt64(word)) &* 0xD6E8_FEB8_6659_FD93
        state ^= state >> 32
        return state &* 0x9E37_79B9_7F4A_7C15
    }

    /// The classes of the phrase with this hash, and whether there are longer ones; nil if no phrase
    /// begins so.
    @inline(__always)
    func find(_ state: UInt64) -> (classes: UInt64, goesOn: Bool)? {
        let mask = slotCount - 1
        var slot = Int(truncatingIfNeeded: state >> 20) & mask
        let check = UInt32(truncatingIfNeeded: state >> 32) | 1
        // A sound table has free slots; a search of any other ends too.
        for _ in 0..<slotCount {
            let stored = UInt32(
                littleEndian: slots.loadUnaligned(fromByteOffset: slot * Self.slotSize, as: UInt32.self))
            if stored == 0 { return nil }
            if stored == check {
                let value = UInt32(
                    littleEndian: slots.loadUnaligned(
                        fromByteOffset: slot * Self.slotSize + 4, as: UInt32.self))
                let set = min(Int(value >> 1), setCount - 1)
                return (
                    UInt64(littleEndian: sets.loadUnaligned(fromByteOffset: set * 8, as: UInt64.self)),
                    value & 1 != 0
                )
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// A table that is being made.
    public struct Builder {
        /// The names of the classes so far.
        public private(set) var names: [String] = []
        private var states: [UInt64: (classes: UInt64, goesOn: Bool)] = [:]
        private let vocabulary = Vocabulary()
        private let tokenizer: Tokenizer

        /// An empty table.
        public init() { tokenizer = Tokenizer(vocabulary: vocabulary) }

        /// Adds a phrase to a class.
        ///
        /// - Returns: false if there are too many classes already.
        public mutating func add(_ phrase: String, to name: String) -> Bool {
            let number: Int
            if let known = names.firstIndex(of: name) {
                number = known
            } else {
                guard names.count < ListClasses.mostClasses else { return false }
                number = names.count
                names.append(name)
            }
            let tokens = tokenizer.tokenize(phrase)
            insert(tokens.forms, 1 << UInt64(number))
            // "Inc." is two tokens at the end of a sentence, and some abbreviations elsewhere too.
            if phrase.utf8.count > 2, phrase.hasSuffix(".") {
                insert(tokenizer.tokenize(String(phrase.dropLast())).forms, 1 << UInt64(number))
            }
            return true
        }

        private mutating func insert(_ forms: [Vocabulary.Form], _ classes: UInt64) {
            guard !forms.isEmpty else { return }
            var writing = Writing.lower
            let kinds = forms.map { vocabulary.classes($0) }
            if kinds.contains(where: { $0.contains(.name) }) { writing = .capitalized }
            if forms.count == 1, kinds[0].contains(.upper), vocabulary.text(forms[0]).utf8.count <= 5 {
                writing = .upper
            }
            var state = ListClasses.start(writing)
            for (index, form) in forms.enumerated() {
                state = ListClasses.step(state, vocabulary.hash(vocabulary.folded(form)))
                var entry = states[state] ?? (0, false)
                if index == forms.count - 1 { entry.classes |= classes } else { entry.goesOn = true }
                states[state] = entry
            }
        }

        /// The bytes of the table, the same for the same phrases.
        func bytes() -> [UInt8] {
            var sets: [UInt64] = [0]
            var numbers: [UInt64: Int] = [0: 0]
            var capacity = 16
            while capacity * 3 < states.count * 4 { capacity *= 2 }
            var slots = [(check: UInt32, value: UInt32)](repeating: (0, 0), count: capacity)
            for (state, entry) in states.sorted(by: { $0.key < $1.key }) {
                let number =
                    numbers[entry.classes]
                    ?? {
                        sets.append(entry.classes)
                        numbers[entry.classes] = sets.count - 1
                        return sets.count - 1
                    }()
                var slot = Int(truncatingIfNeeded: state >> 20) & (capacity - 1)
                while slots[slot].check != 0 { slot = (slot + 1) & (capacity - 1) }
                slots[slot] = (
                    UInt32(truncatingIfNeeded: state >> 32) | 1, UInt32(number << 1) | (entry.goesOn ? 1 : 0)
                )
            }
            var bytes: [UInt8] = []
            func put<N: FixedWidthInteger>(_ number: N) {
                withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
            }
            put(UInt32(capacity))
            put(UInt32(sets.count))
            put(UInt64(0))
            for set in sets { put(set) }
            for slot in slots {
                put(slot.check)
                put(slot.value)
            }
            return bytes
        }
    }
}

extension ListClasses {
    /// A table in memory of its own.
    static func copy(of bytes: [UInt8]) -> ListClasses? {
        let owner = OwnedBytes(bytes)
        return ListClasses(UnsafeRawBufferPointer(owner.buffer), owner: owner)
    }
}

/// Bytes in memory that does not move.
final class OwnedBytes {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 16)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }
}
