/// Archives made in memory, byte by byte, so that tests need no other program and can damage them.
enum ArchiveFixture {
    /// A tar archive (ustar). A name that ends with a slash is a folder.
    static func tar(_ members: [(name: String, text: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, text) in members {
            func field(_ text: String, _ width: Int) -> [UInt8] {
                Array(text.utf8) + [UInt8](repeating: 0, count: width - text.utf8.count)
            }
            func octal(_ number: Int, _ width: Int) -> String {
                let digits = String(number, radix: 8)
                return String(repeating: "0", count: width - digits.count) + digits
            }
            let body = Array(text.utf8)
            let start = field(name, 100) + field("0000644", 8) + field("0000000", 8) + field("0000000", 8)
            let sizes = field(octal(body.count, 11), 12) + field(octal(0, 11), 12)
            let type = [name.hasSuffix("/") ? UInt8(ascii: "5") : UInt8(ascii: "0")]
            let rest = type + field("", 100) + field("ustar\u{0}00", 8) + field("", 247)
            // The sum counts its own field as blanks.
            let sum = (start + sizes + rest).reduce(8 * 32) { $0 + Int($1) }
            bytes += start + sizes + field(octal(sum, 6) + "\u{0} ", 8) + rest + body
            bytes += [UInt8](repeating: 0, count: (512 - body.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    /// A zip archive whose members are stored and not compressed.
    static func zip(_ members: [(name: String, text: String)]) -> [UInt8] {
        zip(members.map { ($0.name, Array($0.text.utf8)) })
    }

    /// A zip archive whose members are stored and not compressed.
    static func zip(_ members: [(name: String, body: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, body) in members {
            let name = Array(name.utf8)
            // Version 2.0, names in UTF-8, stored, midnight of 1980-01-01.
            let common =
                little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
                + little(Int(crc(body)), 4) + little(body.count, 4) + little(body.count, 4)
                + little(name.count, 2) + little(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
                + little(0, 4) + little(bytes.count, 4) + name
            bytes += [0x50, 0x4B, 3, 4] + common + name + body
        }
        return bytes + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(members.count, 2)
            + little(members.count, 2) + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    }

    /// A gzip file of one stored block; the text must have less than 65,536 bytes.
    static func gzip(_ body: [UInt8]) -> [UInt8] {
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(body.count, 2) + little(~body.count & 0xFFFF, 2)
            + body + little(Int(crc(body)), 4) + little(body.count, 4)
    }

    private static func little(_ number: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
