public import ArticleModel

/// A text with places marked in it by « and », which are taken out.
public struct MarkedText {
    /// The text without the marks.
    public let text: String
    /// The marked places in bytes, in order of their start.
    public let spans: [Span]

    /// Reads a marked text.
    public init(_ marked: String) {
        var text = ""
        var open: [Int] = []
        var spans: [Span] = []
        for character in marked {
            switch character {
            case "«": open.append(text.utf8.count)
            case "»": spans.append(Span(open.removeLast(), text.utf8.count))
            default: text.append(character)
            }
        }
        self.text = text
        self.spans = spans.sorted()
    }
}

/// Text of many-byte characters: every test of positions is run behind it too.
public let multiBytePrefix = "Été 🇫🇷.\n"
