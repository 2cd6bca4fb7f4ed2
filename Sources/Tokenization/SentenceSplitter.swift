internal import English

/// Finds where sentences end, from the tokens alone: at . ! ? … and what closes with them, not
/// within an abbreviation, and inside quotations too. A block always ends a sentence.
struct SentenceSplitter {
    private let vocabulary: Vocabulary
    private let starters: Set<Vocabulary.Form>

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        starters = Set(Abbreviations.starters.map { vocabulary.intern($0) })
    }

    func split(_ table: inout TokenTable) {
        table.sentenceStarts = []
        guard table.count > 0 else {
            table.sentenceStarts = [0]
            return
        }
        var token = 0
        var start = 0
        while token < table.count {
            if token == start || table.classes[token].contains(.blockStart) {
                start = token
                table.classes[token].insert(.sentenceStart)
                table.sentenceStarts.append(Int32(token))
            }
            let after = end(at: token, in: table)
            if after > token {
                token = after
                start = after
            } else {
                token += 1
            }
        }
        table.sentenceStarts.append(Int32(table.count))
    }

    /// The token that begins the next sentence if this one ends at `token`; else `token`.
    private func end(at token: Int, in table: TokenTable) -> Int {
        let classes = table.classes[token]
        if classes.contains(.abbreviation) {
            return endsAtAbbreviation(token, table) ? closing(after: token, table) : token
        }
        guard classes.contains(.punctuation), let mark = terminator(table.forms[token]) else { return token }
        let next = closing(after: token, table)
        guard next < table.count, !table.classes[next].contains(.blockStart) else { return next }
        // No white space behind, as in "end.The" and "end.“The": a new sentence only if a capital follows. A straight
        // mark could as well close a quotation.
        let following = table.classes[next]
        if !following.contains(.spaceBefore) {
            let begins =
                following.contains(.capitalized)
                || isOpeningGlyph(table.forms[next], orStraight: false) && opensQuotation(next, table)
            return mark == .stop && begins && next == token + 1 ? next : token
        }
        if following.contains(.lower), !following.contains(.number) {
            // "Yahoo! said", "“Why?” he asked", "a pause … and then", "Lind (R-Fla.) said", and all the
            // abbreviations that no list has: before a small letter the sentence goes on.
            return token
        }
        if mark == .ellipsis { return following.contains(.name) || opens(next, table) ? next : token }
        // “Stop!” Smith said: behind a closed quotation a name and a small letter may go on.
        return next
    }

    private enum Terminator { case stop, other, ellipsis }

    private func terminator(_ form: Vocabulary.Form) -> Terminator? {
        vocabulary.withBytes(form) { bytes in
            switch bytes[0] {
            case UInt8(ascii: "."): bytes.count == 1 ? .stop : .ellipsis
            case UInt8(ascii: "!"), UInt8(ascii: "?"): .other
            case 0xE2 where bytes.elementsEqual([0xE2, 0x80, 0xA6]): .ellipsis
            case 0xE3 where bytes.elementsEqual([0xE3, 0x80, 0x82]): .stop
            default: nil
            }
        }
    }

    /// Behind closing marks and brackets that touch the terminator, and further terminators.
    private func closing(after token: Int, _ table: TokenTable) -> Int {
        var next = token + 1
        while next < table.count, !table.classes[next].contains(.spaceBefore),
            !table.classes[next].contains(.blockStart)
        {
            let classes = table.classes[next]
            guard
                classes.contains(.quote) || isCloser(table.forms[next])
                    || terminator(table.forms[next]) != nil
            else { break }
            // An opening mark right behind the stop begins the next sentence: said.“No
            if classes.contains(.quote), next + 1 < table.count,
                !table.classes[next + 1].contains(.spaceBefore), isOpeningGlyph(table.forms[next])
            {
                break
            }
            next += 1
        }
        return next
    }

    private func isCloser(_ form: Vocabulary.Form) -> Bool {
        vocabulary.withBytes(form) { $0[0] == UInt8(ascii: ")") || $0[0] == UInt8(ascii: "]") }
    }

    private func isOpeningGlyph(_ form: Vocabulary.Form, orStraight: Bool = true) -> Bool {
        vocabulary.withBytes(form) { bytes in
            bytes.elementsEqual("“".utf8) || bytes.elementsEqual("‘".utf8) || bytes.elementsEqual("«".utf8)
                || orStraight && bytes.elementsEqual("\"".utf8)
        }
    }

    private func opens(_ token: Int, _ table: TokenTable) -> Bool {
        table.classes[token].contains(.quote)
    }

    private func endsAtAbbreviation(_ token: Int, _ table: TokenTable) -> Bool {
        let next = closing(after: token, table)
        guard next < table.count else { return true }
        let following = table.classes[next]
        if following.contains(.blockStart) { return true }
        guard following.contains(.spaceBefore) else { return false }
        let word = vocabulary.text(table.forms[token])
        if case .never = Abbreviations.ending(of: String(word.dropLast())) { return false }
        if case .beforeNumber = Abbreviations.ending(of: String(word.dropLast())) { return false }
        // “… in the U.S.” He: a closed quotation ends it before a capital.
        if next > token + 1 { return following.contains(.name) || opens(next, table) }
        if table.classes[token].contains(.initial) {
            // "Plan B. The" ends, "George W. Bush" does not.
            return starters.contains(vocabulary.folded(table.forms[next])) && following.contains(.capitalized)
                && !(token > 0 && table.classes[token - 1].contains(.initial))
        }
        if following.contains(.quote) { return opensQuotation(next, table) }
        return following.contains(.capitalized) && starters.contains(vocabulary.folded(table.forms[next]))
    }

    private func opensQuotation(_ token: Int, _ table: TokenTable) -> Bool {
        token + 1 < table.count && !table.classes[token + 1].contains(.spaceBefore)
            && table.classes[token + 1].contains(.capitalized)
    }
}
