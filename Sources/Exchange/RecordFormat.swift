public import ArticleModel
public import Tokenization

/// A format that `run` writes. Its name, its help, what it needs of `-o` and whether it can be resumed, its
/// encoder and its sink all come from here, so that a new format is one file and one line of a registry.
///
/// ```swift
/// struct IDFormat: RecordFormat {
///     let name = "ids"
///     let summary = "the id of each article"
///     func encoder(_ context: EncodingContext) -> any RecordEncoder { IDEncoder() }
/// }
/// ```
public protocol RecordFormat: Sendable {
    /// The name, as the value of `--format`.
    var name: String { get }
    /// A few words for help; empty if the name says it all.
    var summary: String { get }
    /// Where records of the format can be written.
    var destination: RecordDestination { get }
    /// Whether an interrupted run can be resumed.
    var isResumable: Bool { get }
    /// The unit of offsets that the format prescribes; nil if it can be chosen.
    var unit: OffsetMap.Unit? { get }
    /// Returns the bytes at the start of a stream.
    func header(_ context: EncodingContext) -> [UInt8]

    /// Returns an encoder, which lives in a worker and is used for one record after the other.
    func encoder(_ context: EncodingContext) -> any RecordEncoder

    /// Opens the sink that the encoded records are written to. The default is for streams.
    ///
    /// - Throws: an error that describes why the output cannot be opened.
    func sink(_ place: OutputPlace) throws -> any RecordSink

    /// Returns the position of an interrupted run if the output itself knows it. The default is nil: the
    /// journal of the run knows it.
    ///
    /// - Throws: an error that describes why the output cannot be read.
    func position(ofInterrupted output: String) throws -> RunPosition?
}

extension RecordFormat {
    /// Empty.
    public var summary: String { "" }
    /// A stream.
    public var destination: RecordDestination { .stream }
    /// True.
    public var isResumable: Bool { true }
    /// Nil.
    public var unit: OffsetMap.Unit? { nil }
    /// Empty.
    public func header(_ context: EncodingContext) -> [UInt8] { [] }

    /// A file or standard output.
    ///
    /// - Throws: `OutputFile.Failure` if the file cannot be opened or the header cannot be written.
    public func sink(_ place: OutputPlace) throws -> any RecordSink {
        try StreamSink(place)
    }

    /// Nil.
    public func position(ofInterrupted output: String) throws -> RunPosition? { nil }
}

/// Where the records of a format can be written.
public enum RecordDestination: Sendable {
    /// standard output or a file that grows record by record
    case stream
    /// a folder with files for each article
    case folder
    /// a database file
    case database
}

/// What decides how records are encoded.
public struct EncodingContext {
    /// Whether records contain the text of the article.
    public var includesText: Bool
    /// The layers to write; all if nil.
    public var layers: Set<String>?
    /// The metadata fields to write; all if nil.
    public var fields: [String]?
    /// The unit in which offsets count.
    public var unit: OffsetMap.Unit
    /// The layers that the plugins of the run provide, in order.
    public var providedLayers: [String]
    /// What the plugins' manifests say of their layers, by layer, for formats that people read.
    public var descriptions: [String: LayerDescription]
    /// Returns the tokens of an article, for formats that write tokens.
    public var tokens: (Article) -> TokenTable

    /// Creates a context.
    public init(
        includesText: Bool = true, layers: Set<String>? = nil, fields: [String]? = nil,
        unit: OffsetMap.Unit = .codepoints,
        providedLayers: [String] = [], descriptions: [String: LayerDescription] = [:],
        tokens: @escaping (Article) -> TokenTable = { Tokenizer(vocabulary: Vocabulary()).tokenize($0) }
    ) {
        self.includesText = includesText
        self.layers = layers
        self.fields = fields
        self.unit = unit
        self.providedLayers = providedLayers
        self.descriptions = descriptions
        self.tokens = tokens
    }
}

/// Encodes records in one format.
public protocol RecordEncoder {
    /// Returns the bytes of a record. They go to the ``RecordSink`` of the same format, and to nothing else,
    /// so that only formats whose destination is a stream need write what people can read.
    mutating func encode(_ record: OutgoingRecord) -> [UInt8]
}

/// The formats to choose from, in the order of help.
public struct RecordFormats: Sendable {
    /// The formats.
    public let all: [any RecordFormat]

    /// Creates a registry.
    public init(_ all: [any RecordFormat]) { self.all = all }

    /// Returns the format of that name, or nil if there is none.
    public func named(_ name: String) -> (any RecordFormat)? { all.first { $0.name == name } }

    /// The names with their summaries, as a sentence for help: `jsonl, flat (an annotation a line) or csv`.
    public var help: String {
        let items = all.map { $0.summary.isEmpty ? $0.name : "\($0.name) (\($0.summary))" }
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " or " + last
    }
}
