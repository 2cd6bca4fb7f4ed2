internal import Diagnostics
internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// What the metatables of handles do beyond named fields: captures and features, elements by number, `#`, `tostring`.
enum HandleFields {
    /// A field that a handle does not have by itself: captures of matches, features of annotations.
    static func missing(_ kind: HandleKind, _ names: [String], _ call: HostCall) throws -> Int {
        let handle = try call.handle(1, kind.typeName)
        let name = try call.string(2)
        switch kind {
        case .match, .capture:
            let open = try call.article(of: handle)
            let (match, set) = open.matches[Int(handle.a)]
            let parent = kind == .match ? -1 : Int(handle.b)
            let pattern = set.rules[match.rule].pattern
            let path =
                parent < 0 ? name : pattern.captureNames[match.captures[parent].name] + "." + name
            guard let number = pattern.captureNames.firstIndex(of: path) else {
                let nested = pattern.captureNames.compactMap { known -> String? in
                    let outer = path.dropLast(name.count)
                    guard known.hasPrefix(outer), !known.dropFirst(outer.count).contains(".") else {
                        return nil
                    }
                    return String(known.dropFirst(outer.count))
                }
                throw APIError(
                    "the match has no capture '\(path)'" + didYouMean(name, among: nested + names))
            }
            let found = match.captures.indices.filter {
                match.captures[$0].name == number && match.captures[$0].parent == parent
            }
            if pattern.isRepeated[number] {
                call.writer.pushTable(array: found.count)
                for (index, capture) in found.enumerated() {
                    call.pushHandle(.capture, Int(handle.a), capture)
                    call.writer.set(index + 1)
                }
            } else if let first = found.first {
                call.pushHandle(.capture, Int(handle.a), first)
            } else {
                call.writer.push()
            }
            return 1
        case .annotation:
            let open = try call.article(of: handle)
            let annotation = try open.annotation(of: handle)
            if let value = annotation[name] {
                value.push(to: call.writer, in: open)
            } else {
                call.writer.push()
            }
            return 1
        default:
            throw APIError("\(kind.typeName) has no field '\(name)'" + didYouMean(name, among: names))
        }
    }

    /// Elements of lists by number, from 1.
    static func indexed(_ kind: HandleKind, _ call: HostCall) throws -> Int {
        let handle = try call.handle(1, kind.typeName)
        // Any other key is the name of a field.
        guard let number = try? call.integer(2) else {
            throw APIError("a \(kind.typeName) is indexed by numbers and names")
        }
        switch kind {
        case .tokens:
            // An article that is closed is an error, whatever is asked of it.
            _ = try call.article(of: handle)
            if number >= 1, number <= Int(handle.b) - Int(handle.a) {
                call.pushHandle(.token, Int(handle.a) + number - 1)
            } else {
                call.writer.push()
            }
        case .sentences:
            let count = try call.article(of: handle).tokens.sentenceCount
            if (1...max(1, count)).contains(number), count > 0 {
                call.pushHandle(.sentence, number - 1)
            } else {
                call.writer.push()
            }
        case .blocks:
            let blocks = try call.article(of: handle).article.blocks
            if number >= 1, number <= blocks.count {
                call.pushHandle(.block, number - 1)
            } else {
                call.writer.push()
            }
        default: throw APIError("a \(kind.typeName) has no numbered elements")
        }
        return 1
    }

    static func length(_ kind: HandleKind, _ call: HostCall) throws -> Int {
        let handle = try call.handle(1, kind.typeName)
        switch kind {
        case .tokens: call.writer.push(Int(handle.b) - Int(handle.a))
        case .sentences: call.writer.push(try call.article(of: handle).tokens.sentenceCount)
        case .blocks: call.writer.push(try call.article(of: handle).article.blocks.count)
        case .list: call.writer.push(try call.resource(1, .list) { $0.lists[$1].count })
        default: call.writer.push(try call.span(of: handle).count)
        }
        return 1
    }

    /// `tostring`
    static func text(_ kind: HandleKind, _ call: HostCall) throws -> Int {
        let handle = try call.handle(1, kind.typeName)
        if kind.isSpan { call.push(try call.span(of: handle)) } else { call.push(kind.typeName) }
        return 1
    }
}
