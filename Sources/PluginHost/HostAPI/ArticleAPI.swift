internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// `article`: what a plugin reads, and where it annotates.
enum ArticleAPI {
    static func functions() -> [APIFunction] {
        fields() + metadata() + matching() + queries()
    }

    private static func fields() -> [APIFunction] {
        return [
            APIFunction(
                "Article", "text", nil, "string", "The whole text. Positions count its bytes, from 1.",
                example: "print(article.text:sub(1, 9)) --> Mayor Ana"
            ) { call in
                call.push(Span(0, try call.article(1).article.utf8.count))
                return 1
            },
            APIFunction(
                "Article", "tokens", nil, "Tokens",
                "All tokens: `article.tokens[1]`, `#article.tokens`, `for i, token in ipairs(article.tokens)`.",
                example: "print(#article.tokens, article.tokens[2].text) --> 18 Ana"
            ) { call in
                call.pushHandle(.tokens, 0, try call.article(1).tokens.count)
                return 1
            },
            APIFunction(
                "Article", "sentences", nil, "Sentences", "All sentences, as `tokens`.",
                example: "print(#article.sentences) --> 1"
            ) { call in
                _ = try call.article(1)  // checks the receiver
                call.pushHandle(.sentences, 0)
                return 1
            },
            APIFunction(
                "Article", "blocks", nil, "Blocks",
                "Headline, paragraphs and other blocks, as `tokens`; a dateline lies in its paragraph.",
                example: "print(#article.blocks, article.blocks[1].kind) --> 1 paragraph"
            ) { call in
                _ = try call.article(1)  // checks the receiver
                call.pushHandle(.blocks, 0)
                return 1
            },
            APIFunction(
                "Article", "quoted", "", "table[]",
                "The stretches between quotation marks, whatever they are (quotations, titles, scare quotes), in order of position: `span` with the marks, `first_token`, `last_token`, `closed` (false: a mark is missing and it ends with its block) and `single` (set in single marks). Marks are paired by where they stand and only then by their shape.",
                example: #"print(#article:quoted()) --> 0"#
            ) { call in
                let open = try call.article(1)
                let regions = QuotePairing.regions(of: open.tokens, call.workbench.vocabulary)
                let writer = call.writer
                writer.pushTable(array: regions.count)
                for (index, region) in regions.enumerated() {
                    let span = open.tokens.span(region.tokens)
                    writer.pushTable(record: 5)
                    call.pushHandle(.span, span.start, span.end)
                    writer.set("span")
                    writer.push(region.tokens.lowerBound + 1)
                    writer.set("first_token")
                    writer.push(region.tokens.upperBound)
                    writer.set("last_token")
                    writer.push(region.isClosed)
                    writer.set("closed")
                    writer.push(region.isSingle)
                    writer.set("single")
                    writer.set(index + 1)
                }
                return 1
            },
            APIFunction(
                "Article", "token_span", "first: integer, last: integer", "Span",
                "The stretch of text from one token to another by their numbers, from 1, both included.",
                example: "print(article:token_span(2, 3).text) --> Ana Ruiz"
            ) { call in
                let tokens = try call.article(1).tokens
                let (first, last) = (try call.integer(2), try call.integer(3))
                guard first >= 1, first <= last, last <= tokens.count else {
                    throw APIError(
                        "tokens \(first) to \(last) are not in the article, which has \(tokens.count)")
                }
                let span = tokens.span(first - 1..<last)
                call.pushHandle(.span, span.start, span.end)
                return 1
            },
            APIFunction(
                "Article", "words", "first: integer, last: integer", "string[], string[]",
                "The texts of the tokens from one number to another (both included, from 1), and the same in lower case with ' for ’: two tables, indexed from 1, in one call.",
                example: "local texts, lower = article:words(1, 3) print(texts[2], lower[3]) --> Ana ruiz"
            ) { call in
                let open = try call.article(1)
                let first = max(1, try call.integer(2))
                let last = min(open.tokens.count, try call.integer(3))
                let range = first - 1..<max(first - 1, last)
                // The text and the forms stay where they are: nothing is added to them before the call ends.
                open.article.utf8.withUnsafeBytes { text in
                    call.writer.push(borrowed: range.count) { index in
                        UnsafeRawBufferPointer(
                            rebasing: text[open.tokens.span(range.lowerBound + index).range])
                    }
                }
                call.writer.push(borrowed: range.count) { index in
                    let folded = call.workbench.vocabulary.folded(open.tokens.forms[range.lowerBound + index])
                    return call.workbench.vocabulary.withBytes(folded) { UnsafeRawBufferPointer($0) }
                }
                return 2
            },
            APIFunction(
                "Article", "span", "first: integer, last: integer", "Span",
                "The stretch of text from one byte to another, from 1, both included.",
                example: "print(article:span(7, 14).text) --> Ana Ruiz"
            ) { call in
                let article = try call.article(1).article
                let (first, last) = (try call.integer(2), try call.integer(3))
                try call.check(first, last, article)
                call.pushHandle(.span, first - 1, last)
                return 1
            },
        ]
    }

