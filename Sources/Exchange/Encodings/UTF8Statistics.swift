/// What the bytes of a text say about its encoding.
struct UTF8Statistics {
    /// The number of characters beyond ASCII that are valid UTF-8.
    private(set) var valid = 0
    /// The number of U+FFFD that decoding as UTF-8 gives.
    private(set) var invalid = 0
    /// The position of the first of them.
    private(set) var firstInvalid: Int?
    /// The number of bytes from 0x80.
    private(set) var high = 0
    /// The number of ASCII letters.
    private(set) var letters = 0
    /// The number of control characters that text does not have.
    private(set) var controls = 0

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { count($0) }
    }

    private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                position += 1
                if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A { letters += 1 }
                // Tabs, line ends, page ends, and the escapes of stateful encodings.
                if byte < 32 && !(9...13).contains(byte) && byte != 27 { controls += 1 }
                continue
            }
            let (length, isValid) = Self.character(bytes, position)
            if isValid {
                valid += 1
            } else {
                invalid += 1
                if firstInvalid == nil { firstInvalid = position }
            }
            high += length
            position += length
        }
    }

    /// The number of bytes of the character at a position, or of the longest start of one, which one U+FFFD
    /// replaces.
    private static func character(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> (Int, Bool) {
        let first = bytes[position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return (1, false)
        }
        for offset in 1..<length {
            let range = offset == 1 ? second : 0x80...0xBF
            guard position + offset < bytes.count, range.contains(bytes[position + offset]) else {
                return (offset, false)
            }
        }
        return (length, true)
    }
}
