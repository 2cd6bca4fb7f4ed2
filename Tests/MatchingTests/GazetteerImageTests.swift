import Diagnostics
import Matching
import TestSupport
import Testing
import Tokenization

@Suite("Compiled lists")
struct GazetteerImageTests {
    private func bytes() -> [UInt8] {
        var compiler = GazetteerCompiler(casePolicy: .smart, columns: ["kind"], vocabulary: Vocabulary())
        for (entry, kind) in [("Mayor", "political"), ("Prime Minister", "political"), ("captain", "")] {
            compiler.add(entry, values: [kind])
        }
        return compiler.image(sourceHash: 0xFEED_F00D_0000_0001)
    }

    private func message(_ bytes: [UInt8]) -> String? {
        let held = Held(bytes)
        do {
            _ = try GazetteerImage(UnsafeRawBufferPointer(held.buffer), owner: held)
            return nil
        } catch {
            return error.kind == .list ? error.message : "of another kind: \(error)"
        }
    }

    @Test("an image keeps the hash of its source, and opens with another vocabulary")
    func opens() throws {
        let held = Held(bytes())
        let image = try GazetteerImage(UnsafeRawBufferPointer(held.buffer), owner: held)
        #expect(image.sourceHash == 0xFEED_F00D_0000_0001)
        #expect(Array(image.content) == bytes())
        let vocabulary = Vocabulary()
        for word in ["zebra", "of", "minister", "Mayor"] { _ = vocabulary.intern(word) }
        let list = Gazetteer(name: "title", image: image, vocabulary: vocabulary)
        #expect(list.count == 3 && list.longest == 2 && list.columns == ["kind"])
        #expect(list.entries(for: "Prime Minister") == [1])
        #expect(list.entries(for: "CAPTAIN") == [2] && list.entries(for: "mayor") == [])
        #expect(list.value("kind", ofEntry: 0) == "political" && list.value("kind", ofEntry: 2) == nil)
    }

    @Test("a file that is cut off anywhere is refused, with what is there and what should be")
    func truncated() {
        let whole = bytes()
        for count in 0..<whole.count {
            let expected =
                count < 192
                ? "this is no compiled list of this version"
                : "the compiled list is cut off: \(count) bytes of \(whole.count)"
            #expect(message(Array(whole[..<count])) == expected)
        }
        #expect(message(whole) == nil)
        #expect(
            message(whole + [0])
                == "the compiled list is cut off: \(whole.count + 1) bytes of \(whole.count)")
    }

    @Test("another format, an older version and empty files are refused")
    func foreign() {
        #expect(message([]) == "this is no compiled list of this version")
        #expect(message(Array(repeating: 0, count: 400)) == "this is no compiled list of this version")
        #expect(message(Array("NDLIST00".utf8) + bytes()[8...]) == "this is no compiled list of this version")
        #expect(message(Array("NDLIST01".utf8)) == "this is no compiled list of this version")
    }

    @Test(
        "a section that is larger than the file is damage, whatever its size claims to be", arguments: 0..<11)
    func sections(_ section: Int) {
        for size: UInt64 in [UInt64(bytes().count), 1 << 40, UInt64(Int.max), 1 << 63, .max] {
            var damaged = bytes()
            withUnsafeBytes(of: size.littleEndian) { raw in
                damaged.replaceSubrange(32 + section * 8..<40 + section * 8, with: raw)
            }
            #expect(message(damaged) == "the compiled list is damaged", "\(size)")
        }
    }

    @Test("an image without its columns is damage")
    func noColumns() {
        var damaged = bytes()
        damaged.replaceSubrange(32 + 10 * 8..<40 + 10 * 8, with: Array(repeating: 0, count: 8))
        #expect(message(damaged) == "the compiled list is damaged")
    }
}
