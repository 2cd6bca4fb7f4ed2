public import ArticleModel

/// An article as it is scored: its text and annotations, in code points as files have them.
public struct ScoredDocument: Sendable {
    /// Its id.
    public var id: String
    /// Its text, code point by code point.
    public var text: [Unicode.Scalar]
    /// Its annotations.
    public var annotations: [ScoredAnnotation]
    /// Stretches in which nothing is scored.
    public var ignored: [Range<Int>]

    /// A document.
    public init(
        id: String, text: String, annotations: [ScoredAnnotation], ignored: [Range<Int>] = []
    ) {
        (self.id, self.annotations, self.ignored) = (id, annotations, ignored)
        self.text = Array(text.unicodeScalars)
    }

    /// A document out of a record of JSON Lines; nil if it has no id or no text.
    ///
    /// Offsets in another unit that the record names become code points. Annotations of other fields, such as the
    /// headline, are left out: only the text is scored.
    ///
    /// - Parameter text: the text for records that leave it out.
    public init?(record: FeatureValue, text: String? = nil) {
        let id: String
        switch record["id"] {
        case .string(let text)?: id = text
        case .integer(let number)?: id = String(number)
        default: return nil
        }
        guard let text = record["text"]?.string ?? text else { return nil }
        var annotations: [ScoredAnnotation] = []
        if case .list(let items)? = record["annotations"] {
            let offsets = CodePointOffsets(record, text: text)
            annotations = items.filter { ($0["field"]?.string ?? "text") == "text" }.compactMap {
                ScoredAnnotation(offsets?.converted($0) ?? $0)
            }
        }
        var ignored: [Range<Int>] = []
        if case .list(let spans)? = record["ignore"] {
            for case .list(let ends) in spans {
                if ends.count == 2, case .integer(let start) = ends[0], case .integer(let end) = ends[1],
                    start <= end
                {
                    ignored.append(start..<end)
                }
            }
        }
        self.init(id: id, text: text, annotations: annotations, ignored: ignored)
    }

    /// The text of a stretch.
    public func text(_ range: Range<Int>) -> String {
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: text[range.clamped(to: 0..<text.count)])
        return String(shown)
    }
}

/// The code points at the offsets of a record that counts in another unit.
private struct CodePointOffsets {
    private var codePoints: [Int: Int] = [:]

    /// Creates the offsets; nil if the record counts in code points, or has no text to count in.
    init?(_ record: FeatureValue, text: String) {
        guard let unit = record["offsets"]?.string.flatMap(OffsetMap.Unit.init(rawValue:)),
            unit != .codepoints, !text.isEmpty
        else { return nil }
        var offset = 0
        var count = 0
        for scalar in text.unicodeScalars {
            codePoints[offset] = count
            offset += unit == .bytes ? UTF8.width(scalar) : UTF16.width(scalar)
            count += 1
        }
        codePoints[offset] = count
    }

    /// A value in which each `start` and `end` counts in code points; null if it is outside the text or within a
    /// character.
    func converted(_ value: FeatureValue) -> FeatureValue {
        switch value {
        case .list(let values): return .list(values.map(converted))
        case .object(let fields):
            return .object(
                fields.map { field in
                    guard ["start", "end"].contains(field.name), case .integer(let offset) = field.value
                    else {
                        return .init(field.name, converted(field.value))
                    }
                    return .init(field.name, codePoints[offset].map { .integer($0) } ?? .null)
                })
        default: return value
        }
    }
}

/// An annotation as it is scored.
public struct ScoredAnnotation: Sendable {
    /// Its layer; empty where the file does not say.
    public var layer: String
    /// Its label.
    public var label: String
    /// Where it is, in code points.
    public var range: Range<Int>
    /// Everything that is said of it.
    public var fields: FeatureValue

    /// An annotation.
    public init(layer: String, label: String, range: Range<Int>, fields: FeatureValue = .object([])) {
        (self.layer, self.label, self.range, self.fields) = (layer, label, range, fields)
    }

    /// An annotation out of a record; nil if it has no place.
    public init?(_ record: FeatureValue) {
        guard case .integer(let start)? = record["start"], case .integer(let end)? = record["end"],
            start >= 0, start <= end
        else { return nil }
        self.init(
            layer: record["layer"]?.string ?? "", label: record["label"]?.string ?? "", range: start..<end,
            fields: record)
    }

    /// The rule that made it, as `plugin.rule`; empty if nothing is said.
    public var origin: String {
        let plugin = fields["plugin"]?.string ?? ""
        return fields["rule"]?.string.map { plugin + "." + $0 } ?? plugin
    }
}

/// How many are right, and how many there are.
public struct Tally: Sendable, Equatable {
    /// Found and right.
    public var correct = 0
    /// In the gold.
    public var gold = 0
    /// Found.
    public var found = 0

    /// Nothing counted.
    public init(correct: Int = 0, gold: Int = 0, found: Int = 0) {
        (self.correct, self.gold, self.found) = (correct, gold, found)
    }

    /// Right among those found.
    public var precision: Double { found == 0 ? 0 : Double(correct) / Double(found) }
    /// Found among those in the gold.
    public var recall: Double { gold == 0 ? 0 : Double(correct) / Double(gold) }
    /// The harmonic mean of both.
    public var f1: Double {
        let (p, r) = (precision, recall)
        return p + r == 0 ? 0 : 2 * p * r / (p + r)
    }

    /// Two counts as one.
    public static func + (a: Tally, b: Tally) -> Tally {
        Tally(correct: a.correct + b.correct, gold: a.gold + b.gold, found: a.found + b.found)
    }
}

/// One thing that was missed, found in vain or found wrongly.
public struct ScoringError: Sendable {
    /// What kind of error.
    public enum Kind: String, Sendable {
        /// in the gold, and not found
        case missed
        /// found, and not in the gold
        case spurious
        /// found with another extent, label or value
        case wrong
    }

    /// What kind.
    public var kind: Kind
    /// The article.
    public var document: String
    /// What the gold has.
    public var gold: ScoredAnnotation?
    /// What was found.
    public var found: ScoredAnnotation?
    /// What is wrong: `extent`, `label`, or the name of a feature.
    public var parts: [String]

    init(
        _ kind: Kind, _ document: String, gold: ScoredAnnotation? = nil, found: ScoredAnnotation? = nil,
        parts: [String] = []
    ) {
        (self.kind, self.document, self.gold, self.found, self.parts) = (kind, document, gold, found, parts)
    }
}

extension [ScoringError] {
    /// Sorts the errors of one article, which start at an index, by the place of their annotations.
    mutating func sortByPlace(from first: Int) {
        func place(_ error: ScoringError) -> Range<Int> { (error.gold ?? error.found)?.range ?? 0..<0 }
        let sorted = self[first...].enumerated().sorted { a, b in
            let (one, other) = (place(a.element), place(b.element))
            return (one.lowerBound, one.upperBound, a.offset) < (other.lowerBound, other.upperBound, b.offset)
        }
        replaceSubrange(first..., with: sorted.map(\.element))
    }
}

extension Unicode.Scalar {
    /// Letters and numbers, as `\w` of regular expressions without the underscore.
    var isWordLike: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
