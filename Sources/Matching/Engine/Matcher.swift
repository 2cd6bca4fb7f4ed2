internal import TextSpans
internal import Tokenization

/// Runs one pattern's program over tokens.
///
/// A depth-first search in order of preference, so that greedy and lazy mean what they mean in
/// Perl, with a memory of the (instruction, token) pairs that have failed: none is tried twice,
/// whatever the start, so that the time is linear in the text. (Patterns have no
/// back-references: whether the rest matches depends on the pair alone.)
final class Matcher {
    /// Steps left for the article; shared by all matchers.
    final class Budget {
        var steps: Int
        init(steps: Int) { self.steps = steps }
    }

    struct OutOfSteps: Error {}

    /// How far a failing run got, for `explain`.
    struct Progress {
        var token: Int
        var element: Int
    }

    private struct Choice {
        var operation: Int32
        var token: Int32
        var trail: Int32
    }

    /// What a path has done: opened or closed a capture, or tried a pair.
    private struct Event {
        var kind: Int32  // capture * 2, + 1 when it closes; -1: tried
        var value: Int
    }

    let pattern: CompiledPattern
    private let usesCache: [Bool]
    /// What is known of each element and form (0 unknown, 1 no, 2 yes): whether it matches, if that
    /// depends on the form alone, else whether it can begin with it.
    private var cache: [[UInt8]]
    private var cacheEpoch = 0
    private var region = 0..<0
    private var tried: [UInt64] = []
    private var hasTried = false
    private var trail: [Event] = []
    private var choices: [Choice] = []
    /// The farthest element that failed; kept only while explaining.
    private(set) var farthest: Progress?
    var keepsProgress = false

    init(_ pattern: CompiledPattern) {
        self.pattern = pattern
        usesCache = pattern.elements.map(\.dependsOnFormAlone)
        cache = Array(repeating: [], count: pattern.elements.count)
    }

    /// Prepares for another article or another part of it.
    func enter(_ region: Range<Int>) {
        guard region != self.region || hasTried else { return }
        self.region = region
        let bits = pattern.operations.count * (region.count + 1)
        let words = (bits + 63) / 64
        if tried.count < words {
            tried = Array(repeating: 0, count: words)
        } else if hasTried {
            for word in 0..<tried.count { tried[word] = 0 }
        }
        hasTried = false
    }

    /// The match that starts at a token of the region, as the tokens and captures, or nil.
    func match(at start: Int, in input: MatchInput, _ context: ElementContext, _ budget: Budget) throws
        -> Match?
    {
        if cacheEpoch != context.vocabulary.epoch {
            cacheEpoch = context.vocabulary.epoch
            for element in cache.indices { cache[element].removeAll(keepingCapacity: true) }
        }
        trail.removeAll(keepingCapacity: true)
        choices.removeAll(keepingCapacity: true)
        farthest = nil
        let whole = 0..<pattern.operations.count
        guard let end = try run(0, start, input, context, budget, program: whole), end > start else {
            return nil
        }
        return Match(rule: 0, tokens: start..<end, captures: captures())
    }

    /// Whether one of the pattern's first elements matches at the token, by its form alone;
    /// nil if that needs more than the form.
    func formMatches(_ element: Int, _ token: Int, _ input: MatchInput, _ context: ElementContext) throws
        -> Bool
    {
        try cached(element, token, input, context)
    }

    /// How far the pattern gets from a token of the region: nil if it matches, else the farthest
    /// token at which an element failed, and that element.
    func progress(from start: Int, in input: MatchInput, _ context: ElementContext, _ budget: Budget) throws
        -> Progress?
    {
        keepsProgress = true
        defer { keepsProgress = false }
        // What failed before would be skipped, and not be seen to fail.
        let region = region
        enter(0..<0)
        enter(region)
        return try match(at: start, in: input, context, budget) == nil
            ? farthest ?? Progress(token: start, element: 0) : nil
    }

    // MARK: The search

