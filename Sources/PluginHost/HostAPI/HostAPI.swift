internal import LuaRuntime

/// The host API as it is installed in one Lua state: the globals of plugins and the metatables of handles.
struct HostAPI {
    /// All items, in order of their documentation.
    private(set) var items: [APIItem] = []
    /// The globals that plugins have beside Lua's own: `desk`, `print`, `require`.
    let globals: LuaReference
    /// Names that captures cannot have, since matches have fields of those names.
    private(set) var reservedCaptures: Set<String> = []

    /// Makes the API available in a state.
    ///
    /// - Throws: ``LuaError`` without memory.
    init(installedIn state: LuaState, version: String) throws(LuaError) {
        globals = try state.newTable()
        var areas: [String: LuaReference] = ["desk": try state.newTable()]
        for function in DeskAPI.functions() {
            let owner = function.item.owner
            items.append(function.item)
            if areas[owner] == nil { areas[owner] = try state.newTable() }
            try areas[owner]!.set(function.item.name, function: state.register(function.body))
        }
        for (owner, table) in areas.sorted(by: { $0.key < $1.key }) where owner != "desk" {
            try areas["desk"]!.set(String(owner.dropFirst("desk.".count)), table)
        }
        try areas["desk"]!.set("version", .string(version))
        try globals.set("desk", areas["desk"]!)
        try globals.set("print", function: state.register(DeskAPI.print()))
        try globals.set("require", function: state.register(DeskAPI.require()))
        for kind in HandleKind.allCases {
            let functions = kind.functions()
            if kind == .match { reservedCaptures = Set(functions.map(\.item.name)) }
            items += functions.map(\.item)
            try state.defineHandle(Self.handleType(kind, functions, state))
        }
    }

    private static func handleType(
        _ kind: HandleKind, _ functions: [APIFunction], _ state: LuaState
    ) -> HandleType {
        var type = HandleType(kind: kind.rawValue, name: kind.typeName)
        for function in functions {
            let number = state.register(function.body)
            if function.item.parameters == nil {
                type.fields.append((function.item.name, number))
            } else {
                type.methods.append((function.item.name, number))
            }
        }
        let names = functions.map(\.item.name)
        type.missing = state.register { try HandleFields.missing(kind, names, $0) }
        type.indexed = state.register { try HandleFields.indexed(kind, $0) }
        type.text = state.register { try HandleFields.text(kind, $0) }
        type.equal = state.register { call in
            // A handle equals nothing that is not a handle.
            call.writer.push(try call.handle(1, "handle") == (try? call.handle(2, "handle")))
            return 1
        }
        if [.tokens, .sentences, .blocks, .list, .span].contains(kind) {
            type.length = state.register { try HandleFields.length(kind, $0) }
        }
        return type
    }
}
