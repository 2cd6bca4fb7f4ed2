internal import ArticleModel
internal import TextSpans
internal import Tokenization

/// A compiled element: what can be consumed at a token, and under which conditions.
struct Element {
    indirect enum Kind {
        case any
        /// a token that has all these bits
        case tokenClass(TokenClass)
        /// a token whose form is one of these, folded
        case forms(Set<Vocabulary.Form>)
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
        case .any, .tokenClass, .forms, .regex: tests.allSatisfy(\.dependsOnFormAlone)
        case .literal, .list, .annotation: false
        case .oneOf(let items), .noneOf(let items):
            items.allSatisfy(\.dependsOnFormAlone) && tests.allSatisfy(\.dependsOnFormAlone)
        }
    }

    /// Whether it can match at a token of this form: false only if it surely cannot, so that most
    /// tokens are passed over without comparing anything.
    func canBegin(with form: Vocabulary.Form, _ vocabulary: Vocabulary) -> Bool {
        switch kind {
        case .literal(let literal): vocabulary.withBytes(form, literal.canBegin)
        case .list(let list): list.canBegin(with: vocabulary.folded(form))
        case .forms(let forms): forms.contains(vocabulary.folded(form))
        case .oneOf(let items): items.contains { $0.canBegin(with: form, vocabulary) }
        case .any, .tokenClass, .regex, .annotation, .noneOf: true
        }
    }

    /// The most tokens that it can cover.
    var mostTokens: Int {
        switch kind {
        case .any, .tokenClass, .forms, .regex, .noneOf: 1
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
    /// The tokens behind what the element matches at `token`, the longest first.
    func ends(at token: Int, limit: Int, in input: MatchInput, _ context: ElementContext) throws -> [Int] {
        guard token < limit else { return [] }
        switch kind {
        case .any, .tokenClass, .forms, .regex, .noneOf:
            guard try matchesOne(token, limit, input, context) else { return [] }
            return try passes(token..<token + 1, .none, input, context) ? [token + 1] : []
        case .literal(let literal):
            guard let end = literal.end(at: token, limit: limit, in: input),
                try passes(token..<end, .none, input, context)
            else { return [] }
            return [end]
        case .list(let list):
            var ends: [Int] = []
            for hit in list.hits(at: token, limit: limit, in: input.tokens) where ends.last != hit.end {
                if try passes(token..<hit.end, .entry(list, hit.entry), input, context) {
                    ends.append(hit.end)
                }
            }
            return ends
        case .annotation(let symbol):
            var ends: [Int] = []
            for entry in input.index.starting(at: token) where symbol.fits(entry) {
                let end = Int(entry.endToken)
                guard end <= limit, ends.last != end else { continue }
                let annotation = input.annotations[Int(entry.annotation)]
                if try passes(token..<end, .annotation(annotation), input, context) { ends.append(end) }
            }
            return ends
        case .oneOf(let items):
            var ends: Set<Int> = []
            for item in items { ends.formUnion(try item.ends(at: token, limit: limit, in: input, context)) }
            return try ends.sorted(by: >).filter { try passes(token..<$0, .none, input, context) }
        }
    }

    private func matchesOne(_ token: Int, _ limit: Int, _ input: MatchInput, _ context: ElementContext) throws
        -> Bool
    {
        switch kind {
        case .any: return true
        case .tokenClass(let classes): return input.tokens.classes[token].isSuperset(of: classes)
        case .forms(let forms): return forms.contains(context.vocabulary.folded(input.tokens.forms[token]))
        case .regex(let regex):
            var failure: Regex.Failure?
            let matches = context.vocabulary.withBytes(input.tokens.forms[token]) { bytes in
                do throws(Regex.Failure) { return try regex.matchesWhole(bytes) } catch {
                    failure = error
                    return false
                }
            }
            if let failure { throw failure }
            return matches
        case .noneOf(let items):
            for item in items where try !item.ends(at: token, limit: limit, in: input, context).isEmpty {
                return false
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
