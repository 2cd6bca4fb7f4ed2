internal import Diagnostics
internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

extension HandleKind {
    /// What Lua can do with handles of this kind.
    func functions() -> [APIFunction] {
        switch self {
        case .article: ArticleAPI.functions()
        case .token: SpanAPI.common(self) + SpanAPI.token()
        case .annotation: SpanAPI.common(self) + AnnotationAPI.functions()
        case .match: SpanAPI.common(self) + SpanAPI.match()
        case .block: SpanAPI.common(self) + SpanAPI.block()
        case .span, .sentence, .capture: SpanAPI.common(self)
        case .list: ListAPI.functions()
        case .rule: ListAPI.rule()
        case .regex: RegexAPI.functions()
        case .tagger: TaggerAPI.functions()
        case .tokens, .sentences, .blocks, .ruleSet: []
        }
    }
}

/// What all stretches of text have: tokens, sentences, blocks, annotations, matches, captures.
enum SpanAPI {
    static func common(_ kind: HandleKind) -> [APIFunction] {
        let owner = kind.typeName
        let sample = sample(kind)
        func span(_ call: HostCall) throws -> Span { try call.span(of: call.handle(1, owner)) }
        return [
            APIFunction(
                owner, "first", nil, "integer", "Position of the first byte, from 1.",
                example: "\(sample) print(x.first)"
            ) { call in
                call.writer.push(try span(call).start + 1)
                return 1
            },
            APIFunction(
                owner, "last", nil, "integer",
                "Position of the last byte: `article.text:sub(x.first, x.last) == x.text`.",
                example: "\(sample) print(article.text:sub(x.first, x.last) == x.text) --> true"
            ) { call in
                call.writer.push(try span(call).end)
                return 1
            },
            APIFunction(
                owner, "text", nil, "string", "The text.", example: "\(sample) print(#x.text > 0) --> true"
            ) { call in
                call.push(try span(call))
                return 1
            },
            APIFunction(
                owner, "tokens", nil, "Tokens", "The tokens that it shares a byte with.",
                example: "\(sample) print(#x.tokens > 0) --> true"
            ) { call in
                let range = try call.tokenRange(of: call.handle(1, owner))
                call.pushHandle(.tokens, range.lowerBound, range.upperBound)
                return 1
            },
            APIFunction(
                owner, "first_token", nil, "integer",
                "The number of the first token that it shares a byte with, from 1: an index of `article.tokens` and of `article:words`.",
                example: "\(sample) print(article.tokens[x.first_token].first >= x.first) --> true"
            ) { call in
                let range = try call.tokenRange(of: call.handle(1, owner))
                call.writer.push(range.lowerBound + 1)
                return 1
            },
            APIFunction(
                owner, "last_token", nil, "integer",
                "The number of the last token that it shares a byte with; less than `first_token` if there is none.",
                example: "\(sample) print(x.last_token - x.first_token + 1 == #x.tokens) --> true"
            ) { call in
                let range = try call.tokenRange(of: call.handle(1, owner))
                call.writer.push(range.upperBound)
                return 1
            },
            APIFunction(
                owner, "sentence", nil, "Sentence?", "The sentence in which it begins.",
                example: "\(sample) print(x.sentence.text:sub(1, 5)) --> Mayor"
            ) { call in
                let tokens = try call.article(of: call.handle(1, owner)).tokens
                let first = tokens.tokens(overlapping: try span(call)).lowerBound
                guard first < tokens.count else {
                    call.writer.push()
                    return 1
                }
                call.pushHandle(.sentence, tokens.sentence(ofToken: first))
                return 1
            },
            APIFunction(
                owner, "block", nil, "Block?",
                "The paragraph or other block in which it begins; nil in a text without blocks.",
                example: "\(sample) print(x.block.kind) --> paragraph"
            ) { call in
                let open = try call.article(of: call.handle(1, owner))
                let start = try span(call).start
                let number = open.article.blocks.lastIndex {
                    $0.kind != .dateline && $0.span.range.contains(start)
                }
                if let number {
                    call.pushHandle(.block, number)
                } else {
                    call.writer.push()
                }
                return 1
            },
            APIFunction(
                owner, "contains", "other: Span", "boolean", "Whether the other lies in it.",
                example: "\(sample) print(x:contains(x)) --> true"
            ) { call in
                call.writer.push(try span(call).contains(call.span(2)))
                return 1
            },
            APIFunction(
                owner, "overlaps", "other: Span", "boolean", "Whether the two share a byte.",
                example: "\(sample) print(x:overlaps(x)) --> true"
            ) { call in
                call.writer.push(try span(call).overlaps(call.span(2)))
                return 1
            },
            APIFunction(
                owner, "to", "other: Span", "Span",
                "From the beginning of the earlier to the end of the later of the two.",
                example: "\(sample) print(x:to(x).text == x.text) --> true"
            ) { call in
                let (a, b) = (try span(call), try call.span(2))
                call.pushHandle(.span, min(a.start, b.start), max(a.end, b.end))
                return 1
            },
        ]
    }

