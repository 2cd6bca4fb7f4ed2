internal import ArticleModel
internal import Tokenization

/// Runs one pattern's program over tokens.
///
/// A depth-first search in order of preference, so that greedy and lazy mean what they mean in
/// Perl, with a memory of the (operation, token) pairs that have failed: none is tried twice,
/// whatever the start, so that the time is linear in the text. (Patterns have no
/// back-references: whether the rest matches depends on the pair alone.)
final class Matcher {
    /// Steps left for the article; shared by all matchers. They are dealt out in portions, and between
    /// two portions it is asked whether the search was stopped.
    final class Budget {
        /// Left of the portion.
        var steps: Int
        private var rest: Int
        private let shouldStop: () -> Bool
        private static let portion = 1 << 16

        init(steps: Int, shouldStop: @escaping () -> Bool = { false }) {
            self.steps = min(steps, Self.portion)
            rest = steps - self.steps
            self.shouldStop = shouldStop
        }

        /// Begins the next portion.
        func refill() throws {
            if shouldStop() { throw Stopped() }
            guard rest > 0 else { throw OutOfSteps() }
            let portion = min(rest, Self.portion)
            rest -= portion
            steps += portion
        }
    }

    struct OutOfSteps: Error {}
    struct Stopped: Error {}

    /// What a search is about. A class, so that handing it on counts one reference and not those of
    /// all its arrays.
    final class Subject {
        let input: MatchInput
        let context: ElementContext
        let budget: Budget
        /// The class of form of each token that is searched, by the token's number.
        let classes: UnsafePointer<Int32>

        init(
            input: MatchInput, context: ElementContext, budget: Budget, classes: UnsafePointer<Int32>
        ) {
            self.input = input
            self.context = context
            self.budget = budget
            self.classes = classes
        }
    }

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

    /// How an element is matched.
    private enum Way: UInt8 {
        /// the class of form decides
        case byForm
        /// the class of form, then the rest
        case further
    }

    let pattern: CompiledPattern
    /// The number of each element of the pattern in the table.
    let numbers: [Int32]
    private let table: ElementTable
    private let operations: UnsafeMutablePointer<CompiledPattern.Operation>
    private let ways: [Way]
    /// The number of splits before each operation: what failed is noted for those only.
    private let splits: [Int32]
    private var region = 0..<0
    private var regionStamp = -1
    private var tried: [UInt64] = []
    private var hasTried = false
    private var trail = Stack<Event>()
    private var choices = Stack<Choice>()
    private var ends: [Int] = []
    /// The farthest element that failed; kept only while explaining.
    private var farthest: Progress?
    private var keepsProgress = false

    init(_ pattern: CompiledPattern, table: ElementTable) {
        self.pattern = pattern
        self.table = table
        numbers = table.add(pattern)
        operations = .allocate(capacity: pattern.operations.count)
        operations.initialize(from: pattern.operations, count: pattern.operations.count)
        ways = pattern.elements.map { $0.dependsOnFormAlone ? .byForm : .further }
        var splits: [Int32] = [0]
        for operation in pattern.operations {
            if case .split = operation {
                splits.append(splits.last! + 1)
            } else {
                splits.append(splits.last!)
            }
        }
        self.splits = splits
    }

    deinit { operations.deallocate() }

    func operation(_ number: Int) -> CompiledPattern.Operation { operations[number] }

    /// Prepares for another part of a text; `stamp` tells parts apart.
    @inline(__always)
    func enter(_ region: Range<Int>, stamp: Int) {
        if stamp != regionStamp { enterNew(region, stamp) }
    }

    private func enterNew(_ region: Range<Int>, _ stamp: Int) {
        regionStamp = stamp
        forget()
        self.region = region
        let words = (Int(splits.last!) * (region.count + 1) + 63) / 64
        if tried.count < words { tried = Array(repeating: 0, count: words) }
    }

    /// Forgets what failed in the region.
    private func forget() {
        guard hasTried else { return }
        for word in 0..<(Int(splits.last!) * (region.count + 1) + 63) / 64 { tried[word] = 0 }
        hasTried = false
    }

    /// The match that starts at a token of the region, as the tokens and captures, or nil.
    func match(at start: Int, of subject: Subject) throws -> Match? {
        trail.cut(to: 0)
        choices.cut(to: 0)
        let whole = 0..<pattern.operations.count
        guard let end = try run(0, start, subject, program: whole), end > start else { return nil }
        return Match(
            rule: 0, tokens: start..<end, captures: pattern.captureNames.isEmpty ? [] : captures())
    }

    /// How far the pattern gets from a token of the region: nil if it matches, else the farthest
    /// token at which an element failed, and that element.
    func progress(from start: Int, of subject: Subject) throws -> Progress? {
        keepsProgress = true
        defer { keepsProgress = false }
        farthest = nil
        // What failed before would be skipped, and not be seen to fail.
        forget()
        return try match(at: start, of: subject) == nil
            ? farthest ?? Progress(token: start, element: 0) : nil
    }

    // MARK: The search

