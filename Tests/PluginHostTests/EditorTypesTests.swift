import PluginHost
import Testing

@Suite("The API for editors")
struct EditorTypesTests {
    private let template: APIItem

    init() throws { template = try #require(Workbench().api.first) }

    private func item(
        _ owner: String, _ name: String, _ parameters: String?, _ type: String, _ text: String,
        _ example: String
    ) -> APIItem {
        var item = template
        (item.owner, item.name, item.parameters, item.type) = (owner, name, parameters, type)
        (item.text, item.example) = (text, example)
        return item
    }

    @Test("classes with fields and methods, then areas of desk, then what init.lua returns")
    func file() throws {
        let text = EditorTypes.file(
            [
                item("Span", "first", nil, "integer", "The first\nbyte.", "print(1)"),
                item("desk", "log", "...: any", "nil", "Writes.", "desk.log(1)"),
                item(
                    "Span", "to", "other: Span, how?: fun(a: Span, b: Span): boolean", "Span", "One.\nTwo.",
                    "a()\nb()"),
                item("desk.text", "lower", "text: string", "string", "Lowers.", "print(2)"),
            ], version: "9.9")
        let start = """
            ---@meta
            -- Nightdesk 9.9: the API of plugins. Made by `nightdesk types`; not to be edited.

            ---@class Span
            ---@field first integer The first byte.
            local Span = {}

            --- One.
            --- Two.
            ---
            --- ```lua
            --- a()
            --- b()
            --- ```
            ---@param other Span
            ---@param how? fun(a: Span, b: Span): boolean
            ---@return Span
            function Span:to(other, how) end

            ---@class desk
            desk = {}

            --- Writes.
            ---
            --- ```lua
            --- desk.log(1)
            --- ```
            ---@param ... any
            function desk.log(...) end

            ---@class desk.text
            desk.text = {}

            --- Lowers.
            ---
            --- ```lua
            --- print(2)
            --- ```
            ---@param text string
            ---@return string
            function desk.text.lower(text) end

            --- How the annotations of a layer are scored, colored and tabled.
            """
        #expect(text.hasPrefix(start))
        #expect(text.hasSuffix("---@type Article\narticle = nil\n"))
    }

    @Test("a signature has the parameters and what comes of it")
    func signatures() {
        #expect(item("Span", "first", nil, "integer", "", "").signature == "span.first: integer")
        #expect(item("Span", "to", "other: Span", "Span", "", "").signature == "span:to(other: Span): Span")
        #expect(item("desk.text", "f", "", "nil", "", "").signature == "desk.text.f()")
        let parameters = item(
            "desk", "f", "a: table<string, integer>, b?: string | { x: integer, y: integer }, c", "nil", "",
            ""
        ).parameterList
        #expect(
            parameters?.map { "\($0.name) – \($0.type)" } == [
                "a – table<string, integer>", "b? – string | { x: integer, y: integer }", "c – any",
            ])
        #expect(item("desk", "f", "", "nil", "", "").parameterList?.isEmpty == true)
        #expect(item("Span", "first", nil, "integer", "", "").parameterList == nil)
    }

    @Test("every function of the API is in the file, with its parameters as Lua names")
    func complete() throws {
        let items = try Workbench().api
        let lines = Set(EditorTypes.file(items, version: "1").split(separator: "\n").map(String.init))
        for item in items {
            let names = item.parameterList?.map { $0.name.replacing("?", with: "") }
            let owner = item.owner + (item.owner.hasPrefix("desk") ? "." : ":")
            if let names {
                #expect(lines.contains("function \(owner)\(item.name)(\(names.joined(separator: ", "))) end"))
                #expect(
                    names.allSatisfy {
                        $0 == "..." || $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
                    })
            } else {
                #expect(lines.contains { $0.hasPrefix("---@field \(item.name) \(item.type) ") })
            }
        }
    }
}
