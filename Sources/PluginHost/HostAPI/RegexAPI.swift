internal import ArticleModel
internal import LuaRuntime
internal import Matching

/// Regular expressions over the text of an article.
enum RegexAPI {
    static func constructors() -> [APIFunction] {
        return [
            APIFunction(
                "desk", "regex", "pattern: string, flags?: string", "Regex",
                "Compiles a regular expression of PCRE2 for UTF-8 text. Flags: \"i\" (in any case), \"m\" (^ and $ at lines). A match that takes too many steps is an error, never a hang.",
                example:
                    #"for m in desk.regex([[\$(?<amount>[\d.]+)]]):find(article) do print(m.amount.text) end --> 3.5"#
            ) { call in
                let flags = call.isNil(2) ? "" : try call.string(2)
                if let unknown = flags.first(where: { !"im".contains($0) }) {
                    throw APIError("unknown flag \"\(unknown)\" of a regex: there are i and m")
                }
                let plugin = try call.maker(of: "a regex")
                plugin.resources.regexes.append(
                    try Matching.Regex(
                        call.string(1), ignoringCase: flags.contains("i"), multiline: flags.contains("m")))
                call.writer.push(plugin.resources.handle(.regex, plugin.resources.regexes.count - 1))
                return 1
            }
        ]
    }

    static func functions() -> [APIFunction] {
        return [
            APIFunction(
                "Regex", "find", "article: Article, within?: Span", "fun(): table?",
                "Iterates over the matches in the whole text, or in a span (a block, a sentence). Each is a table: `span` is the whole match, [1], [2]… and the named groups are spans; groups that took no part are absent.",
                example:
                    #"for m in desk.regex([[Ruiz|Alder]]):find(article) do print(m.span.first, m.span.text) end"#
            ) { call in
                let regex = try call.resource(1, .regex) { $0.regexes[$1] }
                let open = try call.article(2)
                let within = call.isNil(3) ? Span(0, open.article.utf8.count) : try call.span(3)
                try matches(of: regex, in: open, within, call)
                return 1
            }
        ]
    }

    private static func matches(
        of regex: Matching.Regex, in open: OpenArticle, _ within: Span, _ call: HostCall
    ) throws {
        let text = Array(open.article.utf8[within.range])
        var found: [Matching.Regex.Match] = []
        try text.withUnsafeBufferPointer { bytes in
            var at = 0
            while !call.workbench.state.shouldStop, let match = try regex.firstMatch(in: bytes, from: at) {
                found.append(match)
                at = match.span.end
            }
        }
        func handle(_ span: Span) -> Handle {
            open.handle(.span, span.start + within.start, span.end + within.start)
        }
        let writer = call.writer
        writer.pushTable(array: found.count)
        for (index, match) in found.enumerated() {
            writer.pushTable(array: match.groups.count, record: regex.groupNames.count + 1)
            writer.push(handle(match.span))
            writer.set("span")
            for (number, group) in match.groups.enumerated().dropFirst() {
                guard let group else { continue }
                writer.push(handle(group))
                writer.set(number)
            }
            for (name, number) in regex.groupNames {
                guard let group = match.groups[number] else { continue }
                writer.push(handle(group))
                writer.set(name)
            }
            writer.set(index + 1)
        }
        writer.makeIterator()
    }
}