    private func run(
        _ operation: Int, _ token: Int, _ input: MatchInput, _ context: ElementContext, _ budget: Budget,
        program: Range<Int>
    ) throws -> Int? {
        let base = choices.count
        let trailBase = trail.count
        var operation = operation
        var token = token
        while true {
            budget.steps -= 1
            if budget.steps < 0 { throw OutOfSteps() }
            var failed = false
            switch pattern.operations[operation] {
            case .consume(let element, let backwards):
                if backwards {
                    failed = try !take(starts(element, endingAt: token, input, context), operation, &token)
                } else if usesCache[element] {
                    failed = try token >= region.upperBound || !cached(element, token, input, context)
                    if !failed { token += 1 }
                } else if token >= region.upperBound || !canBegin(element, token, input, context) {
                    failed = true
                } else {
                    let ends = try pattern.elements[element].ends(
                        at: token, limit: region.upperBound, in: input, context)
                    budget.steps -= ends.count
                    failed = !take(ends, operation, &token)
                }
                if failed, keepsProgress, token >= farthest?.token ?? 0 {
                    farthest = Progress(token: token, element: element)
                }
                operation += 1
            case .split(let first, let second):
                if try isTried(operation, token) {
                    failed = true
                } else {
                    choices.append(
                        Choice(operation: Int32(second), token: Int32(token), trail: Int32(trail.count)))
                    operation = first
                }
            case .jump(let to): operation = to
            case .open(let capture):
                trail.append(Event(kind: Int32(capture * 2), value: token))
                operation += 1
            case .close(let capture):
                trail.append(Event(kind: Int32(capture * 2 + 1), value: token))
                operation += 1
            case .look(let start, let next, let negated):
                let length = trail.count
                let found = try run(start, token, input, context, budget, program: start..<next) != nil
                trail.removeSubrange(length...)
                failed = found == negated
                operation = next
            case .anchor(let unit, let symbol, let isStart):
                failed = !holds(unit, symbol, isStart, token, input)
                operation += 1
            case .accept:
                forgetTried(since: trailBase, program)
                choices.removeSubrange(base...)
                return token
            }
            if failed {
                guard choices.count > base else {
                    trail.removeSubrange(trailBase...)
                    return nil
                }
                let choice = choices.removeLast()
                // What is cut off here was tried in vain, and stays marked as tried.
                trail.removeSubrange(Int(choice.trail)...)
                operation = Int(choice.operation)
                token = Int(choice.token)
            }
        }
    }

    /// Goes on at the first of the places and keeps the others for later.
    private func take(_ places: [Int], _ operation: Int, _ token: inout Int) -> Bool {
        guard let first = places.first else { return false }
        for place in places.dropFirst().reversed() {
            choices.append(
                Choice(operation: Int32(operation + 1), token: Int32(place), trail: Int32(trail.count)))
        }
        token = first
        return true
    }

    private func isTried(_ operation: Int, _ token: Int) throws -> Bool {
        let bit = operation * (region.count + 1) + (token - region.lowerBound)
        let mask: UInt64 = 1 << UInt64(bit & 63)
        if tried[bit >> 6] & mask != 0 { return true }
        tried[bit >> 6] |= mask
        hasTried = true
        trail.append(Event(kind: -1, value: bit))
        return false
    }

    /// The pairs on the path of a success have not failed.
    private func forgetTried(since base: Int, _ program: Range<Int>) {
        if pattern.hasEmptyLoop {
            // Pairs in a loop that can match nothing may be marked because they led back to a
            // pair that was still being tried: after a success none of them is known to fail. Those
            // of the program around a look-around are still being tried, and stay marked.
            let width = region.count + 1
            for bit in program.lowerBound * width..<program.upperBound * width {
                tried[bit >> 6] &= ~(1 << UInt64(bit & 63))
            }
            return
        }
        for event in trail[base...] where event.kind < 0 {
            tried[event.value >> 6] &= ~(1 << UInt64(event.value & 63))
        }
    }

