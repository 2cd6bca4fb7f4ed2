internal import LuaRuntime

/// One thing that the API offers to Lua code, with its documentation. Help, completion and the
/// description for editors are made of these, so that none can differ from what there is.
public struct APIItem: Sendable {
    /// What it belongs to: `desk`, `desk.text`, `Article`, `Span`…
    public var owner: String
    /// Its name.
    public var name: String
    /// LuaCATS parameters, as `span: Span, layer?: string`; nil for a field.
    public var parameters: String?
    /// LuaCATS type of what it gives.
    public var type: String
    /// What it does, with units, offset base and errors.
    public var text: String
    /// Lua code that runs with the example article; what it prints stands in its comments `--> …`.
    public var example: String

    /// `desk.text.number(text)` or `article:find(pattern)`
    public var qualifiedName: String {
        if owner.hasPrefix("desk") { return "\(owner).\(name)" }
        return owner.lowercased() + (parameters == nil ? "." : ":") + name
    }

    /// The parameters with their types, a `?` behind the names of those that may be left out; nil for a field.
    public var parameterList: [(name: String, type: String)]? { parameters.map(EditorTypes.split) }

    /// Name, parameters and type.
    public var signature: String {
        guard let parameters else { return "\(qualifiedName): \(type)" }
        let names = parameters.isEmpty ? "" : parameters
        return "\(qualifiedName)(\(names))" + (type == "nil" ? "" : ": \(type)")
    }
}

/// An item with the Swift function that does it.
struct APIFunction {
    var item: APIItem
    var body: LuaState.Function

    /// A field or function of the API.
    init(
        _ owner: String, _ name: String, _ parameters: String? = nil, _ type: String, _ text: String,
        example: String, _ body: @escaping LuaState.Function
    ) {
        item = APIItem(
            owner: owner, name: name, parameters: parameters, type: type, text: text, example: example)
        self.body = body
    }
}

/// A mistake of the plugin's, told to it as a Lua error.
struct APIError: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
