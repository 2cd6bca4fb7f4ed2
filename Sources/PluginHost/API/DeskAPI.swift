internal import ArticleModel
internal import System
internal import LuaRuntime
internal import Matching

/// `desk`: patterns, rules, lists, and what every plugin needs.
enum DeskAPI {
    static func functions(_ workbench: Workbench) -> [APIFunction] {
        patterns(workbench) + lists(workbench) + RegexAPI.constructors(workbench)
            + TaggerAPI.constructors(workbench) + logging(workbench)
            + TextAPI.functions(workbench)
            + TimeAPI.functions()
    }

    private static func patterns(_ workbench: Workbench) -> [APIFunction] {
        unowned let workbench = workbench
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
                try workbench.deferCompilation(of: .definition(name: name), pattern: try call.string(2), call)
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
            ) { call in try workbench.makeRule(call) },
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
                let resources = try workbench.maker(of: "rules").resources
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
                let plugin = try workbench.maker(of: "a predicate")
                let name = try call.string(1)
                plugin.resources.predicates[name] = try call.function(2)
                plugin.context.add(predicate: name)
                return 0
            },
        ]
    }

    private static func lists(_ workbench: Workbench) -> [APIFunction] {
        unowned let workbench = workbench
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
            ) { call in try ListLoader(workbench: workbench, call: call).make() },
            APIFunction(
                "desk", "rows", "file: string", "table[]",
                "The rows of a list file of the plugin's folder, in order, as tables: `entry` and the features that are not empty. For what a plugin wants to look up in Lua instead of finding it in the text.",
                example:
                    #"print(pcall(desk.rows, "data/none.tsv")) --> false list file 'data/none.tsv': No such file in the plugin's folder"#
            ) { call in try ListLoader(workbench: workbench, call: call).pushRows() },
        ]
    }

    private static func logging(_ workbench: Workbench) -> [APIFunction] {
        unowned let workbench = workbench
        return [
            APIFunction(
                "desk", "log", "...: any", "nil",
                "Writes a line to the log (stderr of the program, never its output), as `print` does.",
                example: #"desk.log("tokens", #article.tokens)"#
            ) { call in try line(workbench, call) }
        ]
    }

    /// `print` of plugins: to the log.
    static func print(_ workbench: Workbench) -> LuaState.Function {
        { [unowned workbench] call in try line(workbench, call) }
    }

    private static func line(_ workbench: Workbench, _ call: HostCall) throws -> Int {
        var parts: [String] = []
        for index in 1...max(1, call.count) where index <= call.count {
            parts.append(workbench.shown(call.value(index, depth: 2, most: 100)))
        }
        workbench.log(workbench.current?.name ?? "nightdesk", parts.joined(separator: "\t"))
        return 0
    }

    /// `require` of plugins: a Lua file of the plugin's own folder, run once.
    static func require(_ workbench: Workbench) -> LuaState.Function {
        { [unowned workbench] call in
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

extension Workbench {
    /// Compiles a pattern now if the plugin is loaded, or keeps it until it is.
    func deferCompilation(of target: PendingPattern.Target, pattern: String, _ call: HostCall) throws {
        let plugin = try maker(of: "a pattern")
        let item = PendingPattern(target: target, pattern: pattern, place: call.place)
        if plugin.manifest == nil { return plugin.resources.pending.append(item) }
        do throws(PatternError) {
            switch target {
            case .definition(let name): try plugin.context.define(name, pattern)
            case .rule(let number, let draft):
                plugin.resources.complete(number, draft.rule(try plugin.context.compile(pattern)))
            }
        } catch {
            throw placed(error, pattern: pattern, place: item.place, plugin)
        }
    }

    func makeRule(_ call: HostCall) throws -> Int {
        let table = try call.table(1)
        let keys = ["where", "action", "priority", "stage", "mode", "span", "label", "capture", "features"]
        for (key, _) in table.fields where !keys.contains(key) {
            throw APIError("unknown key '\(key)' in a rule" + didYouMean(key, among: keys))
        }
        guard table.array.count == 2, let name = table.array[0].string, let pattern = table.array[1].string
        else {
            throw APIError("a rule begins with its name and its pattern: desk.rule{ \"Name\", [=[ … ]=] }")
        }
        func string(_ key: String, oneOf: [String]? = nil) throws(APIError) -> String? {
            let value = table[key]
            if value.isNil { return nil }
            guard let text = value.string else {
                throw APIError("'\(key)' of rule \"\(name)\" must be a string, not a \(value.typeName)")
            }
            if let oneOf, !oneOf.contains(text) {
                throw APIError(
                    "'\(key)' of rule \"\(name)\" must be one of \(oneOf.joined(separator: ", "))"
                        + didYouMean(text, among: oneOf))
            }
            return text
        }
        func integer(_ key: String, default fallback: Int) throws(APIError) -> Int {
            switch table[key] {
            case .nil: return fallback
            case .integer(let value): return value
            default: throw APIError("'\(key)' of rule \"\(name)\" must be an integer")
            }
        }
        func function(_ key: String) throws(APIError) -> LuaReference? {
            switch table[key] {
            case .nil: return nil
            case .function(let function): return function
            default: throw APIError("'\(key)' of rule \"\(name)\" must be a function")
            }
        }
        let mode = try string("mode", oneOf: Rule.Mode.allCases.map(\.rawValue)).flatMap(Rule.Mode.init)
        let scope = try string("span", oneOf: Rule.Scope.allCases.map(\.rawValue)).flatMap(Rule.Scope.init)
        let draft = RuleDraft(
            name: name, priority: try integer("priority", default: 0), mode: mode ?? .longest,
            scope: scope ?? .sentence)
        let features = table["features"].table?.fields ?? []
        for (key, _) in features { try checkFeature(key) }
        let resources = try maker(of: "a rule").resources
        let number = resources.add(
            LuaRule(
                rule: .unfinished(name), stage: try integer("stage", default: 1), label: try string("label"),
                capture: try string("capture"), features: features, condition: try function("where"),
                action: try function("action"), place: call.place))
        try deferCompilation(of: .rule(number, draft), pattern: pattern, call)
        call.writer.push(resources.handle(.rule, number))
        return 1
    }

    /// A value as `print` shows it.
    func shown(_ value: LuaValue) -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let value): return String(value)
        case .integer(let value): return String(value)
        case .number(let value):
            return value == value.rounded() && abs(value) < 1e15 ? String(format(value)) : String(value)
        case .string(let value): return value
        case .handle(let handle):
            if let span = try? span(of: handle), let open { return open.article.text(of: span) }
            return typeName(handle)
        case .table(let table): return "table (\(table.array.count + table.fields.count))"
        case .function: return "function"
        case .opaque(let name): return name
        }
    }

    private func format(_ value: Double) -> String { "\(Int(value)).0" }
}
