/// What a feature of an annotation, or a metadata field of an article, can hold: what JSON can,
/// and references into the article.
public indirect enum FeatureValue: Equatable, Sendable {
    /// JSON null
    case null
    /// a boolean
    case boolean(Bool)
    /// an integer
    case integer(Int)
    /// any other number
    case number(Double)
    /// text
    case string(String)
    /// values in order
    case list([FeatureValue])
    /// named values, in the order in which they are written
    case object([Field])
    /// a stretch of the article's text; written as `{"start","end","text"}`
    case mention(Span)
    /// another annotation of the article by its number; written as its id
    case annotation(Int)

    /// A named value.
    public struct Field: Equatable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: FeatureValue

        /// A named value.
        public init(_ name: String, _ value: FeatureValue) {
            self.name = name
            self.value = value
        }
    }

    /// The text, if it is text.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The value of a field, if it is an object that has it.
    public subscript(_ name: String) -> FeatureValue? {
        if case .object(let fields) = self { fields.first { $0.name == name }?.value } else { nil }
    }

    /// Returns the value as text for people: an object as `name=value` pairs, or as its `span` if it has one.
    ///
    /// - Parameters:
    ///   - empty: the text of ``null``.
    ///   - separator: what is between the parts of a list or an object.
    ///   - mention: returns the text of a span of the article.
    ///   - reference: returns the text of the annotation with a number.
    public func text(
        empty: String, separator: String = ", ", mention: (Span) -> String, reference: (Int) -> String
    ) -> String {
        func text(_ value: FeatureValue) -> String {
            switch value {
            case .null: empty
            case .boolean(let flag): String(flag)
            case .integer(let number): String(number)
            case .number(let number): String(number)
            case .string(let string): string
            case .mention(let span): mention(span)
            case .annotation(let number): reference(number)
            case .list(let values): values.map(text).joined(separator: separator)
            case .object(let fields):
                value["span"].map(text)
                    ?? fields.map { "\($0.name)=\(text($0.value))" }.joined(separator: separator)
            }
        }
        return text(self)
    }
}
