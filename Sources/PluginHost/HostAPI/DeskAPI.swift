internal import ArticleModel
internal import System
internal import LuaRuntime
internal import Matching

/// `desk`: patterns, rules, lists, and what every plugin needs.
enum DeskAPI {
    static func functions() -> [APIFunction] {
        patterns() + lists() + RegexAPI.constructors()
            + TaggerAPI.constructors() + logging()
            + TextAPI.functions()
            + TimeAPI.functions()
    }

    private static func patterns() -> [APIFunction] {
        return [
            APIFunction(
                "desk", "define", "name: string, pattern: string", "nil",
                "Gives a pattern a name: other patterns of the plugin use it as `$name`, and its captures nest in the capture around it.",
                example: #"""
                    desk.define("money", [=[ $ amount:%num unit:[million billion]? ]=])
                    for m in article:find("cost cost:$money") do print(m.cost.amount.text) end --> 3.5
                    """#
            ) { call in
                let name = try call.string(1)
                guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
                    name.first?.isLetter == true
                else {
                    throw APIError(
                        "'\(name)' cannot name a pattern: letters, digits and _ only, a letter first")
                }
                try call.deferCompilation(of: .definition(name: name), pattern: try call.string(2))
                return 0
            },
            APIFunction(
                "desk", "rule", "rule: table", "Rule",
                """
                Makes a rule of `{ name, pattern, … }`. Further keys: `label` (of the annotations it makes; needed if the \
                plugin provides several), `capture` (annotate this capture and not the whole match), `features` (table, for \
                all its annotations), `where` (function(match, article): false refuses the match), `action` \
                (function(match, article), in place of annotating), `priority` (higher wins, 0), `stage` (rules of a later \
                stage see the annotations of earlier ones, 1), `mode` ("longest", "ordered", "all", "once"), `span` \
                ("sent", "para", "doc": what a match may not cross). Captures at the top become features.
                """,
                example: #"""
                    local spokesmen = desk.rule{ "SpokesSaid", [=[ title:Mayor name:%Name{1,3} cue:~say ]=] }
                    for m in article:find(spokesmen) do print(m.name.text, m.rule) end --> Ana Ruiz SpokesSaid
                    """#
            ) { call in try call.makeRule() },
            APIFunction(
                "desk", "rules", "rules: Rule[]", "RuleSet",
                "Puts rules together so that `article:find` matches them in one pass; the most suitable match wins at each place, as among the rules of a plugin.",
                example: #"""
                    local set = desk.rules{ desk.rule{ "Day", [=[ Friday ]=] }, desk.rule{ "Name", [=[ %Name{2} ]=] } }
                    for m in article:find(set) do print(m.rule, m.text) end
                    --> Name Mayor Ana
                    --> Day Friday
                    --> Name Port Alder
                    """#
            ) { call in
                let table = try call.table(1)
                let handles = table.array.compactMap(\.handle).filter { $0.kind == HandleKind.rule.rawValue }
                guard handles.count == table.array.count, !handles.isEmpty else {
                    throw APIError("desk.rules takes a list of rules that desk.rule has made")
                }
                let resources = try call.maker(of: "rules").resources
                guard handles.allSatisfy({ $0.generation == resources.generation }) else {
                    throw APIError("desk.rules takes rules that this plugin has made since it was loaded")
                }
                let number = resources.addRuleSet(handles.map { Int($0.a) })
                call.writer.push(resources.handle(.ruleSet, number))
                return 1
            },
            APIFunction(
                "desk", "predicate", "name: string, test: fun(span: Span): boolean", "nil",
                "Makes a function usable as a test in patterns: `%Name{name}` asks it about each candidate. Use it sparingly: each question is a call into Lua.",
                example: #"""
                    desk.predicate("short", function(span) return #span.text < 4 end)
                    for m in article:find("%Name{short}") do print(m.text) end --> Ana
                    """#
            ) { call in
                let plugin = try call.maker(of: "a predicate")
                let name = try call.string(1)
                plugin.resources.predicates[name] = try call.function(2)
                plugin.context.add(predicate: name)
                return 0
            },
        ]
    }

    private static func lists() -> [APIFunction] {
        return [
            APIFunction(
                "desk", "list", "name: string, entries: string | table, options?: table", "List",
                """
                Makes a list that patterns use as `#name`. `entries` is a file of the plugin's folder (.tsv or .csv with a \
                header whose first column is the entry and whose others are features; .jsonl with objects that have an `entry`; .txt with an entry a line) or a table \
                of strings and of tables as `{ "Prime Minister", kind = "political" }`. Options: `case` ("smart": an entry \
                with a capital matches exactly, one without in any case; "exact"; "ignore"), `plural` (true: the plural of \
                the last word counts too), `possessive` (true: with 's too), `where` (a function of entry and features that says which rows to take).
                """,
                example: #"""
                    desk.list("office", { { "Mayor", kind = "political" }, "Captain" })
                    for m in article:find("office:#office{kind=political} name:%Name+") do print(m.name.text) end --> Ana Ruiz
                    """#
            ) { call in try ListLoader(call: call).make() },
            APIFunction(
                "desk", "rows", "file: string", "table[]",
                "The rows of a list file of the plugin's folder, in order, as tables: `entry` and the features that are not empty. For what a plugin wants to look up in Lua instead of finding it in the text.",
                example:
                    #"print(pcall(desk.rows, "data/none.tsv")) --> false list file 'data/none.tsv': No such file in the plugin's folder"#
            ) { call in try ListLoader(call: call).pushRows() },
        ]
    }

    private static func logging() -> [APIFunction] {
        return [
            APIFunction(
                "desk", "log", "...: any", "nil",
                "Writes a line to the log (stderr of the program, never its output), as `print` does.",
                example: #"desk.log("tokens", #article.tokens)"#
            ) { call in try line(call) }
        ]
    }

    /// `print` of plugins: to the log.
    static func print() -> LuaState.Function {
        { call in try line(call) }
    }

    private static func line(_ call: HostCall) throws -> Int {
        let workbench = call.workbench
        var parts: [String] = []
        for index in 1...max(1, call.count) where index <= call.count {
            parts.append(workbench.shown(call.value(index, depth: 2, most: 100)))
        }
        workbench.log(workbench.current?.name ?? "nightdesk", parts.joined(separator: "\t"))
        return 0
    }

    /// `require` of plugins: a Lua file of the plugin's own folder, run once.
    static func require() -> LuaState.Function {
        { call in
            let workbench = call.workbench
            guard let plugin = workbench.current, let environment = plugin.environment else {
                throw APIError("require works in plugins only")
            }
            let name = try call.string(1)
            if let module = plugin.modules[name] {
                call.writer.push(module)
                return 1
            }
            let file = name.split(whereSeparator: { $0 == "." || $0 == "/" }).joined(separator: "/") + ".lua"
            let source: [UInt8]
            do { source = try plugin.folder.read(file) } catch {
                throw APIError("module '\(name)' not found: there is no \(plugin.name)/\(file)")
            }
            let chunkName = plugin.name + "/" + file
            plugin.sources[chunkName] = source
            let chunk = try workbench.state.load(source, name: chunkName, environment: environment)
            let module = try chunk.callForReference()
            plugin.modules[name] = module
            call.writer.push(module)
            return 1
        }
    }
}
