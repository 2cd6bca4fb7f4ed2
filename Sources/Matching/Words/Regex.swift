internal import CPCRE2
public import ArticleModel

/// A regular expression of PCRE2, for UTF-8, compiled to machine code where that is possible.
///
/// A match that takes too many steps is an error and never a hang: see ``Failure/limit``.
public final class Regex {
    /// Why a regex could not be compiled or matched.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        /// The pattern is wrong, at a character that `offset` counts in code points from 0.
        case syntax(message: String, offset: Int)
        /// The match was given up after too many steps.
        case limit(pattern: String)

        /// What is wrong.
        public var description: String {
            switch self {
            case .syntax(let message, let offset): "regex: \(message) (at character \(offset + 1))"
            case .limit(let pattern): "regex /\(pattern)/ took too many steps and was given up"
            }
        }
    }

    /// Where a match and its groups are.
    public struct Match {
        /// The groups in order, from 0 (the whole match); nil for one that took no part.
        public var groups: [Span?]
        /// The whole match.
        public var span: Span { groups[0]! }
    }

    /// The pattern as it was written.
    public let pattern: String
    /// Names of groups, with their numbers.
    public let groupNames: [(name: String, number: Int)]

    private let code: OpaquePointer
    private let options: UInt32
    /// The pattern compiled to match from the first byte to the last; made when it is first asked for.
    /// (Anchors given when matching would keep the machine code from being used.)
    private var wholeCode: OpaquePointer?
    /// How often each was used: machine code is made for those that are used often enough to repay it.
    private var uses = 0
    private var wholeUses = 0
    private static let usesBeforeMachineCode = 100
    private let data: OpaquePointer
    private let context: OpaquePointer?
    private let groupCount: Int

    /// Compiles a pattern. ^ and $ match at lines if `multiline`.
    ///
    /// - Throws: ``Failure/syntax(message:offset:)``.
    public init(_ pattern: String, ignoringCase: Bool = false, multiline: Bool = false) throws(Failure) {
        self.pattern = pattern
        var error: Int32 = 0
        var offset = 0
        let bytes = Array(pattern.utf8)
        var options = ND_PCRE2_UTF
        if ignoringCase { options |= ND_PCRE2_CASELESS }
        if multiline { options |= ND_PCRE2_MULTILINE }
        guard let code = nd_pcre2_compile(bytes, bytes.count, options, &error, &offset) else {
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = nd_pcre2_message(error, &buffer, buffer.count)
            throw .syntax(
                message: String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self),
                offset: String(decoding: bytes.prefix(offset), as: UTF8.self).unicodeScalars.count)
        }
        self.code = code
        self.options = options
        data = nd_pcre2_match_data(code)
        context = nd_pcre2_context(1_000_000, 10_000)
        groupCount = Int(nd_pcre2_capture_count(code)) + 1
        var names: [(String, Int)] = []
        var name: UnsafePointer<CChar>?
        while true {
            let number = nd_pcre2_named_group(code, UInt32(names.count), &name)
            guard number > 0, let name else { break }
            names.append((String(cString: name), Int(number)))
        }
        groupNames = names
    }

    deinit {
        nd_pcre2_match_data_free(data)
        nd_pcre2_context_free(context)
        nd_pcre2_code_free(code)
        if let wholeCode { nd_pcre2_code_free(wholeCode) }
    }

    /// Whether the pattern matches the bytes (valid UTF-8) from the first to the last.
    ///
    /// - Throws: ``Failure/limit(pattern:)``.
    public func matchesWhole(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> Bool {
        if wholeCode == nil {
            let pattern = Array(self.pattern.utf8)
            var error: Int32 = 0
            var offset = 0
            wholeCode = nd_pcre2_compile(pattern, pattern.count, options | ND_PCRE2_WHOLE, &error, &offset)
        }
        wholeUses += 1
        if wholeUses == Self.usesBeforeMachineCode, let wholeCode { nd_pcre2_jit(wholeCode) }
        guard let wholeCode else { return try run(code, bytes, from: 0, options: ND_PCRE2_WHOLE) }
        return try run(wholeCode, bytes, from: 0, options: 0)
    }

    /// The bytes that a match can begin with, as 256 flags; nil if that is not known.
    private(set) lazy var firstBytes: [Bool]? = {
        var bits = [UInt8](repeating: 0, count: 32)
        guard nd_pcre2_first_bytes(code, &bits) == 1 else { return nil }
        return (0..<256).map { bits[$0 >> 3] & (1 << ($0 & 7)) != 0 }
    }()

    /// The first match that is not empty and starts at `start` or later, in valid UTF-8.
    ///
    /// - Throws: ``Failure/limit(pattern:)``.
    public func firstMatch(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) throws(Failure)
        -> Match?
    {
        uses += 1
        // A long text repays it at once.
        if uses == Self.usesBeforeMachineCode || uses == 1 && bytes.count > 20_000 { nd_pcre2_jit(code) }
        guard start <= bytes.count, try run(code, bytes, from: start, options: ND_PCRE2_NOT_EMPTY) else {
            return nil
        }
        let offsets = nd_pcre2_offsets(data)!
        return Match(
            groups: (0..<groupCount).map { group in
                let start = offsets[group * 2]
                return start == Int(bitPattern: UInt.max) ? nil : Span(start, offsets[group * 2 + 1])
            })
    }

    private func run(
        _ code: OpaquePointer, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32
    ) throws(Failure) -> Bool {
        let result = nd_pcre2_match(
            code, bytes.baseAddress, bytes.count, start, options | ND_PCRE2_NO_CHECK, data, context)
        if result >= 0 { return true }
        if result == ND_PCRE2_NO_MATCH { return false }
        throw .limit(pattern: pattern)
    }
}
