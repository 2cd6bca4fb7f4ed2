internal import ArticleModel
internal import Tokenization

/// A compiled element: what can be consumed at a token, and under which conditions.
struct Element {
    indirect enum Kind {
        case any
        /// a token that has all these bits
        case tokenClass(TokenClass)
        /// a token whose form is one of these, in any case or as it is written
        case words(folded: Set<Vocabulary.Form>, exact: Set<Vocabulary.Form>)
        case regex(Regex)
        case literal(Literal)
        case list(Gazetteer)
        case annotation(Symbol)
        case oneOf([Element])
        /// one token at which none of these begins
        case noneOf([Element])
    }

    var kind: Kind
    var tests: [ElementTest]
    /// The place in the pattern, for messages and `explain`.
    var offset: Int
    var length: Int

    /// Whether what it matches depends on the form of one token alone, so that the answer can be
    /// kept for each form.
    var dependsOnFormAlone: Bool {
        switch kind {
        case .any, .tokenClass, .words, .regex: tests.allSatisfy(\.dependsOnFormAlone)
        case .literal, .list, .annotation: false
        case .oneOf(let items), .noneOf(let items):
            items.allSatisfy(\.dependsOnFormAlone) && tests.allSatisfy(\.dependsOnFormAlone)
        }
    }

    /// What the first tokens of a match can be told by.
    enum Reach {
        /// one token
        case oneToken
        /// one token or several
        case tokens
        case annotation(Symbol)
        /// cannot be told
        case anything
    }

    var reach: Reach {
        switch kind {
        case .any, .tokenClass, .words, .regex: .oneToken
        case .noneOf: dependsOnFormAlone ? .oneToken : .anything
        case .literal, .list: .tokens
        case .annotation(let symbol): .annotation(symbol)
        case .oneOf(let items):
            dependsOnFormAlone ? .oneToken : items.map(\.reach).reduce(.tokens, Self.either)
        }
    }

    private static func either(_ a: Reach, _ b: Reach) -> Reach {
        switch (a, b) {
        case (.anything, _), (_, .anything), (.annotation, _), (_, .annotation): .anything
        default: .tokens
        }
    }

    /// Whether it can match at a token of this form: false only if it surely cannot. If it depends on
    /// the form alone, whether it matches.
    func canBegin(with form: Vocabulary.Form, _ vocabulary: Vocabulary) throws -> Bool {
        switch kind {
        case .any: break
        case .tokenClass(let classes):
            let ofForm = classes.subtracting(.ofPlace)
            if !vocabulary.classes(form).isSuperset(of: ofForm) { return false }
        case .words(let folded, let exact):
            if !folded.contains(vocabulary.folded(form)), !exact.contains(vocabulary.exact(form)) {
                return false
            }
        case .regex(let regex): if try !regex.matchesWhole(form, vocabulary) { return false }
        case .literal(let literal): return vocabulary.withBytes(form, literal.canBegin)
        case .list(let list): return list.canBegin(with: vocabulary.folded(form))
        case .annotation: return true
        case .oneOf(let items):
            if try !items.contains(where: { try $0.canBegin(with: form, vocabulary) }) { return false }
            if !dependsOnFormAlone { return true }
        case .noneOf(let items):
            if !dependsOnFormAlone { return true }
            if try items.contains(where: { try $0.canBegin(with: form, vocabulary) }) { return false }
        }
        return try tests.allSatisfy { try !$0.dependsOnFormAlone || $0.holds(for: form, vocabulary) }
    }

    /// Whether ``canBegin(withByte:)`` can be false.
    var isToldByFirstByte: Bool {
        switch kind {
        case .regex(let regex): regex.firstBytes != nil
        case .literal: true
        case .oneOf(let items): items.allSatisfy(\.isToldByFirstByte)
        case .any, .tokenClass, .words, .list, .annotation, .noneOf: false
        }
    }

    /// Whether it can match at a token whose form begins with this byte: false only if it surely cannot.
    func canBegin(withByte byte: UInt8) -> Bool {
        switch kind {
        case .regex(let regex): regex.firstBytes?[Int(byte)] ?? true
        case .literal(let literal): literal.canBegin(withByte: byte)
        case .oneOf(let items): items.contains { $0.canBegin(withByte: byte) }
        case .any, .tokenClass, .words, .list, .annotation, .noneOf: true
        }
    }

