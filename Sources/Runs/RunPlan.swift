internal import Diagnostics
public import ArticleModel
public import Exchange

/// Everything that decides what a run does.
public struct RunPlan {
    /// What happens with an article that has errors.
    public enum ErrorPolicy: String, Sendable, CaseIterable {
        /// its errors are in its record
        case record
        /// it is left out of the output
        case skip
        /// the run stops after it
        case stop
    }

    /// What happens with the partial output of an interrupted run.
    public enum Beginning: Sendable {
        /// a new run; partial output is an error
        case new
        /// a new run; partial output is discarded
        case restart
        /// the interrupted run is resumed, which must be the same
        case resume
        /// the interrupted run is resumed although plugins, options or input have changed
        case resumeMixed

        var isResuming: Bool { self == .resume || self == .resumeMixed }
    }

    /// The files and streams to read.
    public var sources: [InputSource]
    /// How items become articles.
    public var reader: InputItemReader
    /// The format of the output.
    public var format: any RecordFormat
    /// The path of the output; nil for standard output.
    public var output: String?
    /// Whether records contain the text.
    public var includesText = true
    /// The layers to write; all if empty.
    public var layers: [String] = []
    /// The metadata fields to write; all if nil.
    public var fields: [String]?
    /// The unit in which offsets count, if the format leaves a choice.
    public var unit = OffsetMap.Unit.codepoints
    /// The number of workers.
    public var jobs = 1
    /// Whether records may be written in the order in which they are done.
    public var isUnordered = false
    /// Whether every record is written at once.
    public var flushesLines = false
    /// Seconds that a plugin may take for an article before its worker is ended.
    public var deadline = 10.0
    /// What happens with an article that has errors.
    public var onError = ErrorPolicy.record
    /// The number of articles with errors after which the run stops; nil for no limit.
    public var maximumErrors: Int?
    /// The path of a file for the input of articles with errors; nil for none.
    public var deadLetters: String?
    /// What happens with the partial output of an interrupted run.
    public var beginning = Beginning.new
    /// Further facts that decide what the output looks like, such as options of plugins. A run is resumed only
    /// if they are the same.
    public var facts: [(name: String, value: String)] = []

    /// Creates a plan with one worker and standard output.
    public init(sources: [InputSource], reader: InputItemReader, format: any RecordFormat) {
        (self.sources, self.reader, self.format) = (sources, reader, format)
    }

    /// Checks what can be checked without reading anything.
    ///
    /// - Throws: `Diagnostic`.
    func check() throws(Diagnostic) {
        if jobs < 1 { throw Diagnostic(.usage, "--jobs must be at least 1, not \(jobs)") }
        if format.destination != .stream, output == nil {
            throw Diagnostic(.usage, "--format \(format.name) needs -o with a name for the output")
        }
        guard beginning.isResuming else { return }
        if output == nil {
            throw Diagnostic(.usage, "--resume needs -o: standard output cannot be gone on with")
        }
        if !format.isResumable { throw Diagnostic(.usage, "--format \(format.name) cannot be resumed") }
        if isUnordered {
            throw Diagnostic(
                .usage, "--resume and --unordered exclude each other: how far a run came is told by the order"
            )
        }
    }
}

/// How a run ended.
public enum RunOutcome: Equatable, Sendable {
    /// everything was read and written
    case complete
    /// the policy for errors ended it; what was written is complete up to there
    case stopped(reason: String)
    /// ``Run/isInterrupted`` ended it; it can be resumed if the output is a file
    case interrupted
}
