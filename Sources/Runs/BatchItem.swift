internal import Exchange

/// A piece of input on its way through a batch.
struct BatchItem {
    /// Its place in the input, from 0.
    var number: Int
    var input: InputItem
    /// Plugins that must not be run on it, as they ended a worker, and how.
    var crashes: [(plugin: String, reason: String)] = []

    func write(to frame: inout FrameWriter) {
        frame.write(number)
        frame.write(input.kind.rawValue)
        frame.write(input.source)
        frame.write(input.number)
        frame.write(input.fields.count)
        for (name, value) in input.fields.sorted(by: { $0.key < $1.key }) {
            frame.write(name)
            frame.write(value)
        }
        frame.write(input.problem ?? "")
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
        guard let kind = InputItem.Kind(rawValue: try frame.text()) else { throw FrameReader.Failure() }
        input = InputItem(kind, source: try frame.text(), number: try frame.number(), bytes: [])
        for _ in 0..<(try frame.number()) { input.fields[try frame.text()] = try frame.text() }
        let problem = try frame.text()
        input.problem = problem.isEmpty ? nil : problem
        input.bytes = try frame.content()
        for _ in 0..<(try frame.number()) { crashes.append((try frame.text(), try frame.text())) }
    }
}

/// What became of an item.
public struct BatchResult {
    /// Its place in the input, from 0.
    public var number: Int
    /// What it is called.
    public var id: String
    /// The record in the format of the output.
    public var record: [UInt8]
    /// What went wrong: kind, plugin (or nothing), message.
    public var errors: [Problem]
    /// Processor time in nanoseconds.
    public var nanoseconds: Int
    /// Bytes of text.
    public var bytes: Int
    /// Words of text, as parted by white space.
    public var words: Int
    /// The input as a record that can be read again, where something went wrong.
    public var deadLetter: [UInt8]

    /// One thing that went wrong.
    public struct Problem: Sendable {
        /// As in the record's error.
        public var kind: String
        /// The plugin; empty if none.
        public var plugin: String
        /// What happened.
        public var message: String

        /// A problem.
        public init(kind: String, plugin: String, message: String) {
            (self.kind, self.plugin, self.message) = (kind, plugin, message)
        }
    }

    /// A result.
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
    }

    init(from frame: inout FrameReader) throws {
        number = try frame.number()
        id = try frame.text()
        record = try frame.content()
        errors = []
        for _ in 0..<(try frame.number()) {
            errors.append(
                Problem(kind: try frame.text(), plugin: try frame.text(), message: try frame.text()))
        }
        nanoseconds = try frame.number()
        bytes = try frame.number()
        words = try frame.number()
        deadLetter = try frame.content()
    }
}
