public import Tokenization

/// Rules that are matched together. Which of them can start at a token is looked up by the
/// token's form, so that a thousand rules cost little more than ten.
public final class RuleSet {
    /// The article used up the steps that matching may take.
    public struct StepBudgetExceeded: Error, CustomStringConvertible {
        /// What happened.
        public var description: String {
            "matching took too many steps and was given up; a pattern with fewer open ends ( * + ... ) takes fewer"
        }
    }

    /// The search was stopped from outside.
    public struct Stopped: Error, CustomStringConvertible {
        /// What happened.
        public var description: String { "matching was stopped" }
    }

    /// A match that was not taken, and why.
    public struct Loser {
        /// The match.
        public var match: Match
        /// The number of the rule that won, or nil if the rule's own condition refused it.
        public var winner: Int?
        /// Why.
        public var reason: String
    }

    /// The rules in order of definition.
    public let rules: [Rule]
    let vocabulary: Vocabulary
    let table: ElementTable
    let matchers: [Matcher]
    /// The rules of each scope and what tells which of them can match.
    private let groups: [(scope: Rule.Scope, automaton: PrefixAutomaton)]
    /// How each rule competes.
    private let modes: [Rule.Mode]
    /// Whether some rule's matches may overlap others.
    private let hasOverlaps: Bool
    /// The classes of forms of an article's tokens, kept for their memory.
    private var classes: [Int32] = []
    /// By class of form, whether no rule starts with it: 0 unknown, 1 no rule, 2 some rule.
    private var starting: [UInt8] = []
    private let usesAnnotations: Bool
    /// The state of the symbols that the set was last checked against; see ``SymbolTable/epoch``.
    public var checkedEpoch = 0
    private var searches = 0
    private var isSearching = false

    /// A set of rules.
    public init(_ rules: [Rule], vocabulary: Vocabulary) {
        self.rules = rules
        self.vocabulary = vocabulary
        let table = ElementTable(vocabulary: vocabulary)
        let matchers = rules.map { Matcher($0.pattern, table: table) }
        self.table = table
        self.matchers = matchers
        groups = Rule.Scope.allCases.compactMap { scope in
            let members = rules.indices.filter { rules[$0].scope == scope }
            return members.isEmpty
                ? nil : (scope, PrefixAutomaton(matchers, members: members, table: table))
        }
        usesAnnotations = groups.contains { $0.automaton.usesAnnotations }
        modes = rules.map(\.mode)
        hasOverlaps = modes.contains(.all)
    }

    /// Finds the matches in order of position.
    ///
    /// - Parameters:
    ///   - range: the tokens to search; all if nil.
    ///   - mostSteps: how much work the search may be.
    ///   - predicate: calls a predicate by name on some tokens.
    ///   - accept: a rule's own condition on a match.
    ///   - losers: gets the matches that were not taken.
    ///   - shouldStop: asked every now and then whether to give up.
    /// - Throws: ``StepBudgetExceeded``, ``Stopped``, ``Regex/Failure/limit(pattern:)``, and what the closures throw.
    public func matches(
        in input: MatchInput, range: Range<Int>? = nil, mostSteps: Int = 100_000_000,
        predicate: @escaping (_ name: String, _ tokens: Range<Int>) throws -> Bool = { _, _ in false },
        accept: (Match) throws -> Bool = { _ in true }, losers: ((Loser) -> Void)? = nil,
        shouldStop: @escaping () -> Bool = { false }
    ) throws -> [Match] {
        // A condition or a predicate may search with the same rules; that search must not disturb this one.
        if isSearching {
            return try RuleSet(rules, vocabulary: vocabulary).matches(
                in: input, range: range, mostSteps: mostSteps, predicate: predicate, accept: accept,
                losers: losers, shouldStop: shouldStop)
        }
        isSearching = true
        defer { isSearching = false }
        let budget = Matcher.Budget(steps: mostSteps, shouldStop: shouldStop)
        let context = ElementContext(vocabulary: vocabulary, predicate: predicate)
        let range = range ?? 0..<input.tokens.count
        guard !range.isEmpty, range.upperBound <= input.tokens.count else { return [] }
        return try withSubject(input, range, context, budget) { subject in
            try search(subject, range, accept, losers)
        }
    }

