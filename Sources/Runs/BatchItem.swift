internal import ArticleModel
internal import Exchange
internal import Serialization

/// An item on its way through a run.
struct BatchItem {
    /// Its position in the input, from 0.
    var number: Int
    var input: InputItem
    /// Plugins that must not run on it because they ended a worker, with the reasons.
    var crashes: [(plugin: String, reason: String)] = []

    func write(to frame: inout FrameWriter) {
        frame.write(number)
        frame.write(input.format.name)
        frame.write(input.source)
        frame.write(input.number)
        frame.write(input.fields.count)
        for (name, value) in input.fields.sorted(by: { $0.key < $1.key }) {
            frame.write(name)
            frame.write(value)
        }
        frame.write(input.problem?.kind)
        frame.write(input.problem?.message ?? "")
        frame.write(input.bytes)
        frame.write(crashes.count)
        for crash in crashes {
            frame.write(crash.plugin)
            frame.write(crash.reason)
        }
    }

    init(number: Int, input: InputItem) {
        self.number = number
        self.input = input
    }

    init(from frame: inout FrameReader) throws {
        number = try frame.number()
        guard let format = InputFormats.named(try frame.text()) else { throw FrameReader.Failure() }
        input = InputItem(format, source: try frame.text(), number: try frame.number(), bytes: [])
        for _ in 0..<(try frame.count()) { input.fields[try frame.text()] = try frame.text() }
        let kind = try frame.optionalText()
        let message = try frame.text()
        if let kind { input.note(kind, message) }
        input.bytes = Array(try frame.content())
        for _ in 0..<(try frame.count()) { crashes.append((try frame.text(), try frame.text())) }
    }
}

/// The result of an item.
public struct BatchResult {
    /// Its position in the input, from 0.
    public var number: Int
    /// The id of its record.
    public var id: String
    /// The encoded record.
    public var record: [UInt8]
    /// The errors of the record.
    public var errors: [Problem]
    /// Processor time in nanoseconds.
    public var nanoseconds: Int
    /// Bytes of text.
    public var bytes: Int
    /// Words of text, as separated by white space.
    public var words: Int
    /// If there were errors, the input as a line of JSON Lines that can be run again.
    public var deadLetter: [UInt8]
    /// The choices of the reader that are no errors.
    public var notices: [String] = []

    /// An error, as far as the report needs it.
    public struct Problem: Sendable {
        /// The kind of the record's error.
        public var kind: String
        /// The name of the plugin; empty if there is none.
        public var plugin: String
        /// The message.
        public var message: String

        /// Creates a problem.
        public init(kind: String, plugin: String, message: String) {
            (self.kind, self.plugin, self.message) = (kind, plugin, message)
        }
    }

    /// Creates a result.
    public init(
        id: String, record: [UInt8], errors: [Problem], bytes: Int, words: Int, deadLetter: [UInt8] = []
    ) {
        number = 0
        nanoseconds = 0
        (self.id, self.record, self.errors) = (id, record, errors)
        (self.bytes, self.words, self.deadLetter) = (bytes, words, deadLetter)
    }

    func write(to frame: inout FrameWriter) {
        frame.write(number)
        frame.write(id)
        frame.write(record)
        frame.write(errors.count)
        for error in errors {
            frame.write(error.kind)
            frame.write(error.plugin)
            frame.write(error.message)
        }
        frame.write(nanoseconds)
        frame.write(bytes)
        frame.write(words)
        frame.write(deadLetter)
        frame.write(notices.count)
        for notice in notices { frame.write(notice) }
    }

    init(from frame: inout FrameReader) throws {
        number = try frame.number()
        id = try frame.text()
        record = Array(try frame.content())
        errors = []
        for _ in 0..<(try frame.count()) {
            errors.append(
                Problem(kind: try frame.text(), plugin: try frame.text(), message: try frame.text()))
        }
        nanoseconds = try frame.number()
        bytes = try frame.number()
        words = try frame.number()
        deadLetter = Array(try frame.content())
        for _ in 0..<(try frame.count()) { notices.append(try frame.text()) }
    }
}