    /// The most tokens that it can cover.
    var mostTokens: Int {
        switch kind {
        case .any, .tokenClass, .words, .regex, .noneOf: 1
        case .literal(let literal): literal.mostTokens
        case .list(let list): list.longest
        case .annotation: 64
        case .oneOf(let items): items.map(\.mostTokens).max() ?? 1
        }
    }
}

/// What an element's tests and matching need besides the input.
struct ElementContext {
    let vocabulary: Vocabulary
    /// Calls a predicate that the plugin registered.
    let predicate: (_ name: String, _ tokens: Range<Int>) throws -> Bool
}

extension Element {
    /// Adds the tokens behind what the element matches at `token`, the longest first. What depends on
    /// the form alone is known to hold: see ``ElementTable``.
    func ends(
        at token: Int, limit: Int, in input: MatchInput, _ context: ElementContext, into ends: inout [Int]
    ) throws {
        guard token < limit else { return }
        switch kind {
        case .any, .tokenClass, .words, .regex, .noneOf:
            if try matchesOne(token, limit, input, context),
                try passes(token..<token + 1, .none, input, context)
            {
                ends.append(token + 1)
            }
        case .literal(let literal):
            if let end = literal.end(at: token, limit: limit, in: input),
                try passes(token..<end, .none, input, context)
            {
                ends.append(end)
            }
        case .list(let list):
            let base = ends.count
            try list.forEachHit(at: token, limit: limit, in: input.tokens) { hit in
                // No ||: in this closure, an error that is thrown right of it is lost in builds without optimization.
                guard ends.count == base || ends.last != hit.end else { return }
                if try passes(token..<hit.end, .entry(list, hit.entry), input, context) {
                    ends.append(hit.end)
                }
            }
        case .annotation(let symbol):
            let base = ends.count
            for entry in input.index.starting(at: token) where symbol.fits(entry) {
                let end = Int(entry.endToken)
                guard end <= limit, ends.count == base || ends.last != end else { continue }
                if try tests.isEmpty
                    || passes(
                        token..<end, .annotation(input.annotations[Int(entry.annotation)]), input, context)
                {
                    ends.append(end)
                }
            }
        case .oneOf(let items):
            var found: [Int] = []
            for item in items { try item.ends(at: token, limit: limit, in: input, context, into: &found) }
            for end in Set(found).sorted(by: >)
            where try passes(token..<end, .none, input, context) { ends.append(end) }
        }
    }

    private func matchesOne(_ token: Int, _ limit: Int, _ input: MatchInput, _ context: ElementContext) throws
        -> Bool
    {
        switch kind {
        case .any: return true
        case .tokenClass(let classes): return input.tokens.classes[token].isSuperset(of: classes)
        case .words(let folded, let exact):
            let form = input.tokens.forms[token]
            return folded.contains(context.vocabulary.folded(form))
                || exact.contains(context.vocabulary.exact(form))
        case .regex(let regex):
            return try regex.matchesWhole(input.tokens.forms[token], context.vocabulary)
        case .noneOf(let items):
            var found: [Int] = []
            for item in items {
                try item.ends(at: token, limit: limit, in: input, context, into: &found)
                if !found.isEmpty { return false }
            }
            return true
        case .literal, .list, .annotation, .oneOf: return false
        }
    }

    private func passes(
        _ range: Range<Int>, _ source: ElementTest.Source, _ input: MatchInput, _ context: ElementContext
    ) throws -> Bool {
        for test in tests where try !test.holds(for: range, source, in: input, context) { return false }
        return true
    }
}

extension Regex {
    /// Whether it matches a form from its start to its end.
    ///
    /// - Throws: ``Failure/limit(pattern:)``.
    func matchesWhole(_ form: Vocabulary.Form, _ vocabulary: Vocabulary) throws(Failure) -> Bool {
        let result = vocabulary.withBytes(form) { bytes in
            Result { () throws(Failure) in try matchesWhole(bytes) }
        }
        return try result.get()
    }
}
