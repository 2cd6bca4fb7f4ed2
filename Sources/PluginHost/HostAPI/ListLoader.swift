internal import Diagnostics
internal import ArticleModel
internal import System
internal import Serialization
internal import LuaRuntime
internal import Matching

/// Makes a list of a plugin from a table or a file of its folder.
struct ListLoader {
    let call: HostCall

    /// Which further forms of an entry count as the entry.
    private struct Forms {
        var plural: Bool
        var possessive: Bool
    }

    private struct Row {
        var entry: String
        var values: [String]
    }

    /// The arguments of `desk.list` in, the handle of the list out.
    func make() throws -> Int {
        let plugin = try call.maker(of: "a list")
        let name = try call.string(1)
        guard name.first?.isLetter == true,
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
        else { throw APIError("'\(name)' cannot name a list: letters, digits, _ and . only, a letter first") }
        let options = call.isNil(3) ? LuaTable() : try call.table(3)
        for (key, _) in options.fields where !["case", "plural", "possessive", "where"].contains(key) {
            throw APIError(
                "unknown option '\(key)' of a list"
                    + didYouMean(key, among: ["case", "plural", "possessive", "where"]))
        }
        for (key, type) in [
            ("case", "string"), ("plural", "boolean"), ("possessive", "boolean"), ("where", "function"),
        ] where ![type, "nil"].contains(options[key].typeName) {
            throw APIError("option '\(key)' of a list must be a \(type), not a \(options[key].typeName)")
        }
        var policy = Gazetteer.CasePolicy.smart
        if let text = options["case"].string {
            guard let named = Gazetteer.CasePolicy(rawValue: text) else {
                throw APIError(
                    "'case' must be one of smart, exact, ignore"
                        + didYouMean(text, among: Gazetteer.CasePolicy.allCases.map(\.rawValue)))
            }
            policy = named
        }
        let plural = Forms(
            plural: options["plural"].boolean ?? false, possessive: options["possessive"].boolean ?? false)
        let image = try image(plugin, policy, plural: plural, condition: options["where"].function)
        let list = Gazetteer(name: name, image: image, vocabulary: call.workbench.vocabulary)
        plugin.context.add(list)
        plugin.resources.lists.append(list)
        call.writer.push(plugin.resources.handle(.list, plugin.resources.lists.count - 1))
        return 1
    }

    /// The compiled list, as it was kept when it was compiled last from the same content.
    private func image(
        _ plugin: Plugin, _ policy: Gazetteer.CasePolicy, plural: Forms, condition: LuaReference?
    ) throws -> GazetteerImage {
        if condition != nil { return try compile(try rows(plugin), policy, plural, condition, sourceHash: 0) }
        let options = "\(policy.rawValue) \(plural) \(GazetteerCompiler.revision)"
        var hash = ContentHash()
        let content: () throws -> (columns: [String], rows: [Row])
        if let file = call.value(2, depth: 0).string {
            let bytes = try read(file, plugin)
            hash.add(bytes)
            hash.add(Array("\(Path.fileExtension(file)) \(options)".utf8))
            content = { try rows(file, bytes) }
        } else {
            let table = try rows(plugin)
            // A short list is compiled sooner than its image is found.
            if table.rows.count < 100 { return try compile(table, policy, plural, nil, sourceHash: 0) }
            for row in table.rows { hash.add(Array(([row.entry] + row.values).joined(separator: "\t").utf8)) }
            hash.add(Array("\(table.columns) \(options)".utf8))
            content = { table }
        }
        let store = ListStore(workbench: call.workbench, plugin: plugin)
        if let kept = store.image(hash.value) { return kept }
        let image = try compile(try content(), policy, plural, nil, sourceHash: hash.value)
        store.keep(image)
        return image
    }

    private func compile(
        _ content: (columns: [String], rows: [Row]), _ policy: Gazetteer.CasePolicy, _ plural: Forms,
        _ condition: LuaReference?, sourceHash: UInt64
    ) throws -> GazetteerImage {
        var compiler = GazetteerCompiler(
            casePolicy: policy, columns: content.columns, plural: plural.plural,
            possessive: plural.possessive, vocabulary: call.workbench.vocabulary)
        for row in content.rows {
            if let condition, try !takes(row, content.columns, condition) { continue }
            compiler.add(row.entry, values: row.values)
        }
        let bytes = ListBytes(compiler.image(sourceHash: sourceHash))
        return try GazetteerImage(UnsafeRawBufferPointer(bytes.buffer), owner: bytes)
    }

    /// The argument of `desk.rows` in, a table of the file's rows out.
    func pushRows() throws -> Int {
        let plugin = try call.maker(of: "rows")
        let file = try call.string(1)
        let (columns, rows) = try rows(file, read(file, plugin))
        let writer = call.writer
        writer.pushTable(array: rows.count)
        for (index, row) in rows.enumerated() {
            writer.pushTable(record: columns.count + 1)
            writer.push(row.entry)
            writer.set("entry")
            for (column, value) in zip(columns, row.values) where !value.isEmpty {
                writer.push(value)
                writer.set(column)
            }
            writer.set(index + 1)
        }
        return 1
    }

    private func takes(_ row: Row, _ columns: [String], _ condition: LuaReference) throws -> Bool {
        let result = try call.call(condition) { writer in
            writer.push(row.entry)
            writer.pushTable(record: columns.count)
            for (column, value) in zip(columns, row.values) where !value.isEmpty {
                writer.push(value)
                writer.set(column)
            }
            return 2
        }
        return result[0].isTrue
    }

