#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What a command writes on its standard output while a file is its standard input. Its standard error is that of
/// this process.
public final class CommandBytes: ByteSource {
    private let path: String
    private let command: String
    private var process: pid_t = 0
    private var output: Int32 = -1

    /// Starts `sh -c COMMAND`.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be opened or no process can be started.
    public init(_ command: String, path: String) throws(FileSystem.Failure) {
        (self.command, self.path) = (command, path)
        let input = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw FileSystem.Failure(path, errno) }
        defer { if input > 0 { close(input) } }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw FileSystem.Failure(path, errno) }
        output = ends[0]
        // Other commands and workers must not keep the pipe open.
        for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) < 0 { throw FileSystem.Failure(path, errno) }
        let code = Self.start(command, input: input, output: ends[1], &process)
        close(ends[1])
        guard code == 0 else { throw FileSystem.Failure(path, code) }
    }

    deinit {
        if output >= 0 { close(output) }
        // It ends by the broken pipe if it has more to write.
        if process > 0 { waitpid(process, nil, 0) }
    }

    private static func start(_ command: String, input: Int32, output: Int32, _ process: inout pid_t) -> Int32
    {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This process ignores broken pipes; a command must end at one.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let words: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (word: String) in strdup(word)
        }
        defer { words.forEach { free($0) } }
        return posix_spawn(&process, "/bin/sh", &actions, &attributes, words + [nil], environ)
    }

    /// Whether reading would not wait.
    public var isReady: Bool {
        var ask = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        return output < 0 || poll(&ask, 1, 0) != 0
    }

    /// Reads some bytes; 0 at the end.
    ///
    /// - Throws: ``FileSystem/Failure`` at the end if the command has failed.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        while output >= 0 {
            #if canImport(Glibc)
                let count = Glibc.read(output, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(output, buffer.baseAddress, buffer.count)
            #endif
            if count > 0 { return count }
            if count < 0, errno == EINTR { continue }
            close(output)
            output = -1
            let reason = ChildProcess(id: process).end()
            process = 0
            guard reason == "exit code 0" else {
                throw FileSystem.Failure(path: path, reason: "the command `\(command)` ended with \(reason)")
            }
        }
        return 0
    }
}
