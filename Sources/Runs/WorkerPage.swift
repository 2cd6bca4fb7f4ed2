internal import System

/// What a worker is doing, in memory that it shares with the process that feeds it. Writing there costs next
/// to nothing, and it can be read after the worker has died.
struct WorkerPage {
    private let memory: SharedMemory

    init() throws(FileSystem.Failure) { memory = try SharedMemory() }

    /// Changes with each step.
    var beat: Int { memory.numbers[0] }
    /// The number of the item.
    var item: Int { memory.numbers[1] }
    /// The plugin, from 1; 0 for reading and writing.
    var plugin: Int { memory.numbers[2] }

    func begin(item: Int, plugin: Int) {
        memory.numbers[1] = item
        memory.numbers[2] = plugin
        memory.numbers[0] &+= 1
    }
}