    private func rows(_ plugin: Plugin) throws -> (columns: [String], rows: [Row]) {
        switch call.value(2) {
        case .string(let file): return try rows(file, read(file, plugin))
        case .table(let table): return try fromTable(table)
        default: throw call.wrong(2, "table or file name")
        }
    }

    private func read(_ file: String, _ plugin: Plugin) throws -> [UInt8] {
        do { return try plugin.folder.read(file) } catch {
            throw APIError("list file '\(file)': \(error.reason)")
        }
    }

    private func fromTable(_ table: LuaTable) throws -> (columns: [String], rows: [Row]) {
        var columns: [String] = []
        for item in table.array {
            for (key, _) in item.table?.fields ?? [] where !columns.contains(key) { columns.append(key) }
        }
        columns.sort()
        var rows: [Row] = []
        for (index, item) in table.array.enumerated() {
            switch item {
            case .string(let entry): rows.append(Row(entry: entry, values: []))
            case .table(let row):
                guard let entry = row.array.first?.string else {
                    throw APIError(
                        "entry \(index + 1) of the list has no text: write { \"text\", feature = … }")
                }
                rows.append(Row(entry: entry, values: columns.map { call.workbench.shownOrEmpty(row[$0]) }))
            default:
                throw APIError("entry \(index + 1) of the list is a \(item.typeName), not a string or table")
            }
        }
        // { ["Ana"] = "f" } has no order and no features of a name: refuse it rather than lose it.
        if !table.fields.isEmpty {
            throw APIError("a list takes { \"entry\", … } or { { \"entry\", feature = … }, … }")
        }
        return (columns, rows)
    }

    private func rows(_ file: String, _ bytes: [UInt8]) throws -> (columns: [String], rows: [Row]) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw APIError("list file '\(file)' is not UTF-8")
        }
        // Numbered as an editor does; a byte order mark is not part of the first.
        let lines = text.trimmingPrefix("\u{FEFF}").split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        ).enumerated().filter { !$0.element.isEmpty && !$0.element.hasPrefix("# ") }
        switch Path.fileExtension(file) {
        case "txt":
            var rows: [Row] = []
            for (_, line) in lines {
                let entry = String(line.drop { $0 == " " })
                if !entry.isEmpty { rows.append(Row(entry: entry, values: [])) }
            }
            return (columns: [], rows: rows)
        case "tsv", "csv": return try fromTable(bytes, file)
        case "jsonl": return try fromJSONLines(lines, file)
        default: throw APIError("list file '\(file)': lists are .tsv, .csv, .jsonl or .txt files")
        }
    }

    /// Rows of a CSV or TSV file below a header. Quotes have a meaning in CSV only.
    private func fromTable(_ bytes: [UInt8], _ file: String) throws -> (columns: [String], rows: [Row]) {
        let isTSV = Path.fileExtension(file) == "tsv"
        var reader =
            isTSV
            ? DelimitedReader(separator: UInt8(ascii: "\t"), quote: nil, comment: "# ")
            : DelimitedReader(separator: UInt8(ascii: ","), comment: "# ")
        var rest = Optional(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
        func next() throws(APIError) -> (fields: [String], line: Int)? {
            let row = reader.next {
                defer { rest = nil }
                return rest
            }
            guard let row else { return nil }
            if row.problem == .unclosedQuote {
                throw APIError("list file '\(file)', line \(row.line): a quotation mark is not closed")
            }
            return (row.fields.map { String(decoding: $0, as: UTF8.self) }, row.line)
        }
        guard let header = try next()?.fields else {
            throw APIError("list file '\(file)' has no header line")
        }
        var rows: [Row] = []
        while let (fields, line) = try next() {
            guard fields.count <= header.count else {
                throw APIError(
                    "list file '\(file)', line \(line): \"\(fields[0])\" has \(fields.count) columns, the header "
                        + "\(header.count)")
            }
            rows.append(Row(entry: fields[0], values: Array(fields.dropFirst())))
        }
        return (Array(header.dropFirst()), rows)
    }

    /// Objects with `entry` and features as strings, numbers or booleans.
    private func fromJSONLines(_ lines: [(offset: Int, element: Substring)], _ file: String) throws -> (
        columns: [String], rows: [Row]
    ) {
        var objects: [[(name: String, value: String)]] = []
        for (number, line) in lines where !line.allSatisfy(\.isWhitespace) {
            guard let fields = Self.object(line), fields.contains(where: { $0.name == "entry" })
            else {
                throw APIError("list file '\(file)', line \(number + 1): not an object with an \"entry\"")
            }
            objects.append(fields)
        }
        let columns = Set(objects.flatMap { $0.map(\.name) }).subtracting(["entry"]).sorted()
        let rows = objects.map { fields in
            func value(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
            return Row(entry: value("entry"), values: columns.map(value))
        }
        return (columns: columns, rows: rows)
    }

    private static func object(_ line: Substring) -> [(name: String, value: String)]? {
        // The caller reports the line.
        guard case .object(let fields)? = try? JSONDocument.parse(Array(line.utf8)) else { return nil }
        return fields.map { field in
            switch field.value {
            case .string(let text): (field.name, text)
            case .integer(let number): (field.name, String(number))
            case .number(let number): (field.name, String(number))
            case .boolean(let flag): (field.name, flag ? "1" : "")
            default: (field.name, "")
            }
        }
    }
}

extension Workbench {
    func shownOrEmpty(_ value: LuaValue) -> String { value.isNil ? "" : shown(value) }
}
