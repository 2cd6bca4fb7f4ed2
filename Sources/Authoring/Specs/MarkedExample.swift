internal import Diagnostics
internal import ArticleModel

/// A text with the expected places marked in it: `on «12 May|DATE value=2024-05-12»`.
struct MarkedExample {
    /// What is expected at one place.
    struct Mark: Equatable {
        var span: Span
        var label: String?
        /// Features by name; a path with dots leads into a mention (`speaker.canonical`). An empty
        /// value means that the feature must not be there.
        var features: [(name: String, value: String)]

        static func == (a: Mark, b: Mark) -> Bool { a.span == b.span && a.label == b.label }
    }

    /// The text without the marks.
    let text: String
    /// In order of their start.
    let marks: [Mark]

    /// Reads a marked text; `brackets` are the two characters that mark.
    init(_ marked: String, brackets: (Character, Character) = ("«", "»")) throws(Diagnostic) {
        var text = ""
        var open: [(start: Int, position: Int)] = []
        var marks: [Mark?] = []
        var detail: String?
        for character in marked {
            if character == brackets.0, detail == nil {
                open.append((text.utf8.count, marks.count))
                marks.append(nil)
            } else if character == brackets.1 {
                guard let (start, position) = open.popLast() else {
                    throw Diagnostic(.plugin, "'\(brackets.1)' without '\(brackets.0)' in: \(marked)")
                }
                marks[position] = try Self.mark(Span(start, text.utf8.count), detail ?? "")
                detail = nil
            } else if detail != nil {
                detail!.append(character)
            } else if character == "|", !open.isEmpty {
                detail = ""
            } else {
                text.append(character)
            }
        }
        guard open.isEmpty else { throw Diagnostic(.plugin, "'\(brackets.0)' is not closed in: \(marked)") }
        self.text = text
        self.marks = marks.compactMap { $0 }
    }

    private static func mark(_ span: Span, _ detail: String) throws(Diagnostic) -> Mark {
        var label: String?
        var features: [(name: String, value: String)] = []
        for word in try words(detail) {
            if let equals = word.firstIndex(of: "=") {
                features.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
            } else {
                label = word
            }
        }
        return Mark(span: span, label: label, features: features)
    }

    /// Split at blanks, but not within "…".
    private static func words(_ text: String) throws(Diagnostic) -> [String] {
        var words: [String] = []
        var word = ""
        var quoted = false
        for character in text {
            if character == "\"" {
                quoted.toggle()
            } else if character == " ", !quoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if quoted { throw Diagnostic(.plugin, "a \" is not closed in |\(text)") }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
