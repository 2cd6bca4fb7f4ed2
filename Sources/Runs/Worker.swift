internal import System

/// Something that works on bundles of items: a process, or in tests an object in this one.
protocol Worker: AnyObject {
    /// The bundles that were sent and not answered, the oldest first.
    var waiting: [Bundle] { get }
    /// The descriptors that become ready when the worker has something to read or write.
    var interests: [Descriptor.Interest] { get }

    /// Sends a bundle without waiting for it to arrive.
    func send(_ bundle: Bundle)

    /// Sends and receives what can be sent and received without waiting.
    ///
    /// - Returns: false if the worker has ended.
    func exchange() -> Bool

    /// Returns the next answer that has arrived, with the number of its bundle.
    ///
    /// - Throws: `FrameReader.Failure` if the answer cannot be read.
    func nextAnswer() throws -> (bundle: Int, results: [BatchResult])?

    /// What it works on: the number of the item, and the plugin from 1, or 0 for reading and writing; nil
    /// before it has begun with anything.
    var step: (item: Int, plugin: Int)? { get }

    /// Returns why the worker hangs, if it does.
    ///
    /// - Parameter limit: seconds that a step may take.
    func hang(limit: Double) -> WorkerWatch.Hang?

    /// Tells the worker that nothing more will be sent.
    func finish()
    /// Ends the worker at once.
    func kill()
    /// Waits for the worker to end and describes how it ended.
    func end() -> String
}

/// Items that travel together.
struct Bundle {
    var number: Int
    var items: [BatchItem]
}