    private func run(_ operation: Int, _ token: Int, _ subject: Subject, program: Range<Int>) throws -> Int? {
        let base = choices.count
        let trailBase = trail.count
        var operation = operation
        var token = token
        while true {
            subject.budget.steps -= 1
            if subject.budget.steps < 0 { try subject.budget.refill() }
            var failed = false
            switch operations[operation] {
            case .consume(let element, let backwards):
                if backwards {
                    failed = try !take(starts(Int(element), endingAt: token, subject), operation, &token)
                } else if token >= region.upperBound
                    || !table.has(numbers[Int(element)], subject.classes[token])
                {
                    failed = true
                } else if ways[Int(element)] == .byForm {
                    token += 1
                } else {
                    failed = try !takeEnds(Int(element), operation, &token, subject)
                }
                if failed, keepsProgress, token >= farthest?.token ?? 0 {
                    farthest = Progress(token: token, element: Int(element))
                }
                operation += 1
            case .split(let first, let second):
                if isTried(operation, token) {
                    failed = true
                } else {
                    choices.append(
                        Choice(operation: second, token: Int32(token), trail: Int32(trail.count)))
                    operation = Int(first)
                }
            case .jump(let to): operation = Int(to)
            case .open(let capture):
                trail.append(Event(kind: capture * 2, value: token))
                operation += 1
            case .close(let capture):
                trail.append(Event(kind: capture * 2 + 1, value: token))
                operation += 1
            case .look(let start, let next, let negated):
                let length = trail.count
                let found = try run(Int(start), token, subject, program: Int(start)..<Int(next)) != nil
                trail.cut(to: length)
                failed = found == negated
                operation = Int(next)
            case .anchor(let anchor, let isStart):
                failed = !holds(anchor, isStart, token, subject.input)
                operation += 1
            case .accept:
                forgetTried(since: trailBase, program)
                choices.cut(to: base)
                return token
            }
            if failed {
                guard choices.count > base else {
                    trail.cut(to: trailBase)
                    return nil
                }
                let choice = choices.removeLast()
                // What is cut off here was tried in vain, and stays marked as tried.
                trail.cut(to: Int(choice.trail))
                operation = Int(choice.operation)
                token = Int(choice.token)
            }
        }
    }

    private func takeEnds(_ element: Int, _ operation: Int, _ token: inout Int, _ subject: Subject) throws
        -> Bool
    {
        // A predicate may search with this matcher's rule set again; that has matchers of its own.
        ends.removeAll(keepingCapacity: true)
        try pattern.elements[element].ends(
            at: token, limit: region.upperBound, in: subject.input, subject.context, into: &ends)
        subject.budget.steps -= ends.count
        return take(ends, operation, &token)
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

    @inline(__always)
    private func isTried(_ operation: Int, _ token: Int) -> Bool {
        let bit = Int(splits[operation]) * (region.count + 1) + (token - region.lowerBound)
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
            for bit in Int(splits[program.lowerBound]) * width..<Int(splits[program.upperBound]) * width {
                tried[bit >> 6] &= ~(1 << UInt64(bit & 63))
            }
            return
        }
        for index in base..<max(base, trail.count) where trail[index].kind < 0 {
            let bit = trail[index].value
            tried[bit >> 6] &= ~(1 << UInt64(bit & 63))
        }
    }

    /// The tokens at which what the element matches up to `end` can begin, the longest first.
    private func starts(_ element: Int, endingAt end: Int, _ subject: Subject) throws -> [Int] {
        let number = numbers[element]
        if ways[element] == .byForm {
            return end > region.lowerBound && table.has(number, subject.classes[end - 1]) ? [end - 1] : []
        }
        var starts: [Int] = []
        var ends: [Int] = []
        let first = max(region.lowerBound, end - pattern.elements[element].mostTokens)
        for start in first..<max(end, first) where table.has(number, subject.classes[start]) {
            ends.removeAll(keepingCapacity: true)
            try pattern.elements[element].ends(
                at: start, limit: end, in: subject.input, subject.context, into: &ends)
            if ends.contains(end) { starts.append(start) }
        }
        return starts
    }

    private func holds(
        _ anchor: CompiledPattern.Anchor, _ isStart: Bool, _ token: Int, _ input: MatchInput
    ) -> Bool {
        let tokens = input.tokens
        switch anchor {
        case .document: return token == (isStart ? 0 : tokens.count)
        case .sentence:
            return token == tokens.count || tokens.classes[token].contains(.sentenceStart)
        case .paragraph:
            return token == tokens.count || tokens.classes[token].contains(.blockStart)
        case .annotation(let symbol):
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
        var hasEmpty = false
        for index in 0..<trail.count where trail[index].kind >= 0 {
            let event = trail[index]
            let name = Int(event.kind / 2)
            if event.kind & 1 == 0 {
                captures.append(.init(name: name, tokens: event.value..<event.value, parent: open.last ?? -1))
                open.append(captures.count - 1)
            } else if let last = open.popLast() {
                captures[last].tokens = captures[last].tokens.lowerBound..<event.value
                if captures[last].tokens.isEmpty { hasEmpty = true }
            }
        }
        guard hasEmpty else { return captures }
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
