internal import Tokenization

/// What features need to know of a form; computed once for each form of a vocabulary.
struct FormFacts {
    /// Hash of the form without case; numbers of one shape share it.
    var folded: UInt32 = 0
    /// Hash of the form without case, as lists know it.
    var listed: UInt32 = 0
    /// Hash of the shape with runs shortened: "Xx", "X.X.", "0-x".
    var compact: UInt32 = 0
    /// Hash of the letters alone, in small letters: what an acronym is compared by.
    var letters: UInt32 = 0
    /// The row of the folded form, which forms that differ in case share.
    var foldedRow: Int32 = 0
    /// First byte, folded.
    var initial: UInt32 = 0
    var classes: TokenClass = []
    /// Whether it is one of the small words that open sentences and join names.
    var isFunctionWord = false
    /// Where its own features, and those it has as a neighbour, start in the pool.
    var features = 0
}

/// The facts of all forms met, and their features.
///
/// The features of a form stand in three groups one behind the other: those of a neighbour two
/// away are the first `far` ones, of a direct neighbour the first `near` ones, of the token itself
/// all of them.
final class FormTable {
    static let far = 2
    static let near = 6
    /// How many features a form has.
    static let all = 18
    /// Stands for what is before and behind a sentence.
    static let edge = 0

    let vocabulary: Vocabulary
    private(set) var facts: [FormFacts] = []
    private(set) var features = ScratchBuffer<UInt32>()
    private var rows: [Int32] = []
    private var epoch = 0
    /// Counts how often the rows were forgotten.
    private(set) var generation = 0
    private let functionWords: Set<UInt32>

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        functionWords = Set(
            Self.words.split(whereSeparator: \.isWhitespace).map { FeatureHash.bytes($0.utf8) })
        forget()
    }

    private static let words = """
        the a an in on at for by of to and but or if as is are was were be been has have had do does did not no
        he she they we i it you this that these those there here his her its their our your my who what when where
        why how which while after before since until with from into over under about against between during through
        so yet also then now still even just only both all some many most more such other another each every
        however meanwhile although though because despite according one two three last next new
        """

    /// Whether rows stand for other forms than before.
    func isOutdated() -> Bool { epoch != vocabulary.epoch || facts.count > 60_000 }

    /// Forgets all rows but the one of the edge.
    func forget() {
        epoch = vocabulary.epoch
        generation += 1
        rows.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
        features.clear()
        var edge = FormFacts()
        edge.folded = 1
        edge.compact = 1
        facts.append(edge)
        for number in 0..<Self.all { features.append(FeatureHash.mix(UInt32(number), 1)) }
    }

    /// The row of a form.
    @inline(__always)
    func row(_ form: Vocabulary.Form) -> Int {
        let index = Int(form)
        if index < rows.count {
            let row = rows[index]
            if row >= 0 { return Int(row) }
        }
        return add(form)
    }

    private func add(_ form: Vocabulary.Form) -> Int {
        let foldedForm = vocabulary.folded(form)
        let foldedRow = foldedForm == form ? facts.count : row(foldedForm)
        if rows.count <= Int(form) {
            rows.append(
                contentsOf: repeatElement(-1, count: max(Int(form) + 1, vocabulary.count) - rows.count))
        }
        let number = facts.count
        rows[Int(form)] = Int32(number)
        let folded = vocabulary.withBytes(foldedForm) { Array($0) }
        var new = FormFacts()
        new.foldedRow = Int32(foldedForm == form ? number : foldedRow)
        new.classes = vocabulary.classes(form)
        new.listed = vocabulary.hash(foldedForm)
        new.initial = UInt32(folded.first ?? 0)
        new.isFunctionWord = functionWords.contains(new.listed)
        new.letters = FeatureHash.bytes(
            folded.lazy.filter { $0 >= 0x80 || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
        let (shape, compact) = vocabulary.withBytes(form) { Self.shapes($0) }
        let shapeHash = FeatureHash.bytes(shape)
        new.compact = FeatureHash.bytes(compact)
        new.folded = new.classes.contains(.number) ? shapeHash ^ 0x5555 : new.listed
        new.features = features.count
        addFeatures(new, vocabulary.hash(vocabulary.exact(form)), shapeHash, folded)
        facts.append(new)
        return number
    }

    private func addFeatures(_ facts: FormFacts, _ exact: UInt32, _ shape: UInt32, _ folded: [UInt8]) {
        // Where characters start, and where the last ends.
        var marks: [Int] = []
        for (index, byte) in folded.enumerated() where byte & 0xC0 != 0x80 { marks.append(index) }
        let count = marks.count
        marks.append(folded.count)
        func part(_ range: Range<Int>) -> UInt32 {
            guard range.lowerBound >= 0, range.upperBound <= count else { return 0x7FFF_FFFF }
            return FeatureHash.bytes(folded[marks[range.lowerBound]..<marks[range.upperBound]])
        }
        let hyphen = folded.firstIndex(of: UInt8(ascii: "-"))
        let isName = facts.classes.contains(.name)
        let values: [UInt32] = [
            facts.folded, facts.compact,
            // near
            shape, part(count - 3..<count), part(count - 2..<count), part(0..<min(3, count)),
            // own
            facts.classes.contains(.number) ? shape : exact,
            part(0..<1), part(0..<2), part(0..<4), part(count - 1..<count), part(count - 4..<count),
            hyphen.map { FeatureHash.bytes(folded[..<$0]) } ?? 0,
            hyphen.map { FeatureHash.bytes(folded[($0 + 1)...]) } ?? 0,
            facts.classes.rawValue, UInt32(min(count, 12)) << 8 | (isName ? 1 : 0),
            part(count - 5..<count), part(0..<5),
        ]
        for (number, value) in values.enumerated() {
            features.append(FeatureHash.mix(UInt32(number), value))
        }
    }

    /// "McKay-12" → "XxXxx-00" and "XxXx-0".
    private static func shapes(_ form: UnsafeBufferPointer<UInt8>) -> (shape: [UInt8], compact: [UInt8]) {
        var shape: [UInt8] = []
        var compact: [UInt8] = []
        for (index, byte) in form.prefix(60).enumerated() where byte & 0xC0 != 0x80 {
            let sign: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): sign = UInt8(ascii: "X")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): sign = UInt8(ascii: "x")
            case UInt8(ascii: "0")...UInt8(ascii: "9"): sign = UInt8(ascii: "0")
            case ..<0x80: sign = byte
            default: sign = Self.sign(ofCharacterAt: index, form)
            }
            if compact.last != sign { compact.append(sign) }
            // Beyond four, how long a run is tells nothing.
            if shape.count < 4 || shape.suffix(4).contains(where: { $0 != sign }) { shape.append(sign) }
        }
        return (shape, compact)
    }

    /// The sign of a character beyond ASCII.
    private static func sign(ofCharacterAt index: Int, _ form: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var end = index + 1
        while end < form.count, form[end] & 0xC0 == 0x80 { end += 1 }
        guard let scalar = String(decoding: form[index..<end], as: UTF8.self).unicodeScalars.first else {
            return UInt8(ascii: "?")
        }
        let properties = scalar.properties
        if properties.isUppercase { return UInt8(ascii: "X") }
        return properties.isAlphabetic ? UInt8(ascii: "x") : UInt8(ascii: "?")
    }
}