    /// Looks up the classes of forms of the tokens, which must be in the input.
    ///
    /// - Throws: ``StepBudgetExceeded``, ``Stopped``, and what `body` throws.
    func withSubject<R>(
        _ input: MatchInput, _ range: Range<Int>, _ context: ElementContext, _ budget: Matcher.Budget,
        _ body: (Matcher.Subject) throws -> R
    ) throws -> R {
        table.prepare()
        if classes.count < range.upperBound {
            classes.append(contentsOf: repeatElement(0, count: range.upperBound - classes.count + 256))
        }
        let table = table
        try classes.withUnsafeMutableBufferPointer { classes in
            try input.tokens.forms.withUnsafeBufferPointer { try table.classify($0, range, into: classes) }
        }
        do {
            return try classes.withUnsafeBufferPointer { classes in
                try body(
                    Matcher.Subject(
                        input: input, context: context, budget: budget, classes: classes.baseAddress!))
            }
        } catch is Matcher.OutOfSteps {
            throw StepBudgetExceeded()
        } catch is Matcher.Stopped {
            throw Stopped()
        }
    }

    private func search(
        _ subject: Matcher.Subject, _ range: Range<Int>, _ accept: (Match) throws -> Bool,
        _ losers: ((Loser) -> Void)?
    ) throws -> [Match] {
        let tokens = subject.input.tokens
        let firstStamp = nextStamp()
        var found: [Match] = []
        var used = Set<Int>()
        var sentence = tokens.sentence(ofToken: range.lowerBound)
        var block = tokens.block(ofToken: range.lowerBound)
        // Rules that compete go on behind the last winner.
        var free = range.lowerBound
        if starting.count < table.classCount {
            starting.append(contentsOf: repeatElement(0, count: table.classCount - starting.count))
        }
        let classes = subject.classes
        let noAnnotations = !usesAnnotations || subject.input.index.isEmpty
        var token = range.lowerBound - 1
        while token + 1 < range.upperBound {
            token = hasOverlaps ? token + 1 : max(token + 1, free)
            while token < range.upperBound, starting[Int(classes[token])] == 1,
                noAnnotations || !subject.input.index.hasStart(at: token)
            { token += 1 }
            guard token < range.upperBound else { break }
            if starting[Int(classes[token])] == 0 {
                let starts = groups.contains { $0.automaton.canStart(classes[token]) }
                starting[Int(classes[token])] = starts ? 2 : 1
            }
            while sentence + 1 < tokens.sentenceCount, Int(tokens.sentenceStarts[sentence + 1]) <= token {
                sentence += 1
            }
            while block + 2 < tokens.blockStarts.count, Int(tokens.blockStarts[block + 1]) <= token {
                block += 1
            }
            var best: Match?
            for group in groups {
                let (scope, number) = region(group.scope, sentence, block, tokens)
                let limit = min(scope.upperBound, range.upperBound)
                guard
                    let candidates = group.automaton.rules(
                        at: token, limit: limit, classes, subject.input.index)
                else { continue }
                let stamp = firstStamp + number
                for index in candidates.lazy.map(Int.init) {
                    let mode = modes[index]
                    if mode != .all && token < free || mode == .once && used.contains(index) {
                        continue
                    }
                    matchers[index].enter(scope.clamped(to: range), stamp: stamp)
                    guard var match = try matchers[index].match(at: token, of: subject) else { continue }
                    match.rule = index
                    guard try accept(match) else {
                        losers?(Loser(match: match, winner: nil, reason: "its condition (where) refused it"))
                        continue
                    }
                    if mode == .all {
                        found.append(match)
                    } else if let leader = best {
                        let wins = precedes(match, leader)
                        let (winner, loser) = wins.result ? (match, leader) : (leader, match)
                        losers?(Loser(match: loser, winner: winner.rule, reason: wins.reason))
                        best = winner
                    } else {
                        best = match
                    }
                }
            }
            if let best {
                found.append(best)
                free = best.tokens.upperBound
                if modes[best.rule] == .once { used.insert(best.rule) }
            }
        }
        return found
    }

    /// A number from which on numbers tell the parts of one text from those of any other.
    func nextStamp() -> Int {
        searches += 1
        return searches << 32
    }

    private func region(_ scope: Rule.Scope, _ sentence: Int, _ block: Int, _ tokens: TokenTable)
        -> (Range<Int>, Int)
    {
        switch scope {
        case .sentence: (tokens.sentence(sentence), sentence)
        case .paragraph: (tokens.block(block), block)
        case .document: (0..<tokens.count, 0)
        }
    }

    /// Whether the first match wins over the second at the same start, and by what.
    private func precedes(_ a: Match, _ b: Match) -> (result: Bool, reason: String) {
        let (first, second) = (rules[a.rule], rules[b.rule])
        if first.priority != second.priority {
            return (first.priority > second.priority, "the other has the higher priority")
        }
        if first.mode != .ordered, second.mode != .ordered, a.tokens.count != b.tokens.count {
            return (a.tokens.count > b.tokens.count, "the other match is longer")
        }
        return (a.rule < b.rule, "the other rule was defined first")
    }
}
