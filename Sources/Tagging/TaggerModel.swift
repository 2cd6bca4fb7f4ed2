public import Diagnostics
/// A model file as it lies in memory or is mapped from disk. Nothing is parsed but a short header;
/// the lists and weights are used where they lie.
///
/// ```
/// bytes 0..<8    "NDTAGGER"
/// 8..<12         revision of the format and of the features
/// 12..<16        bytes of the header
/// 16..<24        checksum of all bytes behind this one
/// 24..<32        bytes of the file
/// header         lines "name<TAB>value", in UTF-8, padded to 8 bytes
/// transitions    float32, one row of tags for each tag, and one for the start of a sentence
/// lists          the table of ``ListClasses``; its size stands in the header
/// weights        one byte for each row and tag, and 16 bytes of padding
/// ```
///
/// All numbers are little-endian.
public final class TaggerModel {
    static let magic = Array("NDTAGGER".utf8)
    static let fixed = 32

    /// The lines of the header in their order: labels, lists, data, licence and what else was said.
    public let header: [(name: String, value: String)]
    /// The labels of spans.
    public var labels: [String] { scheme.labels }

    let scheme: TagScheme
    let transitions: [Float]
    let lists: ListClasses?
    let rows: Int
    let scale: Float
    let elsewhere: Float
    /// Rows of one byte for each tag; sixteen bytes can be read from every row.
    let weights: UnsafePointer<UInt8>
    private let owner: AnyObject

    /// A model in memory that `owner` keeps there.
    ///
    /// - Throws: `Diagnostic` if the bytes are no model, of another version, damaged or cut off.
    public init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) throws(Diagnostic) {
        guard bytes.count > Self.fixed, bytes.prefix(8).elementsEqual(Self.magic),
            let base = bytes.baseAddress
        else { throw Diagnostic(.model, "this is no model of a tagger") }
        func number(_ at: Int) -> Int {
            Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
        }
        func word(_ at: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }
        guard number(8) == FeatureTemplate.revision else {
            throw Diagnostic(
                .model,
                "the model is of version \(number(8)), and this program reads \(FeatureTemplate.revision): train it again"
            )
        }
        guard word(24) == UInt64(bytes.count) else {
            throw Diagnostic(.model, "the model is cut off: \(bytes.count) bytes of \(word(24))")
        }
        guard FeatureHash.checksum(UnsafeRawBufferPointer(rebasing: bytes[24...])) == word(16) else {
            throw Diagnostic(.model, "the model is damaged: its checksum is wrong")
        }
        let headerSize = number(12)
        guard headerSize <= bytes.count - Self.fixed,
            let text = String(
                validating: UnsafeRawBufferPointer(rebasing: bytes[Self.fixed..<Self.fixed + headerSize]),
                as: UTF8.self)
        else { throw Diagnostic(.model, "the model is damaged: its header cannot be read") }
        var header: [(name: String, value: String)] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { header.append((String(parts[0]), String(parts[1]))) }
        }
        func value(_ name: String) -> String { header.first { $0.name == name }?.value ?? "" }
        scheme = TagScheme(labels: value("labels").split(separator: " ").map(String.init))
        let tagCount = scheme.tagCount
        guard scheme.labels.count >= 1, scheme.labels.count <= 31, let listSize = Int(value("list bytes")),
            let rows = Int(value("rows")), let scale = Float(value("scale")),
            let elsewhere = Float(value("elsewhere")), listSize >= 0, rows > 0
        else { throw Diagnostic(.model, "the model is damaged: its header is not complete") }
        var at = (Self.fixed + headerSize + 7) & ~7
        let transitionSize = (tagCount + 1) * tagCount * 4
        guard rows < bytes.count, listSize < bytes.count,
            at + ((transitionSize + 7) & ~7) + ((listSize + 7) & ~7) + rows * tagCount + 16 == bytes.count
        else { throw Diagnostic(.model, "the model is damaged: its parts do not fit together") }
        transitions = (0..<(tagCount + 1) * tagCount).map { Float(bitPattern: UInt32(number(at + $0 * 4))) }
        at += (transitionSize + 7) & ~7
        if listSize > 0 {
            lists = ListClasses(UnsafeRawBufferPointer(rebasing: bytes[at..<at + listSize]), owner: owner)
            guard lists != nil else {
                throw Diagnostic(.model, "the model is damaged: its lists cannot be read")
            }
        } else {
            lists = nil
        }
        at += (listSize + 7) & ~7
        weights = (base + at).assumingMemoryBound(to: UInt8.self)
        self.header = header
        self.rows = rows
        self.scale = scale
        self.elsewhere = elsewhere
        self.owner = owner
    }
}

/// What training gives: all that a model file holds.
public struct TrainedTagger {
    let scheme: TagScheme
    let weights: QuantizedWeights
    let transitions: [Float]
    let lists: [UInt8]
    let elsewhere: Float

    /// The bytes of the model file.
    ///
    /// - Parameter notes: further lines of the header, such as data and licence.
    public func bytes(notes: [(name: String, value: String)]) -> [UInt8] {
        func clean(_ text: String) -> String {
            text.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined()
        }
        var lines = [
            ("labels", scheme.labels.joined(separator: " ")),
            ("rows", "\(weights.bytes.count / scheme.tagCount)"),
            ("scale", "\(weights.scale)"), ("elsewhere", "\(elsewhere)"), ("list bytes", "\(lists.count)"),
        ]
        lines += notes.map { (clean($0.name), clean($0.value)) }
        let header = Array(lines.map { "\($0.0)\t\($0.1)\n" }.joined().utf8)
        var body: [UInt8] = []
        func put<N: FixedWidthInteger>(_ number: N) {
            withUnsafeBytes(of: number.littleEndian) { body += $0 }
        }
        func pad() { body += Array(repeating: 0, count: (8 - body.count & 7) & 7) }
        put(UInt64(0))
        body += header
        pad()
        for score in transitions { put(score.bitPattern) }
        pad()
        body += lists
        pad()
        body += weights.bytes
        body += Array(repeating: 0, count: 16)
        let count = UInt64(body.count + TaggerModel.fixed - 8)
        withUnsafeBytes(of: count.littleEndian) { body.replaceSubrange(0..<8, with: $0) }
        let checksum = body.withUnsafeBytes { FeatureHash.checksum($0) }
        let rest = body
        body = TaggerModel.magic
        put(UInt32(FeatureTemplate.revision))
        put(UInt32(header.count))
        put(checksum)
        return body + rest
    }
}

extension TaggerModel {
    /// The content hash by which a model names the lists that it took in, as hexadecimal digits.
    public static func contentHash(_ bytes: [UInt8]) -> String {
        String(bytes.withUnsafeBytes { FeatureHash.checksum($0) }, radix: 16)
    }
}
