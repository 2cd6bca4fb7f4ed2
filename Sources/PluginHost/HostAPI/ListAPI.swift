internal import LuaRuntime
internal import Matching

/// Lists and rules as Lua sees them.
enum ListAPI {
    static func functions() -> [APIFunction] {
        func list(_ call: HostCall) throws -> Gazetteer {
            try call.resource(1, .list) { $0.lists[$1] }
        }
        let sample = "local x = desk.list(\"sample\", { { \"Ana\", gender = \"f\" }, \"Bo\" })"
        return [
            APIFunction(
                "List", "name", nil, "string", "The name by which patterns use it.",
                example: "\(sample) print(x.name) --> sample"
            ) { call in
                call.push(try list(call).name)
                return 1
            },
            APIFunction(
                "List", "has", "text: string", "boolean",
                "Whether the whole text is an entry, by the list's case policy.",
                example: "\(sample) print(x:has(\"Ana\"), x:has(\"ana\")) --> true false"
            ) { call in
                call.writer.push(!(try list(call).entries(for: call.string(2)).isEmpty))
                return 1
            },
            APIFunction(
                "List", "get", "text: string", "table<string, string>?",
                "The features of the entry that is the whole text (`entry` is the entry itself); nil if there is none.",
                example: "\(sample) print(x:get(\"Ana\").gender, x:get(\"Cy\")) --> f nil"
            ) { call in
                let list = try list(call)
                guard let entry = list.entries(for: try call.string(2)).first else {
                    call.writer.push()
                    return 1
                }
                call.writer.pushTable(record: list.columns.count + 1)
                for column in list.columns {
                    guard let value = list.value(column, ofEntry: entry) else { continue }
                    call.writer.push(value)
                    call.writer.set(column)
                }
                call.writer.push(list.text(ofEntry: entry))
                call.writer.set("entry")
                return 1
            },
        ]
    }

    static func rule() -> [APIFunction] {
        return [
            APIFunction(
                "Rule", "name", nil, "string", "The rule's name.",
                example: #"print(desk.rule{ "Day", "Friday" }.name) --> Day"#
            ) { call in
                call.push(try call.resource(1, .rule) { $0.rules[$1].rule.name })
                return 1
            }
        ]
    }
}
