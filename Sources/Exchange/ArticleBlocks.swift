internal import ArticleModel

/// Finds the blocks of a plain text: headline, byline, dateline, paragraphs, items, headings and
/// what is no part of the story. The same rules hold for a text file and for the `text` of a
/// record, so that reading our own output gives the same blocks again.
enum ArticleBlocks {
    private struct Line {
        var span: Span
        /// Whether an empty line, or the start of the text, stands before it.
        var afterBlank: Bool
    }

    /// The blocks of a text in order of position.
    ///
    /// - Parameter headline: where the record's own headline stands in the text, if it does.
    static func find(in utf8: [UInt8], headline: Span? = nil) -> [Block] {
        let lines = merge(self.lines(utf8, from: headline?.end ?? 0), in: utf8)
        var blocks: [Block] = []
        if let title = headline.map({ trimmed($0, in: utf8) }), !title.isEmpty {
            blocks.append(Block(.headline, title))
        }
        var seenParagraph = false
        for (index, line) in lines.enumerated() {
            let text = String(decoding: utf8[line.span.range], as: UTF8.self)
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            let kind = kind(
                of: text, isFirst: blocks.isEmpty, seenParagraph: seenParagraph,
                next: next.map { String(decoding: utf8[$0.span.range], as: UTF8.self) })
            var span = line.span
            var tail: Block?
            if kind == .paragraph || kind == .item, index == lines.count - 1,
                let stray = strayTail(text)
            {
                tail = Block(.boilerplate, Span(span.end - stray.tail, span.end))
                span.end -= stray.tail + stray.gap
            }
            blocks.append(Block(kind, span))
            if kind == .paragraph, !seenParagraph {
                if let length = datelineLength(text) {
                    blocks.append(Block(.dateline, Span(span.start, span.start + length)))
                }
                seenParagraph = true
            }
            if let tail { blocks.append(tail) }
        }
        return blocks
    }

    // MARK: Lines

    private static func lines(_ utf8: [UInt8], from start: Int) -> [Line] {
        var lines: [Line] = []
        var blank = true
        var at = start
        while at < utf8.count {
            let end = utf8[at...].firstIndex(of: UInt8(ascii: "\n")) ?? utf8.count
            let span = trimmed(Span(at, end), in: utf8)
            if span.isEmpty {
                blank = true
            } else {
                lines.append(Line(span: span, afterBlank: blank))
                blank = false
            }
            at = end + 1
        }
        return lines
    }

    private static func trimmed(_ span: Span, in utf8: [UInt8]) -> Span {
        var span = span
        while span.start < span.end, isSpace(utf8[span.start]) { span.start += 1 }
        while span.end > span.start, isSpace(utf8[span.end - 1]) { span.end -= 1 }
        return span
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 32 }

    /// Joins the lines of hard-wrapped text into paragraphs. A text is taken for hard-wrapped if
    /// it has empty lines, most of its lines follow another without one, and none is long.
    private static func merge(_ lines: [Line], in utf8: [UInt8]) -> [Line] {
        let following = lines.filter { !$0.afterBlank }.count
        guard lines.dropFirst().contains(where: \.afterBlank), following * 2 > lines.count,
            lines.allSatisfy({ $0.span.count <= 100 })
        else { return lines }
        var merged: [Line] = []
        for line in lines {
            if !line.afterBlank, !startsItem(String(decoding: utf8[line.span.range], as: UTF8.self)),
                !merged.isEmpty
            {
                merged[merged.count - 1].span.end = line.span.end
            } else {
                merged.append(line)
            }
        }
        return merged
    }

    // MARK: Kinds

    private static func kind(of text: String, isFirst: Bool, seenParagraph: Bool, next: String?) -> Block.Kind
    {
        if isBoilerplate(text) { return .boilerplate }
        if startsItem(text) { return .item }
        if isFirst, next != nil, isTitle(text, most: 30), datelineLength(text) == nil { return .headline }
        if !seenParagraph, isByline(text) { return .byline }
        if seenParagraph, let next, isTitle(text, most: 10), !startsItem(next), text.count <= 80 {
            return .heading
        }
        return .paragraph
    }

    /// A line without the end of a sentence, of two words or more (one is a stray word).
    private static func isTitle(_ text: String, most: Int) -> Bool {
        guard text.utf8.count <= 250 else { return false }
        let words = text.split(separator: " ")
        guard (2...most).contains(words.count), let first = text.unicodeScalars.first,
            !first.properties.isLowercase
        else { return false }
        // "Is this the end?" can be a title, "He said so." cannot; nor what ends like a quotation.
        return !".!:;,”\"…".contains(text.last!)
    }