    private static func sample(_ kind: HandleKind) -> String {
        switch kind {
        case .token: "local x = article.tokens[1]"
        case .sentence: "local x = article.sentences[1]"
        case .block: "local x = article.blocks[1]"
        case .annotation: "local x = article:annotate{ span = article:span(1, 14), label = \"SAMPLE\" }"
        case .match: "local x = article:matches(\"Mayor %Name+\")[1]"
        case .capture: "local x = article:matches(\"Mayor name:%Name+\")[1].name"
        default: "local x = article:span(1, 14)"
        }
    }

    static func token() -> [APIFunction] {
        func token(_ call: HostCall) throws -> (OpenArticle, Int) {
            let handle = try call.argument(1, .token)
            return (try call.article(of: handle), Int(handle.a))
        }
        func neighbour(_ call: HostCall, _ step: Int) throws -> Int {
            let (open, number) = try token(call)
            if (0..<open.tokens.count).contains(number + step) {
                call.pushHandle(.token, number + step)
            } else {
                call.writer.push()
            }
            return 1
        }
        return [
            APIFunction(
                "Token", "index", nil, "integer", "Which token of the article it is, from 1.",
                example: "print(article.tokens[2].index) --> 2"
            ) { call in
                call.writer.push(try token(call).1 + 1)
                return 1
            },
            APIFunction(
                "Token", "lower", nil, "string", "The text in lower case, with ' for ’.",
                example: "print(article.tokens[1].lower) --> mayor"
            ) { call in
                let (open, number) = try token(call)
                call.push(
                    call.workbench.vocabulary.text(
                        call.workbench.vocabulary.folded(open.tokens.forms[number])))
                return 1
            },
            APIFunction(
                "Token", "is", "class: string", "boolean",
                "Whether the token is of a class that patterns write with %, as \"Name\" or \"num\"; also \"first\" (of its sentence) and \"spaced\" (white space before it).",
                example: #"print(article.tokens[1]:is("Cap"), article.tokens[1]:is("num")) --> true false"#
            ) { call in
                let (open, number) = try token(call)
                let name = try call.string(2)
                let places: [(name: String, set: TokenClass)] = [
                    ("first", .sentenceStart), ("spaced", .spaceBefore),
                ]
                let known = TokenClass.named.map { (name: $0.name, set: $0.set) } + places
                guard let named = known.first(where: { $0.name == name }) else {
                    throw APIError(
                        "unknown token class \"\(name)\"" + didYouMean(name, among: known.map(\.name)))
                }
                call.writer.push(open.tokens.classes[number].isSuperset(of: named.set))
                return 1
            },
            APIFunction(
                "Token", "next", nil, "Token?", "The token after it.",
                example: "print(article.tokens[1].next.text) --> Ana"
            ) { try neighbour($0, 1) },
            APIFunction(
                "Token", "previous", nil, "Token?", "The token before it.",
                example: "print(article.tokens[2].previous.text) --> Mayor"
            ) { try neighbour($0, -1) },
        ]
    }

    static func match() -> [APIFunction] {
        return [
            APIFunction(
                "Match", "rule", nil, "string",
                "The name of the rule that matched. A match has its captures as further fields: spans, or lists of spans where the capture stands inside a quantifier; nil where it took no part.",
                example: #"print(article:matches(desk.rule{ "Name", "%Name{2}" })[1].rule) --> Name"#
            ) { call in
                let handle = try call.argument(1, .match)
                let (match, set) = try call.article(of: handle).matches[Int(handle.a)]
                call.push(set.rules[match.rule].name)
                return 1
            }
        ]
    }

    static func block() -> [APIFunction] {
        return [
            APIFunction(
                "Block", "kind", nil, "string",
                "\"headline\", \"byline\", \"dateline\", \"paragraph\", \"item\", \"heading\" or \"boilerplate\".",
                example: "print(article.blocks[1].kind) --> paragraph"
            ) { call in
                let handle = try call.argument(1, .block)
                call.push(try call.article(of: handle).article.blocks[Int(handle.a)].kind.rawValue)
                return 1
            }
        ]
    }
}
