import Matching
import Testing
import Tokenization

/// A slow matcher that follows the definition word for word: every way to match, in order of
/// preference. The engine must find the same on random patterns and texts.
private indirect enum Node {
    case word(Character)
    case any
    case sequence([Node])
    case either([Node])
    case repeated(Node, Int, Int?, lazy: Bool)
    case look(Node, ahead: Bool, negated: Bool)

    var pattern: String {
        switch self {
        case .word(let character): String(character)
        case .any: "_"
        case .sequence(let nodes): nodes.map(\.pattern).joined(separator: " ")
        case .either(let nodes): "( " + nodes.map(\.pattern).joined(separator: " | ") + " )"
        case .repeated(let node, let low, let high, let lazy):
            "( \(node.pattern) ){\(low),\(high.map(String.init) ?? "")}" + (lazy ? "?" : "")
        case .look(let node, let ahead, let negated):
            (ahead ? "" : "<") + (negated ? "!(" : "&(") + " \(node.pattern) )"
        }
    }

    /// All ends of matches that start at a position, the preferred first.
    func ends(_ text: [Character], _ at: Int) -> [Int] {
        switch self {
        case .word(let character): at < text.count && text[at] == character ? [at + 1] : []
        case .any: at < text.count ? [at + 1] : []
        case .sequence(let nodes):
            nodes.reduce([at]) { starts, node in unique(starts.flatMap { node.ends(text, $0) }) }
        case .either(let nodes): unique(nodes.flatMap { $0.ends(text, at) })
        case .repeated(let node, let low, let high, let lazy): repeats(node, low, high, lazy, text, at)
        case .look(let node, let ahead, let negated):
            (ahead ? !node.ends(text, at).isEmpty : (0...at).contains { node.ends(text, $0).contains(at) })
                != negated ? [at] : []
        }
    }

    private func repeats(_ node: Node, _ low: Int, _ high: Int?, _ lazy: Bool, _ text: [Character], _ at: Int)
        -> [Int]
    {
        if low > 0 {
            return unique(
                node.ends(text, at).flatMap { repeats(node, low - 1, high.map { $0 - 1 }, lazy, text, $0) })
        }
        if high == 0 { return [at] }
        // Without an upper bound, an iteration that matches nothing is not taken.
        let more = node.ends(text, at).filter { $0 > at || high != nil }.flatMap {
            repeats(node, 0, high.map { $0 - 1 }, lazy, text, $0)
        }
        return unique(lazy ? [at] + more : more + [at])
    }

    private func unique(_ ends: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return ends.filter { seen.insert($0).inserted }
    }

    static func random(_ random: inout some RandomNumberGenerator, depth: Int) -> Node {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 3), using: &random) {
        case 0, 1: return .word("abc".randomElement(using: &random)!)
        case 2: return .any
        case 3, 4:
            return .sequence(
                (0..<Int.random(in: 1...3, using: &random)).map { _ in .random(&random, depth: depth - 1) })
        case 5:
            return .either(
                (0..<Int.random(in: 1...3, using: &random)).map { _ in .random(&random, depth: depth - 1) })
        case 6, 7:
            let low = Int.random(in: 0...2, using: &random)
            let high = Bool.random(using: &random) ? nil : low + Int.random(in: 0...2, using: &random)
            // {0,0} and {1,1} of nothing are not worth writing
            return .repeated(
                .random(&random, depth: depth - 1), low, high == 0 ? 1 : high,
                lazy: Bool.random(using: &random))
        default:
            return .sequence([
                .look(
                    .random(&random, depth: depth - 1), ahead: Bool.random(using: &random),
                    negated: Bool.random(using: &random)),
                .random(&random, depth: depth - 1),
            ])
        }
    }
}

private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let mixed = (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }
}

@Suite("The engine against its definition")
struct ReferenceMatcherTests {
    @Test("the same matches on random patterns and texts", arguments: 0..<20)
    func random(_ seed: Int) throws {
        var random = Seeded(state: UInt64(seed) &* 977 &+ 3)
        let bench = PatternBench()
        var compared = 0
        while compared < 300 {
            let node = Node.random(&random, depth: 3)
            let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                "abc".randomElement(using: &random)!
            }
            var expected: [String] = []
            var at = 0
            while at < text.count {
                // The preferred match decides; one of no length is none.
                if let end = node.ends(text, at).first, end > at {
                    expected.append(text[at..<end].map(String.init).joined(separator: " "))
                    at = end
                } else {
                    at += 1
                }
            }
            guard let rule = try? bench.rule(node.pattern) else { continue }
            compared += 1
            let found = try bench.matches([rule], in: text.map(String.init).joined(separator: " "))
            #expect(found == expected, "\(node.pattern) in \(String(text))")
        }
    }
}
