#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The few things that are done with files: read whole, list, ask what a path is.
public enum FileSystem {
    /// A path that could not be read or written, with the system's reason.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// The path.
        public var path: String
        /// The system's reason, as "No such file or directory".
        public var reason: String

        /// "PATH: REASON"
        public var description: String { "\(path): \(reason)" }

        /// A failure for a reason of ours.
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }

        init(_ path: String, _ number: Int32) {
            self.path = path
            reason = String(cString: strerror(number))
        }
    }

    /// What a path is.
    public enum Kind: Sendable {
        /// a folder
        case folder
        /// anything that can be read: a file, a pipe, a device
        case file
    }

    /// What the path is, links followed; nil if there is nothing.
    public static func kind(of path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// What tells a file or folder from every other, whatever its paths.
    public struct Identity: Hashable, Sendable {
        private let device: UInt64
        private let number: UInt64

        fileprivate init(_ status: stat) {
            (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }
    }

    /// Returns the identity of what a path leads to, links followed, or nil if there is nothing.
    public static func identity(of path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(status) : nil
    }

    /// Returns why a path in a folder is not a file or folder that can be read to its end, or nil if it is.
    public static func obstacle(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return String(cString: strerror(errno)) }
        return switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR: nil
        case S_IFIFO: "a named pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    /// The bytes of a file.
    ///
    /// - Throws: ``Failure``.
    public static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(path, errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw Failure(path, EISDIR) }
        var bytes: [UInt8] = []
        var count = 0
        repeat {
            // The first read takes a whole file; another sees that it has ended.
            let part = [UInt8](
                unsafeUninitializedCapacity: max(1 << 12, Int(status.st_size) - bytes.count + 1)
            ) {
                count = readRetrying(descriptor, UnsafeMutableRawPointer($0.baseAddress!), $0.count)
                $1 = max(0, count)
            }
            if bytes.isEmpty { bytes = part } else { bytes += part }
        } while count > 0
        guard count == 0 else { throw Failure(path, errno) }
        return bytes
    }

    private static func readRetrying(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int)
        -> Int
    {
        while true {
            #if canImport(Glibc)
                let result = Glibc.read(descriptor, buffer, count)
            #else
                let result = Darwin.read(descriptor, buffer, count)
            #endif
            if result >= 0 || errno != EINTR { return result }
        }
    }

    /// The names in a folder, without those that begin with a dot, sorted by bytes.
    ///
    /// - Throws: ``Failure``.
    public static func list(_ path: String) throws(Failure) -> [String] {
        guard let folder = opendir(path) else { throw Failure(path, errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// How many bytes a file has; nil if there is none, or it is no plain file.
    public static func size(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Removes a file, if there is one.
    public static func remove(_ path: String) { unlink(path) }

    /// Gives a file another name; one that has that name already is gone.
    ///
    /// - Throws: ``Failure``.
    public static func rename(_ path: String, to name: String) throws(Failure) {
        #if canImport(Glibc)
            guard Glibc.rename(path, name) == 0 else { throw Failure(name, errno) }
        #else
            guard Darwin.rename(path, name) == 0 else { throw Failure(name, errno) }
        #endif
    }

    /// The paths that fit a pattern of the shell (`*`, `?`, `[…]`), sorted by bytes.
    public static func glob(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        #if canImport(Glibc)
            guard Glibc.glob(pattern, 0, nil, &found) == 0 else { return [] }
        #else
            guard Darwin.glob(pattern, 0, nil, &found) == 0 else { return [] }
        #endif
        let paths = (0..<Int(found.gl_pathc)).compactMap { index in
            found.gl_pathv[index].map { String(cString: $0) }
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Writes a file as a whole: under another name first, so that it is never seen half-written.
    ///
    /// - Throws: ``Failure``.
    public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let temporary = "\(path).\(getpid()).partial"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(path, errno) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                #if canImport(Glibc)
                    Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
                #else
                    Darwin.write(descriptor, $0.baseAddress! + written, bytes.count - written)
                #endif
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let number = errno
                close(descriptor)
                unlink(temporary)
                throw Failure(path, number)
            }
            written += count
        }
        guard close(descriptor) == 0 else { throw Failure(path, errno) }
        try rename(temporary, to: path)
    }

    /// Writes behind the end of a file, which is made if it is not there; readable by its owner alone.
    ///
    /// - Throws: ``Failure``.
    public static func append(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path, errno) }
        defer { close(descriptor) }
        // In one go, so that lines of two programs that append do not mix.
        let count = bytes.withUnsafeBytes {
            #if canImport(Glibc)
                Glibc.write(descriptor, $0.baseAddress, bytes.count)
            #else
                Darwin.write(descriptor, $0.baseAddress, bytes.count)
            #endif
        }
        guard count == bytes.count else { throw Failure(path, count < 0 ? errno : ENOSPC) }
    }

    /// What tells a version of a file from another: when it was written, and its length.
    public struct Stamp: Hashable, Sendable {
        /// Nanoseconds since 1970.
        public var written: Int
        /// Bytes.
        public var size: Int
    }

    /// The stamp of a file; nil if there is none.
    public static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return Stamp(written: time.tv_sec * 1_000_000_000 + time.tv_nsec, size: Int(status.st_size))
    }

    /// Makes a folder, and those around it.
    ///
    /// - Throws: ``Failure``.
    public static func makeFolder(_ path: String) throws(Failure) {
        if kind(of: path) == .folder { return }
        let parent = Path.parent(path)
        if parent != path, !parent.isEmpty { try makeFolder(parent) }
        guard mkdir(path, 0o755) != 0 else { return }
        let number = errno
        // Another process may have made it in the meantime; a file in its place is an error.
        guard number == EEXIST, kind(of: path) == .folder else { throw Failure(path, number) }
    }

    /// The path without links and dots, or nil if there is nothing there.
    public static func resolve(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// Paths as text, with slashes.
public enum Path {
    /// The last part: `a/b.txt` → `b.txt`.
    public static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The path without its last part; "." for a bare name.
    public static func parent(_ path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// The last part without its ending: `a/b.txt` → `b`.
    public static func stem(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// What follows the last full stop of the name, in lower case; empty if there is none.
    public static func fileExtension(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Two parts joined by a slash; the second alone if it begins with one.
    public static func join(_ folder: String, _ name: String) -> String {
        if name.hasPrefix("/") || folder.isEmpty || folder == "." && !name.isEmpty { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}

extension FileSystem {
    /// Removes a folder with everything in it; what cannot be removed stays.
    public static func removeFolder(_ path: String) {
        // A folder that cannot be listed stays.
        for name in (try? list(path)) ?? [] {
            let inner = Path.join(path, name)
            if kind(of: inner) == .folder { removeFolder(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }
}
