internal import System

/// Splits a stream of JSON into the values at its top, or those of a list at its top, in constant memory but for the
/// largest. The values are not parsed: strings and brackets say where one ends.
struct JSONValues {
    /// What was found.
    enum Found: Equatable {
        /// The bytes of a value.
        case value([UInt8])
        /// A value that is larger than the maximum; it was passed over.
        case tooLarge
        /// The end of what can be read, with the kind of the error and the reason.
        case end(kind: String, message: String)
    }

    private let maximum: Int
    private var buffer: [UInt8] = []
    private var at = 0
    private var isDone = false
    /// Whether the values are those of a list.
    private(set) var isInList = false
    private var isBegun = false
    /// The failure of the source, once all before it is read.
    private var failure: FileSystem.Failure?

    init(maximum: Int) { self.maximum = maximum }

    /// Returns the next value, or nil after the last.
    ///
    /// - Throws: ``FileSystem/Failure`` if the source cannot be read at all.
    mutating func next(from source: any ByteSource) throws(FileSystem.Failure) -> Found? {
        guard !isDone else { return nil }
        guard let first = try begin(source) else {
            isDone = true
            return isInList ? truncated : nil
        }
        if isInList, first == UInt8(ascii: "]") {
            at += 1
            let rest = try skip(source, \.isJSONSpace)
            isDone = true
            return rest == nil ? nil : .end(kind: "json", message: "there is more after the list of the file")
        }
        return try value(source)
    }

    private var truncated: Found {
        .end(kind: "truncated", message: failure?.description ?? "the file ends within a list of JSON")
    }

    /// Goes to the first byte of the next value.
    private mutating func begin(_ source: any ByteSource) throws(FileSystem.Failure) -> UInt8? {
        if !isBegun {
            isBegun = true
            if try skip(source, \.isJSONSpace) == UInt8(ascii: "[") {
                isInList = true
                at += 1
            }
        }
        let isInList = isInList
        return try skip(source) { $0.isJSONSpace || isInList && $0 == UInt8(ascii: ",") }
    }

    private mutating func skip(_ source: any ByteSource, _ isSkipped: (UInt8) -> Bool)
        throws(FileSystem.Failure) -> UInt8?
    {
        while let byte = try peek(source) {
            if !isSkipped(byte) { return byte }
            at += 1
        }
        return nil
    }

    private mutating func value(_ source: any ByteSource) throws(FileSystem.Failure) -> Found {
        var value: [UInt8] = []
        var depth = 0
        // What is neither an object nor a list is damage, all of it, if there is no list to tell where it ends.
        let first = try peek(source)
        let isRest = !isInList && first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
        var (isInString, isEscaped, isTooLarge) = (false, false, false)
        while let byte = try peek(source) {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    // The end of the list is not a part of the value; a bracket that nothing opens is.
                    if depth == 0, isInList, byte == UInt8(ascii: "]") { return found(value, isTooLarge) }
                    depth = max(0, depth - 1)
                case UInt8(ascii: ",") where depth == 0 && isInList: return found(value, isTooLarge)
                default: break
                }
            }
            at += 1
            value.append(byte)
            if value.count > maximum {
                isTooLarge = true
                value.removeAll(keepingCapacity: true)
            }
            // Without a list, the bracket that closes a value ends it.
            if depth == 0, !isInList, !isRest, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                return found(value, isTooLarge)
            }
        }
        if isInList, depth == 0, !isInString, failure == nil { return found(value, isTooLarge) }
        isDone = true
        if isInList || failure != nil { return truncated }
        return found(value, isTooLarge)
    }

    private func found(_ value: [UInt8], _ isTooLarge: Bool) -> Found {
        if isTooLarge { return .tooLarge }
        var value = value
        while let last = value.last, last.isJSONSpace { value.removeLast() }
        return .value(value)
    }

    private mutating func peek(_ source: any ByteSource) throws(FileSystem.Failure) -> UInt8? {
        if at < buffer.count { return buffer[at] }
        guard failure == nil else { return nil }
        do throws(FileSystem.Failure) { buffer = try source.read(upTo: 1 << 16) } catch {
            if !isBegun { throw error }
            failure = error
            return nil
        }
        at = 0
        return buffer.first
    }
}

extension UInt8 {
    /// Whether it is white space in JSON.
    var isJSONSpace: Bool { self == 32 || self == 10 || self == 13 || self == 9 }
}
