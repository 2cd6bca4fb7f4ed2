internal import ArticleModel

/// An item of ninjs, versions 1 to 3. Version 1 has a member for each role of a text (`body_text`, `body_main`,
/// `headline_main`), later ones have lists (`bodies`, `headlines`).
struct NinjsItem {
    /// The item as the fields of a record.
    let record: [FeatureValue.Field]

    /// Whether an object is an item: it has a body, or a headline and an identifier.
    static func canRead(_ fields: [FeatureValue.Field]) -> Bool {
        let names = Set(fields.map(\.name))
        return names.contains("bodies") || names.contains { $0.hasPrefix("body_") }
            || names.contains("uri")
                && (names.contains("versioncreated") || names.contains("versionCreated")
                    || names.contains("headlines")
                    || names.contains("standard") || names.contains("renditions"))
    }

    /// A text of an item.
    private struct Candidate {
        var text: String
        var isMarkup: Bool

        var weight: Int { text.unicodeScalars.count { $0.properties.isAlphabetic } }
        var lines: Int { text.count(where: \.isNewline) }
    }

    init(_ fields: [FeatureValue.Field]) {
        let object = FeatureValue.object(fields)
        var used: Set<String> = ["bodies", "uri"]
        var record: [FeatureValue.Field] = []
        func put(_ name: String, _ candidates: [(String, String?)]) {
            guard object[name] == nil || object[name] == .null,
                let found = candidates.first(where: { $0.1?.isEmpty == false }), let text = found.1
            else { return }
            record.append(.init(name, .string(text)))
            if object[found.0]?.string == text { used.insert(found.0) }
        }
        if let uri = object["uri"]?.string {
            record.append(.init("id", .string(uri)))
        } else {
            used.remove("uri")
        }
        if let text = Self.text(fields) { record.append(.init("text", .string(text))) }
        let headlines = fields.filter { $0.name.hasPrefix("headline_") }.sorted {
            $0.name == "headline_main" && $1.name != "headline_main"
        }
        put(
            "headline",
            headlines.map { ($0.name, $0.value.string.flatMap(Self.line)) } + [
                ("headlines", Self.headline(object["headlines"])), ("title", object["title"]?.string),
            ])
        put(
            "byline",
            [
                ("by", object["by"]?.string), ("authors", FieldAliases.names(object["authors"])),
                ("creators", FieldAliases.names(object["creators"])),
            ])
        put(
            "published",
            [
                "firstcreated", "firstCreated", "versioncreated", "versionCreated", "contentCreated",
                "contentcreated",
            ]
            .map { ($0, object[$0]?.string) })
        put(
            "source",
            [
                ("copyrightholder", object["copyrightholder"]?.string),
                ("copyrightHolder", object["copyrightHolder"]?.string),
                ("infosources", FieldAliases.names(object["infosources"])),
                ("infoSources", FieldAliases.names(object["infoSources"])),
                ("infosource", FieldAliases.names(object["infosource"])),
            ])
        let dropsID = object["uri"]?.string != nil
        for field in fields where !used.contains(field.name) && !field.name.hasPrefix("body_") {
            // An id of another kind beside the uri is kept under its own name.
            if field.name == "id", dropsID { record.append(.init("item_id", field.value)); continue }
            record.append(field)
        }
        self.record = record
    }

    // MARK: Bodies

    /// The longest of the texts; of those that are nearly as long, the one with the most lines, and plain text first.
    private static func text(_ fields: [FeatureValue.Field]) -> String? {
        var candidates: [Candidate] = []
        for field in fields where field.name.hasPrefix("body_") {
            guard let text = field.value.string else { continue }
            let isMarkup =
                field.name.hasSuffix("html") || field.name != "body_text" && ItemMarkup.isMarkup(text)
            candidates.append(Candidate(text: text, isMarkup: isMarkup))
        }
        if case .list(let bodies)? = FeatureValue.object(fields)["bodies"] {
            for body in bodies {
                guard let text = body["value"]?.string else { continue }
                let type = body["contenttype"]?.string ?? body["contentType"]?.string
                guard
                    type == nil || type!.hasPrefix("text/plain") || type!.contains("html")
                        || type!.contains("nitf")
                else { continue }
                let isMarkup =
                    type.map { $0.contains("html") || $0.contains("nitf") } ?? ItemMarkup.isMarkup(text)
                candidates.append(Candidate(text: text, isMarkup: isMarkup))
            }
        }
        for index in candidates.indices where candidates[index].isMarkup {
            candidates[index].text = ItemMarkup.text(of: candidates[index].text)
        }
        let longest = candidates.map(\.weight).max() ?? 0
        var best: Candidate?
        for candidate in candidates.filter({ !$0.isMarkup }) + candidates.filter(\.isMarkup)
        where candidate.weight * 20 >= longest * 19 && candidate.lines > best?.lines ?? -1 {
            best = candidate
        }
        return best?.text
    }

    private static func headline(_ list: FeatureValue?) -> String? {
        guard case .list(let items)? = list else { return nil }
        let main =
            items.first { $0["role"]?.string == "main" } ?? items.first { $0["role"] == nil } ?? items.first
        return main?["value"]?.string.flatMap(line)
    }

    /// A headline in one line, without markup.
    private static func line(_ text: String) -> String? {
        let plain = text.contains("</") || ItemMarkup.isMarkup(text) ? ItemMarkup.text(of: text) : text
        return plain.isEmpty ? nil : plain
    }
}