    private static func metadata() -> [APIFunction] {
        let fields: [(String, String, (Article) -> String?)] = [
            ("id", "The article's id.", { $0.id.description }),
            ("headline", "The headline, if there is one.", { $0.metadata.headline }),
            ("byline", "Who wrote it.", { $0.metadata.byline }),
            ("place", "The place in the dateline.", { $0.metadata.place }),
            ("agency", "The agency in the dateline.", { $0.metadata.agency }),
            (
                "published", "When it was published, as ISO 8601: \"2024-09-13\", perhaps with a time.",
                { $0.metadata.published }
            ),
            ("source", "Who published it.", { $0.metadata.source }),
            ("url", "Where it was published.", { $0.metadata.url }),
            ("language", "BCP 47 tag of its language.", { $0.metadata.language }),
        ]
        return fields.map { name, text, value in
            APIFunction(
                "Article", name, nil, name == "id" ? "string" : "string?", text,
                example: "print(type(article.\(name)))"
            ) { call in
                call.push(optional: value(try call.article(1).article))
                return 1
            }
        } + [
            APIFunction(
                "Article", "metadata", nil, "table", "Everything else that came with the article.",
                example: "print(type(article.metadata)) --> table"
            ) { call in
                let open = try call.article(1)
                FeatureValue.object(open.article.metadata.others).push(to: call.writer, in: open)
                return 1
            }
        ]
    }

    private static func matching() -> [APIFunction] {
        return [
            APIFunction(
                "Article", "matches", "pattern: string | Rule | RuleSet, within?: Span", "Match[]",
                "The matches of a pattern, a rule or rules put together by `desk.rules`, in order of position; only those in a span if one is given. The search sees the annotations made so far.",
                example: #"print(#article:matches("%Name+")) --> 3"#
            ) { call in
                let handles = try call.find()
                call.push(handles: handles)
                return 1
            },
            APIFunction(
                "Article", "find", "pattern: string | Rule | RuleSet, within?: Span", "fun(): Match?",
                "Iterates over the matches: `for m in article:find(pattern) do … end`. See `matches`.",
                example: #"for m in article:find("$ amount:%num") do print(m.amount.text) end --> 3.5"#
            ) { call in
                let handles = try call.find()
                call.push(handles: handles)
                call.writer.makeIterator()
                return 1
            },
            APIFunction(
                "Article", "occurrences", "texts: string | string[], within?: Span", "Span[]",
                "Where one of the texts stands as whole tokens, case exact, in order of position: the way to look for names that were found elsewhere in the article. A pattern made of text of the article would be compiled anew for each article; this is not.",
                example: #"print(#article:occurrences({ "Ruiz", "Port Alder" })) --> 2"#
            ) { call in try call.occurrences() },
            APIFunction(
                "Article", "annotate", "annotation: table", "Annotation",
                """
                Adds an annotation. Keys: `span` (any stretch of text) or `first` and `last`; `label`, one that the plugin \
                provides; `layer`, needed only if two layers have the label; `rule`, `score` (0 to 1). All other keys are \
                features: strings, numbers, booleans, lists, tables, stretches of text (kept as mentions) and annotations \
                (kept as references).
                """,
                example:
                    #"print(article:annotate{ span = article:span(7, 14), label = "SAMPLE", role = "mayor" }.role) --> mayor"#
            ) { call in try call.annotate() },
        ]
    }

    private static func queries() -> [APIFunction] {
        func query(
            _ name: String, _ text: String, _ find: @escaping (LayerIndex, Span) -> [Int]
        ) -> APIFunction {
            APIFunction(
                "Article", name, "span: Span, layer?: string, label?: string", "Annotation[]", text,
                example: #"print(#article:\#(name)(article.sentences[1], "sample")) --> 0"#
            ) { call in
                let open = try call.article(1)
                let span = try call.span(2)
                let layer = call.isNil(3) ? nil : try call.checkLayer(call.string(3))
                return try call.push(find(open.index(of: layer), span), label: 4)
            }
        }
        return [
            APIFunction(
                "Article", "show", "...: string", "nil",
                "Shows the text with the annotations of the layers named (of all without names) highlighted, and a legend: at the prompt. Elsewhere it does nothing.",
                example: #"article:show("sample")"#
            ) { call in
                let record = try call.article(1).result(errors: [])
                var layers: [String] = []
                for index in 1...max(1, call.count) where index > 1 {
                    layers.append(try call.checkLayer(call.string(index)))
                }
                call.workbench.show(record, layers.isEmpty ? nil : layers)
                return 0
            },
            APIFunction(
                "Article", "layer", "name: string, label?: string", "Annotation[]",
                "The annotations of a layer in order of position.",
                example: #"print(#article:layer("sample")) --> 0"#
            ) { call in
                let open = try call.article(1)
                let name = try call.checkLayer(call.string(2))
                return try call.push(open.index(of: name).all, label: 3)
            },
            query("inside", "The annotations that lie in a span, in order of position.") { $0.inside($1) },
            query("overlapping", "The annotations that share a byte with a span, in order of position.") {
                $0.overlapping($1)
            },
            query("at", "The annotations that cover the whole span, in order of position.") {
                $0.covering($1)
            },
            query("before", "The annotations that end before a span, the nearest first.") { $0.before($1) },
            query("after", "The annotations that start after a span, the nearest first.") { $0.after($1) },
        ]
    }
}
