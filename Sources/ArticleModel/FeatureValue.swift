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
}
