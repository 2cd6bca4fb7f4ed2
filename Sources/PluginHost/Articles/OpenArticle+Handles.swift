internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// Handles: how Lua refers to parts of an open article.
extension OpenArticle {
    /// A handle; what `a` and `b` mean is documented at ``HandleKind``.
    func handle(_ kind: HandleKind, _ a: Int, _ b: Int = 0) -> Handle {
        Handle(kind: kind.rawValue, generation: generation, a: a, b: b)
    }

    /// Keeps a match so that Lua can hold a handle of it.
    func remember(_ match: Match, _ set: RuleSet) -> Handle {
        matches.append((match, set))
        return handle(.match, matches.count - 1)
    }

    /// The span of one of this article's handles.
    ///
    /// - Throws: ``APIError`` if the handle's annotation was removed, or its kind has no span.
    func span(of handle: Handle) throws(APIError) -> Span {
        let a = Int(handle.a)
        switch HandleKind(rawValue: handle.kind) {
        case .token: return tokens.span(a)
        case .span: return Span(a, Int(handle.b))
        case .sentence: return tokens.span(tokens.sentence(a))
        case .block: return article.blocks[a].span
        case .annotation: return try annotation(of: handle).span
        case .match: return tokens.span(matches[a].match.tokens)
        case .capture: return tokens.span(matches[a].match.captures[Int(handle.b)].tokens)
        case .tokens: return a < Int(handle.b) ? tokens.span(a..<Int(handle.b)) : Span(0, 0)
        default: throw APIError("a \(handle.typeName) is not a stretch of text")
        }
    }

    /// The annotation of a handle.
    ///
    /// - Throws: ``APIError`` if it was removed.
    func annotation(of handle: Handle) throws(APIError) -> Annotation {
        guard let annotation = annotations[Int(handle.a)] else {
            throw APIError("this Annotation was removed")
        }
        return annotation
    }

    /// The tokens that share a byte with the span of one of this article's handles.
    ///
    /// - Throws: ``APIError`` as ``span(of:)``.
    func tokenRange(of handle: Handle) throws(APIError) -> Range<Int> {
        switch HandleKind(rawValue: handle.kind) {
        case .token: return Int(handle.a)..<Int(handle.a) + 1
        case .match: return matches[Int(handle.a)].match.tokens
        case .capture: return matches[Int(handle.a)].match.captures[Int(handle.b)].tokens
        case .sentence: return tokens.sentence(Int(handle.a))
        case .tokens: return Int(handle.a)..<max(Int(handle.a), Int(handle.b))
        default: return tokens.tokens(overlapping: try span(of: handle))
        }
    }
}

extension Handle {
    /// The name of its type in messages.
    var typeName: String { HandleKind(rawValue: kind)?.typeName ?? "handle" }
}

extension FeatureValue {
    /// The value of a feature as Lua gave it: annotations become references, other spans mentions. A value that
    /// cannot be kept, such as a function, is null.
    init(_ value: LuaValue, in open: OpenArticle) {
        switch value {
        case .nil, .function, .opaque: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = value.isFinite ? .number(value) : .null
        case .string(let value): self = .string(value)
        case .handle(let handle):
            // A handle of another article or without a span has no meaning here.
            guard handle.generation == open.generation, let span = try? open.span(of: handle) else {
                self = .null
                return
            }
            self =
                handle.kind == HandleKind.annotation.rawValue ? .annotation(Int(handle.a)) : .mention(span)
        case .table(let table):
            if table.fields.isEmpty {
                self = .list(table.array.map { FeatureValue($0, in: open) })
            } else {
                self = .object(table.fields.map { .init($0.key, FeatureValue($0.value, in: open)) })
            }
        }
    }

    /// Writes the value as Lua sees it: mentions as spans, references as annotations.
    func push(to writer: TapeWriter, in open: OpenArticle) {
        switch self {
        case .null: writer.push()
        case .boolean(let value): writer.push(value)
        case .integer(let value): writer.push(value)
        case .number(let value): writer.push(value)
        case .string(let value): writer.push(value)
        case .mention(let span): writer.push(open.handle(.span, span.start, span.end))
        case .annotation(let number): writer.push(open.handle(.annotation, number))
        case .list(let values):
            writer.pushTable(array: values.count)
            for (index, value) in values.enumerated() {
                value.push(to: writer, in: open)
                writer.set(index + 1)
            }
        case .object(let fields):
            writer.pushTable(record: fields.count)
            for field in fields {
                field.value.push(to: writer, in: open)
                writer.set(field.name)
            }
        }
    }
}
