public import ArticleModel
public import Diagnostics

/// The names of the fields in which records hold the text and its metadata: `text=body,published=meta.date`.
public struct FieldMap: Sendable {
    /// The names that can be mapped.
    public static let names = [
        "id", "text", "headline", "byline", "published", "source", "url", "language",
    ]

    private var paths: [String: [String]] = [:]
    /// The map as it was written; nil if every field has its own name.
    public private(set) var text: String?

    /// Every field under its own name.
    public init() {}

    /// A map written as `NAME=FIELD,…`, where a dot in FIELD goes into an object.
    ///
    /// - Throws: ``Diagnostic`` if the text is not a map, or names a field that cannot be mapped.
    public init(_ text: String) throws(Diagnostic) {
        self.text = text
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, !sides[1].isEmpty else {
                throw Diagnostic(.usage, "\"\(part)\" is not a pair; write NAME=FIELD, as text=body")
            }
            guard Self.names.contains(sides[0]) else {
                throw Diagnostic(
                    .usage,
                    "\"\(sides[0])\" cannot be mapped; there are \(Self.names.joined(separator: ", "))")
            }
            paths[sides[0]] = sides[1].split(separator: ".").map(String.init)
        }
    }

    /// The field that holds `name`, as the path to it through objects.
    func path(_ name: String) -> [String] { paths[name] ?? [name] }

    /// Whether the map names a field for `name`.
    func isMapped(_ name: String) -> Bool { paths[name] != nil }

    /// Returns the value that a record has for a name.
    public func value(_ name: String, in record: FeatureValue) -> FeatureValue? {
        guard let path = paths[name] else { return record[name] }
        // A field that has a dot in its own name comes first.
        if let whole = record[path.joined(separator: ".")] { return whole }
        var value: FeatureValue? = record
        for part in path { value = value?[part] }
        return value
    }

    /// Returns the fields of a record without those that hold the text and its metadata; objects that hold one of them
    /// keep the rest.
    func remainder(of fields: [FeatureValue.Field]) -> [FeatureValue.Field] {
        var left = fields
        for name in Self.names {
            let path = path(name)
            let whole = path.joined(separator: ".")
            left = Self.removing(left.contains { $0.name == whole } ? [whole] : path[...], from: left)
        }
        return left
    }

    private static func removing(
        _ path: ArraySlice<String>, from fields: [FeatureValue.Field]
    ) -> [FeatureValue.Field] {
        fields.compactMap { field in
            guard field.name == path.first else { return field }
            guard path.count > 1 else { return nil }
            guard case .object(let members) = field.value else { return field }
            let left = removing(path.dropFirst(), from: members)
            return left.isEmpty ? nil : .init(field.name, .object(left))
        }
    }
}
