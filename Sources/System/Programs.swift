#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Programs that this one starts, and its own end.
public enum Programs {
    /// Runs a program on the terminal to its end.
    ///
    /// - Parameter input: text for its standard input; nil for the standard input of this program.
    /// - Returns: false if it could not be started or failed.
    public static func run(_ arguments: [String], input: String?) -> Bool {
        var ends: [Int32] = [-1, -1]
        if input != nil, pipe(&ends) != 0 { return false }
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if input != nil {
            posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
            posix_spawn_file_actions_addclose(&actions, ends[0])
            posix_spawn_file_actions_addclose(&actions, ends[1])
        }
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ)
        if let input {
            close(ends[0])
            // A reader that leaves early is no reason to end.
            let before = signal(SIGPIPE, SIG_IGN)
            // How much it reads is its own affair.
            if failure == 0 { _ = Descriptor.writeAll(ends[1], Array(input.utf8)) }
            close(ends[1])
            signal(SIGPIPE, before)
        }
        guard failure == 0 else { return false }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status == 0
    }

    /// Ends this program.
    public static func exit(_ code: Int32) -> Never {
        #if canImport(Glibc)
            Glibc.exit(code)
        #else
            Darwin.exit(code)
        #endif
    }
}

extension FileSystem {
    /// Creates an empty file with a name of its own that ends with `suffix`.
    ///
    /// - Returns: its path, or nil if the folder cannot be written.
    public static func makeTemporaryFile(in folder: String, suffix: String) -> String? {
        var path = Array("\(folder)/nightdesk-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&path, Int32(suffix.utf8.count))
        guard descriptor >= 0 else { return nil }
        close(descriptor)
        return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// The reasons that the system gives for failures.
public enum SystemError {
    /// The reason of the last failure.
    public static var last: String { String(cString: strerror(errno)) }

    /// Whether the last failure was that nobody reads a pipe any more.
    public static var isBrokenPipe: Bool { errno == EPIPE }

    /// Makes the C library believe that a signal interrupted the last call.
    public static func setInterrupted() { errno = EINTR }
}
