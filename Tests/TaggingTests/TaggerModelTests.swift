import Diagnostics
import Tagging
import Testing

@Suite("Files of models")
struct TaggerModelTests {
    private static let bytes = (try? MarkedSentences.train(MarkedSentences.gold(copies: 1))) ?? []

    private func failure(_ bytes: [UInt8]) -> String? {
        #expect(throws: Diagnostic.self) { try ModelBytes.model(bytes) }?.description
    }

    @Test("a foreign file is refused")
    func foreign() {
        #expect(failure([]) == "this is no model of a tagger")
        #expect(
            failure(Array("PK\u{3}\u{4} something else that is long enough to be a header".utf8))
                == "this is no model of a tagger")
    }

    @Test("a model of another version is refused")
    func version() {
        var bytes = Self.bytes
        bytes[8] = 99
        #expect(failure(bytes)?.contains("version 99") == true)
    }

    @Test("a file that is cut off is refused", arguments: [33, 100, 5000])
    func cutOff(_ count: Int) {
        #expect(failure(Array(Self.bytes.prefix(count)))?.contains("cut off") == true)
    }

    @Test("a changed byte anywhere is found", arguments: [24, 40, 200, 3000, 150_000])
    func damaged(_ place: Int) {
        var bytes = Self.bytes
        bytes[place] ^= 1
        let message = failure(bytes)
        #expect(message?.contains("damaged") == true || message?.contains("cut off") == true)
    }
}
