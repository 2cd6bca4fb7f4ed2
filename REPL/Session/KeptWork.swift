internal import Authoring

/// What is kept of a session, to become a plugin.
struct KeptWork {
    /// A sentence with the stretches that are to be found in it.
    struct Sample: Equatable {
        var sentence: String
        /// Places in bytes of the sentence, with their labels, in order.
        var marks: [Mark]
        var published: String?
        /// Whether the person marked them, and not a pattern.
        var isJudged = false
    }

    /// A stretch of a sentence.
    struct Mark: Equatable {
        var range: Range<Int>
        var label: String
    }

    /// Patterns as rules.
    var rules: [PluginTemplate.Rule] = []
    /// Lua entries.
    var code: [String] = []
    /// Sentences for examples.
    var samples: [Sample] = []
    /// The pattern that `:find` looked for last, which `:keep` keeps.
    var lastPattern: String?
    /// The Lua entry before this one, which `:keep` keeps.
    var lastEntry: String?

    /// Drops what a plugin was made of.
    mutating func clear() { (rules, code, samples) = ([], [], []) }

    var isEmpty: Bool { rules.isEmpty && code.isEmpty }

    /// The sentence with its marks written into it; nil if the characters that mark occur in it or marks
    /// cross.
    static func marked(_ sample: Sample) -> PluginTemplate.Example? {
        let utf8 = Array(sample.sentence.utf8)
        for (marks, pair) in [("«", "»"), ("⟦", "⟧"), ("⟪", "⟫")].map({ ($0.0 + $0.1, $0) }) {
            if sample.sentence.contains(pair.0) || sample.sentence.contains(pair.1) { continue }
            var text = ""
            var at = 0
            for mark in sample.marks {
                guard mark.range.lowerBound >= at, mark.range.upperBound <= utf8.count else { return nil }
                let inside = String(decoding: utf8[mark.range], as: UTF8.self)
                if inside.contains("|") { return nil }
                text += String(decoding: utf8[at..<mark.range.lowerBound], as: UTF8.self)
                text += pair.0 + inside + "|" + mark.label + pair.1
                at = mark.range.upperBound
            }
            text += String(decoding: utf8[at...], as: UTF8.self)
            return PluginTemplate.Example(
                text, published: sample.published, marks: marks == "«»" ? nil : marks)
        }
        return nil
    }
}