    private static func isByline(_ text: String) -> Bool {
        guard text.utf8.count <= 250 else { return false }
        let words = text.split(separator: " ")
        guard (2...12).contains(words.count), ["By", "BY", "by"].contains(words[0]), text.last != "." else {
            return false
        }
        return words[1].first!.isUppercase
    }

    private static func startsItem(_ text: String) -> Bool {
        for bullet in ["- ", "• ", "* ", "– ", "— ", "· ", "▪ ", "◦ "] where text.hasPrefix(bullet) {
            return true
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        return (1...2).contains(digits.count) && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
    }

    private static let boilerplate: [String] = [
        "link", "links", "advertisement", "read more", "share", "share this", "share this article",
        "comments",
        "related articles", "related stories", "related", "sign up", "subscribe", "follow us", "print",
        "email",
        "tweet", "see also", "more", "continue reading", "story continues below advertisement",
        "article continues below", "read the full story", "click here", "source", "sources", "tags",
    ]

    private static func isBoilerplate(_ text: String) -> Bool {
        guard text.utf8.count < 60 else { return false }
        let plain = text.lowercased().filter { $0.isLetter || $0 == " " }
        return boilerplate.contains(plain) || text.lowercased().hasPrefix("read more:")
    }

    /// A lone word such as "link" behind the last sentence: its length, and that of the gap.
    private static func strayTail(_ text: String) -> (tail: Int, gap: Int)? {
        guard let space = text.lastIndex(of: " ") else { return nil }
        let tail = text[text.index(after: space)...]
        let before = text[..<space]
        guard boilerplate.contains(tail.lowercased()), let last = before.last, ".!?”\"’…".contains(last)
        else {
            return nil
        }
        return (tail.utf8.count, 1)
    }

    // MARK: Datelines

    /// The length of a dateline at the start of a paragraph, with its dash or colon, or nil:
    /// `PORT ALDER, Ohio (AP) —`, `Nairobi, 27 January -`, `(Reuters) -`.
    static func datelineLength(_ text: String) -> Int? {
        let head = Array(text.utf8.prefix(90))
        var at = 0
        while at < head.count {
            let (isDash, width) = dash(head, at)
            if isDash, at > 0, head[at - 1] == 32 || head[at - 1] == UInt8(ascii: ")") {
                let place = String(decoding: head[..<at], as: UTF8.self)
                return looksLikePlace(place) ? at + width : nil
            }
            // A sentence that has come so far is no dateline; "St." and "Jan." are.
            if head[at] == UInt8(ascii: "\"") || head[at] == UInt8(ascii: "?") { return nil }
            at += 1
        }
        return nil
    }

    private static func dash(_ head: [UInt8], _ at: Int) -> (Bool, Int) {
        if head[at...].starts(with: "—".utf8) || head[at...].starts(with: "–".utf8) { return (true, 3) }
        if head[at...].starts(with: "--".utf8) { return (true, 2) }
        let isLone = head[at] == UInt8(ascii: "-") && (at + 1 == head.count || head[at + 1] == 32)
        return (isLone, 1)
    }

    private static func looksLikePlace(_ text: String) -> Bool {
        var text = text
        let hasAgency = text.contains("(") && text.contains(")")
        if let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close {
            let inside = text[text.index(after: open)..<close]
            guard inside.count <= 30, inside.first?.isUppercase == true else { return false }
            text.removeSubrange(open...close)
        }
        let words = text.split { $0 == " " || $0 == "," || $0 == "/" }
        if words.isEmpty { return hasAgency }
        guard words.count <= 7 else { return false }
        let capitals = words.filter { word in
            let letters = word.filter(\.isLetter)
            return letters.count > 1 && letters.allSatisfy(\.isUppercase)
        }
        let capitalized = words.allSatisfy {
            $0.first!.isUppercase || $0.first!.isNumber || ["of", "de", "la", "al"].contains($0)
        }
        return capitalized
            && (hasAgency || capitals.first == words.first
                || words.contains { $0.first!.isNumber } && words.count > 2)
    }

    /// Place and agency of a dateline's text.
    static func parseDateline(_ text: String) -> (place: String?, agency: String?) {
        var place = text
        var agency: String?
        if let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close {
            agency = String(text[text.index(after: open)..<close])
            place = String(text[..<open])
        }
        place = place.trimming(" ,-–—")
        if let comma = place.lastIndex(of: ","), place[comma...].contains(where: \.isNumber) {
            place = String(place[..<comma])
        }
        return (place.isEmpty ? nil : place, agency)
    }
}

extension String {
    fileprivate func trimming(_ characters: String) -> String {
        var text = self[...]
        while let first = text.first, characters.contains(first) { text.removeFirst() }
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}