    /// The tokens at which what the element matches up to `end` can begin, the longest first.
    private func starts(_ element: Int, endingAt end: Int, _ input: MatchInput, _ context: ElementContext)
        throws
        -> [Int]
    {
        if usesCache[element] {
            guard end > region.lowerBound else { return [] }
            return try cached(element, end - 1, input, context) ? [end - 1] : []
        }
        var starts: [Int] = []
        let first = max(region.lowerBound, end - pattern.elements[element].mostTokens)
        for start in first..<max(end, first) where canBegin(element, start, input, context) {
            let ends = try pattern.elements[element].ends(at: start, limit: end, in: input, context)
            if ends.contains(end) { starts.append(start) }
        }
        return starts
    }

    /// Whether the element matches the token, for those that depend on its form alone.
    @inline(__always)
    private func cached(_ element: Int, _ token: Int, _ input: MatchInput, _ context: ElementContext) throws
        -> Bool
    {
        let form = Int(input.tokens.forms[token])
        let known = known(element, form, context)
        if known != 0 { return known == 2 }
        let matches = try !pattern.elements[element].ends(at: token, limit: token + 1, in: input, context)
            .isEmpty
        cache[element][form] = matches ? 2 : 1
        return matches
    }

    /// Whether the element may match at the token, for those that need more than its form.
    @inline(__always)
    private func canBegin(_ element: Int, _ token: Int, _ input: MatchInput, _ context: ElementContext)
        -> Bool
    {
        let form = Int(input.tokens.forms[token])
        let known = known(element, form, context)
        if known != 0 { return known == 2 }
        let can = pattern.elements[element].canBegin(with: Vocabulary.Form(form), context.vocabulary)
        cache[element][form] = can ? 2 : 1
        return can
    }

    @inline(__always)
    private func known(_ element: Int, _ form: Int, _ context: ElementContext) -> UInt8 {
        if form < cache[element].count { return cache[element][form] }
        let missing = max(form + 1, context.vocabulary.count) - cache[element].count
        cache[element].append(contentsOf: repeatElement(0, count: missing))
        return 0
    }

    private func holds(
        _ unit: AnchorSyntax.Unit, _ symbol: Symbol?, _ isStart: Bool, _ token: Int, _ input: MatchInput
    ) -> Bool {
        let tokens = input.tokens
        switch unit {
        case .document: return token == (isStart ? 0 : tokens.count)
        case .sentence:
            return token == tokens.count || tokens.classes[token].contains(.sentenceStart)
        case .paragraph:
            return token == tokens.count || tokens.classes[token].contains(.blockStart)
        case .annotation:
            guard let symbol else { return false }
            if isStart { return input.index.starting(at: token).contains { symbol.fits($0) } }
            for start in max(0, token - 64)..<max(0, token)
            where input.index.starting(at: start).contains(where: {
                symbol.fits($0) && Int($0.endToken) == token
            }) {
                return true
            }
            return false
        }
    }

    // MARK: Captures

    private func captures() -> [Match.Capture] {
        var captures: [Match.Capture] = []
        var open: [Int] = []
        for event in trail where event.kind >= 0 {
            let name = Int(event.kind / 2)
            if event.kind & 1 == 0 {
                captures.append(.init(name: name, tokens: event.value..<event.value, parent: open.last ?? -1))
                open.append(captures.count - 1)
            } else if let last = open.popLast() {
                captures[last].tokens = captures[last].tokens.lowerBound..<event.value
            }
        }
        guard captures.contains(where: { $0.tokens.isEmpty }) else { return captures }
        // A capture of something optional that was not there is not set.
        var kept: [Int: Int] = [:]
        var result: [Match.Capture] = []
        for (index, capture) in captures.enumerated() where !capture.tokens.isEmpty {
            kept[index] = result.count
            var capture = capture
            capture.parent = kept[capture.parent] ?? -1
            result.append(capture)
        }
        return result
    }
}
