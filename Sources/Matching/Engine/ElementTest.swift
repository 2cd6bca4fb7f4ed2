internal import English
internal import ArticleModel
internal import Tokenization

/// A compiled condition on what an element has matched.
struct ElementTest {
    /// What a name can mean.
    enum Subject {
        /// the length of the text in characters
        case length
        /// the number of tokens
        case tokenCount
        /// the value of a number
        case value
        /// the text; in lower case
        case text, lower
        case tokenClass(TokenClass)
        /// a feature of the list entry or the annotation that was matched
        case feature(String)
        /// a predicate that the plugin registered
        case predicate(String)
    }

    enum Value {
        case number(Double)
        case range(Double, Double)
        case text(String)
        case glob([Glob])
        case regex(Regex)
    }

    enum Glob: Equatable { case anything, one, scalar(Unicode.Scalar) }

    /// What the element was matched with, for features.
    enum Source {
        case none
        case entry(Gazetteer, Int)
        case annotation(Annotation)
    }

    var subject: Subject
    var negated: Bool
    var comparison: TestSyntax.Comparison?
    var values: [Value]

    var dependsOnFormAlone: Bool {
        switch subject {
        case .length, .tokenCount, .value, .text, .lower: true
        case .tokenClass(let classes):
            classes.isDisjoint(with: .ofPlace)
        case .feature, .predicate: false
        }
    }

    func holds(for range: Range<Int>, _ source: Source, in input: MatchInput, _ context: ElementContext)
        throws
        -> Bool
    {
        try evaluate(range, source, input, context) != negated
    }

    /// Whether a test that depends on the form alone holds for a token of the form.
    func holds(for form: Vocabulary.Form, _ vocabulary: Vocabulary) throws -> Bool {
        let holds: Bool
        switch subject {
        case .tokenClass(let classes): holds = vocabulary.classes(form).isSuperset(of: classes)
        case .tokenCount: holds = compare(1)
        case .length: holds = compare(Double(vocabulary.text(form).unicodeScalars.count))
        case .value: holds = NumberWords.value(of: vocabulary.text(form)).map(compare) ?? false
        case .text: holds = try compare(vocabulary.text(form))
        case .lower: holds = try compare(vocabulary.text(form).lowercased())
        case .feature, .predicate: return true
        }
        return holds != negated
    }

    private func evaluate(
        _ range: Range<Int>, _ source: Source, _ input: MatchInput, _ context: ElementContext
    )
        throws -> Bool
    {
        switch subject {
        case .tokenClass(let classes): return input.tokens.classes[range.lowerBound].isSuperset(of: classes)
        case .predicate(let name): return try context.predicate(name, range)
        case .length: return compare(Double(input.text(range).unicodeScalars.count))
        case .tokenCount: return compare(Double(range.count))
        case .value:
            guard let value = NumberWords.value(of: input.text(range)) else { return false }
            return compare(value)
        case .text: return try compare(input.text(range))
        case .lower: return try compare(input.text(range).lowercased())
        case .feature(let name):
            switch source {
            case .none: return false
            case .entry(let list, let entry):
                guard let value = list.value(name, ofEntry: entry) else { return comparison == .notEqual }
                return comparison == nil ? true : try compare(value)
            case .annotation(let annotation):
                let value: String
                switch name {
                case "label": value = annotation.label
                case "layer": value = annotation.layer
                case "plugin": value = annotation.plugin
                case "rule": value = annotation.rule ?? ""
                default:
                    switch annotation[name] {
                    case .string(let text): value = text
                    case .integer(let number): return comparison == nil || compare(Double(number))
                    case .number(let number): return comparison == nil || compare(number)
                    case .boolean(let flag):
                        if comparison == nil { return flag }
                        value = String(flag)
                    case nil, .null?: return comparison == .notEqual
                    default: return comparison == nil
                    }
                }
                return comparison == nil ? true : try compare(value)
            }
        }
    }

    private func compare(_ number: Double) -> Bool {
        let result = values.contains { value in
            switch (value, comparison) {
            case (.range(let low, let high), _): return low <= number && number <= high
            case (.number(let other), .less): return number < other
            case (.number(let other), .lessOrEqual): return number <= other
            case (.number(let other), .greater): return number > other
            case (.number(let other), .greaterOrEqual): return number >= other
            case (.number(let other), _): return number == other
            default: return false
            }
        }
        return comparison == .notEqual ? !result : result
    }

    private func compare(_ text: String) throws -> Bool {
        if let comparison, ![.equal, .notEqual, .matches].contains(comparison) {
            guard let number = Double(text) else { return false }
            return compare(number)
        }
        var result = false
        for value in values {
            switch value {
            case .text(let other): result = text == other
            case .glob(let glob): result = Self.matches(glob[...], Array(text.unicodeScalars)[...])
            case .number(let other): result = Double(text) == other
            case .range(let low, let high): result = Double(text).map { low <= $0 && $0 <= high } ?? false
            case .regex(let regex):
                var copy = text
                result = try copy.withUTF8 { try regex.firstMatch(in: $0) != nil }
            }
            if result { break }
        }
        return comparison == .notEqual ? !result : result
    }

    static func glob(_ text: String) -> [Glob] {
        text.unicodeScalars.map { $0 == "*" ? .anything : $0 == "?" ? .one : .scalar($0) }
    }

    /// Greedy matching with one place to go back to: linear but for the last star.
    private static func matches(_ glob: ArraySlice<Glob>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var (g, t) = (glob.startIndex, text.startIndex)
        var star: (glob: Int, text: Int)?
        while t < text.endIndex {
            if g < glob.endIndex, glob[g] == .one || glob[g] == .scalar(text[t]) {
                g += 1
                t += 1
            } else if g < glob.endIndex, glob[g] == .anything {
                star = (g, t)
                g += 1
            } else if let last = star {
                star = (last.glob, last.text + 1)
                g = last.glob + 1
                t = last.text + 1
            } else {
                return false
            }
        }
        return glob[g...].allSatisfy { $0 == .anything }
    }
}
