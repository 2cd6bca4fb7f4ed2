internal import English
public import ArticleModel

/// Splits text into tokens, as news is written: abbreviations keep their full stop, words their
/// hyphens and inner apostrophes (al-Husseini, O’Brien, don’t), numbers their separators; the
/// clitics 's, 'll, 're, 've, 'd and 'm are tokens of their own, so that names end before them.
/// Figures joined by a dash are three tokens (2009-10), as is everything that is joined by other
/// signs. E-mail addresses, URLs, @handles and #hashtags are one token each.
public struct Tokenizer {
    private let vocabulary: Vocabulary
    private let splitter: SentenceSplitter

    /// A tokenizer whose forms go into the vocabulary.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        splitter = SentenceSplitter(vocabulary: vocabulary)
    }

    /// The tokens and sentences of an article. No token and no sentence crosses the edge of a block.
    public func tokenize(_ article: Article) -> TokenTable {
        var table = TokenTable()
        article.utf8.withUnsafeBufferPointer { bytes in
            table.reserve(bytes.count / 5 + 8)
            var scan = TokenScan(bytes: bytes, vocabulary: vocabulary)
            var done = 0
            for block in article.blocks where block.span.start >= done {
                scan.tokens(from: done, to: block.span.start, into: &table)
                table.beginBlock()
                scan.tokens(from: block.span.start, to: block.span.end, into: &table)
                done = block.span.end
                if done < bytes.count { table.beginBlock() }
            }
            scan.tokens(from: done, to: bytes.count, into: &table)
        }
        table.endBlocks()
        splitter.split(&table)
        return table
    }

    /// The tokens of a text that is no article: of a literal or an entry of a list.
    public func tokenize(_ text: String) -> TokenTable {
        tokenize(Article(id: .integer(0), utf8: Array(text.utf8)))
    }
}

extension TokenTable {
    mutating func reserve(_ count: Int) {
        starts.reserveCapacity(count)
        ends.reserveCapacity(count)
        forms.reserveCapacity(count)
        classes.reserveCapacity(count)
    }

    mutating func beginBlock() {
        if blockStarts.last != Int32(count) { blockStarts.append(Int32(count)) }
    }

    mutating func endBlocks() {
        if blockStarts.first != 0 { blockStarts.insert(0, at: 0) }
        for start in blockStarts where Int(start) < count { classes[Int(start)].insert(.blockStart) }
        if blockStarts.last != Int32(count) || count == 0 { blockStarts.append(Int32(count)) }
    }
}

/// One pass over a stretch of text.
private struct TokenScan {
    let bytes: UnsafeBufferPointer<UInt8>
    let cursor: ScalarCursor
    let vocabulary: Vocabulary
    private var limit = 0

    init(bytes: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary) {
        self.bytes = bytes
        self.vocabulary = vocabulary
        cursor = ScalarCursor(bytes: bytes)
    }

    mutating func tokens(from start: Int, to end: Int, into table: inout TokenTable) {
        limit = end
        var at = start
        var spaced = true
        while at < end {
            let (kind, width) = cursor.kind(at: at)
            var next = at + width
            switch kind {
            case .space, .newline:
                spaced = true
                at = next
                continue
            case .upper, .lower, .digit, .mark:
                next = kind == .digit ? number(at) : word(at)
                let clitic = kind == .digit ? next : cliticStart(at, next)
                if clitic > at, clitic < next {
                    add(at, clitic, spaced, &table)
                    spaced = false
                    at = clitic
                }
            case .apostrophe: next = apostrophe(at, width, spaced)
            case .quote where bytes[at] == UInt8(ascii: "`"): next = run(of: UInt8(ascii: "`"), at, most: 2)
            case .dash where bytes[at] == UInt8(ascii: "-"): next = run(of: UInt8(ascii: "-"), at, most: 3)
            case .period: next = ellipsis(at)
            case .symbol: next = symbol(at, width)
            default: break
            }
            add(at, next, spaced, &table)
            spaced = false
            at = next
        }
    }

    private func add(_ start: Int, _ end: Int, _ spaced: Bool, _ table: inout TokenTable) {
        let form = vocabulary.intern(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        table.starts.append(Int32(start))
        table.ends.append(Int32(end))
        table.forms.append(form)
        var classes = vocabulary.classes(form)
        if spaced { classes.insert(.spaceBefore) }
        table.classes.append(classes)
    }

    // MARK: Looking around

    private func kind(_ at: Int) -> CharacterKind {
        at < limit ? cursor.kind(at: at).kind : .newline
    }

    private func isLetter(_ at: Int) -> Bool {
        let kind = kind(at)
        return kind == .upper || kind == .lower
    }

    private func isDigit(_ at: Int) -> Bool { kind(at) == .digit }
    private func isByte(_ at: Int, _ character: Unicode.Scalar) -> Bool {
        at < limit && bytes[at] == UInt8(ascii: character)
    }

    private func isSpace(_ at: Int) -> Bool {
        let kind = kind(at)
        return kind == .space || kind == .newline
    }

    // MARK: Words

    private func word(_ start: Int) -> Int {
        if let end = url(start) { return end }
        var at = start
        // Letters since the start or the last inner full stop: one of them makes an acronym.
        var segmentLetters = 0
        var periods = 0
        while at < limit {
            let (kind, width) = cursor.kind(at: at)
            let next = at + width
            switch kind {
            case .upper, .lower:
                segmentLetters += 1
                at = next
            case .digit, .mark: at = next
            case .apostrophe where isLetter(next) && at > start:
                at = next
                segmentLetters = 2
            case .dash where width == 1 || isHyphen(at, width):
                guard isLetter(next) || isDigit(next), !isByte(at - 1, "-") else { return finish(start, at) }
                at = next
                segmentLetters = 2
            case .period:
                if segmentLetters == 1, isLetter(next) || periods > 0 || isAcronymEnd(start, next) {
                    // U.S., a.m., J.; the last full stop of an acronym is part of it.
                    at = next
                    segmentLetters = 0
                    periods += 1
                    if !isLetter(at) { return at }
                } else if self.kind(next) == .lower, segmentLetters > 1 || periods == 0 {
                    at = next  // example.com
                    segmentLetters = 2
                } else {
                    return finish(start, at)
                }
            case .symbol where isByte(at, "@") && isLetter(next): return address(at, from: start)
            case .symbol
            where isByte(at, "&") && self.kind(next) == .upper && self.kind(at - 1) == .upper:
                at = next  // AT&T
            case .symbol where isByte(at, "_"): at = next
            default: return finish(start, at)
            }
        }
        return at
    }

    private func isHyphen(_ at: Int, _ width: Int) -> Bool {
        let value = cursor.scalar(at: at).scalar.value
        return value == 0x2010 || value == 0x2011
    }

    /// A single capital with a full stop is an initial unless it is the word "I" or "A" at the end
    /// of a sentence; of small letters, "a." and the like are no initials.
    private func isAcronymEnd(_ start: Int, _ afterPeriod: Int) -> Bool {
        kind(start) == .upper && !isByte(start, "I") || isByte(start, "I") && kind(afterPeriod + 1) == .upper
    }

    /// Whether the word that ends before the full stop at `at` takes it, and where it then ends.
    private func finish(_ start: Int, _ at: Int) -> Int {
        guard isByte(at, "."), at - start <= 6, !isByte(at + 1, ".") else { return at }
        let word = String(decoding: bytes[start..<at], as: UTF8.self)
        switch Abbreviations.ending(of: word) {
        case nil: return at
        case .never: return isSpace(at + 1) && at + 2 < limit || isByte(at + 1, ",") ? at + 1 : at
        case .perhaps: return isAtEnd(at + 1) ? at : at + 1
        case .beforeNumber: return isSpace(at + 1) && (isDigit(at + 2) || isComma(at + 1)) ? at + 1 : at
        }
    }

    private func isComma(_ at: Int) -> Bool { isByte(at, ",") }

    /// Whether only white space follows in the block: then a full stop ends the sentence.
    private func isAtEnd(_ at: Int) -> Bool {
        var at = at
        while at < limit, isSpace(at) { at += cursor.kind(at: at).width }
        return at >= limit
    }

    /// Where a clitic starts in the word, or its end if there is none.
    private func cliticStart(_ start: Int, _ end: Int) -> Int {
        func ends(_ suffix: StaticString) -> Int? {
            let count = suffix.utf8CodeUnitCount
            guard end - start > count + 1 else { return nil }
            let letters = UnsafeBufferPointer(start: suffix.utf8Start, count: count)
            for (offset, letter) in letters.enumerated() where bytes[end - count + offset] | 0x20 != letter {
                return nil
            }
            let before = end - count
            if bytes[before - 1] == UInt8(ascii: "'") { return before - 1 }
            if before - 3 > start, bytes[before - 3] == 0xE2, bytes[before - 2] == 0x80,
                bytes[before - 1] == 0x99
            {
                return before - 3
            }
            return nil
        }
        return ends("s") ?? ends("ll") ?? ends("re") ?? ends("ve") ?? ends("d") ?? ends("m") ?? end
    }

    // MARK: Numbers

    private func number(_ start: Int) -> Int {
        var at = start
        while at < limit {
            let (kind, width) = cursor.kind(at: at)
            switch kind {
            case .digit, .lower, .upper, .mark: at += width
            case .period where isDigit(at + 1) && isDigit(at - 1): at += 1
            case .punctuation where isByte(at, ",") && isThousand(at + 1): at += 1
            case .punctuation
            where (isByte(at, ":") || isByte(at, "/")) && isDigit(at + 1) && isDigit(at - 1): at += 1
            case .dash where isByte(at, "-") && isDigit(at - 1) && isLetter(at + 1): at += 1  // 42-year
            case .dash where isByte(at, "-") && isLetter(at - 1) && isLetter(at + 1): at += 1  // 42-year-old
            case .period where isInMeridiem(at): at += 1  // 3p.m.
            case .period where isByte(at - 1, "m") && isInMeridiem(at - 2): return at + 1
            default: return at
            }
        }
        return at
    }

    private func isThousand(_ at: Int) -> Bool {
        isDigit(at) && isDigit(at + 1) && isDigit(at + 2) && !isDigit(at + 3) && isDigit(at - 2)
    }

    /// Whether it is the first full stop of "3p.m.", which is one token.
    private func isInMeridiem(_ at: Int) -> Bool {
        guard isByte(at, "."), isByte(at + 1, "m"), isByte(at + 2, ".") else { return false }
        return (isByte(at - 1, "a") || isByte(at - 1, "p")) && isDigit(at - 2)
    }

    // MARK: Other tokens

    private func apostrophe(_ start: Int, _ width: Int, _ spaced: Bool) -> Int {
        let next = start + width
        if isByte(start, "'"), isByte(next, "'") { return next + 1 }  // '' as a quotation mark
        // ’98, ’90s
        if isDigit(next), isDigit(next + 1), !isDigit(next + 2), spaced { return number(next) }
        return next
    }

    private func run(of byte: UInt8, _ start: Int, most: Int) -> Int {
        var at = start
        while at < limit, at - start < most, bytes[at] == byte { at += 1 }
        return at
    }

    private func ellipsis(_ start: Int) -> Int {
        if isByte(start + 1, ".") { return run(of: UInt8(ascii: "."), start, most: 64) }
        if isByte(start + 1, " "), isByte(start + 2, "."), isByte(start + 3, " "), isByte(start + 4, ".") {
            return start + 5
        }
        return start + 1
    }

    private func symbol(_ start: Int, _ width: Int) -> Int {
        let next = start + width
        if isByte(start, "@") || isByte(start, "#"), isLetter(next) || isByte(next, "_") {
            var at = next
            while at < limit, isLetter(at) || isDigit(at) || isByte(at, "_") {
                at += cursor.kind(at: at).width
            }
            return at
        }
        // What combines with a sign belongs to it; so do the skin of an emoji, other emoji that are joined to it, and
        // the second half of a flag.
        var at = next
        while at < limit, bytes[at] >= 0x80 {
            let (scalar, width) = cursor.scalar(at: at)
            switch scalar.value {
            case 0x1F3FB...0x1F3FF: at += width
            case 0x1F1E6...0x1F1FF where isRegional(start) && at == next: at += width
            case 0x200D:
                at += width
                if at < limit, bytes[at] >= 0x80, kind(at) == .symbol { at += cursor.kind(at: at).width }
            case _ where CharacterKind.of(scalar) == .mark: at += width
            default: return at
            }
        }
        return at
    }

    private func isRegional(_ at: Int) -> Bool {
        (0x1F1E6...0x1F1FF).contains(cursor.scalar(at: at).scalar.value)
    }

    private func url(_ start: Int) -> Int? {
        func begins(_ prefix: StaticString) -> Bool {
            guard start + prefix.utf8CodeUnitCount < limit else { return false }
            for offset in 0..<prefix.utf8CodeUnitCount
            where bytes[start + offset] != prefix.utf8Start[offset] { return false }
            return true
        }
        guard begins("http://") || begins("https://") || begins("www.") else { return nil }
        var at = start
        while at < limit, !isSpace(at), kind(at) != .quote, !isByte(at, "<"), !isByte(at, ">") {
            at += cursor.kind(at: at).width
        }
        while at > start {
            var last = at - 1
            while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
            guard [.period, .apostrophe].contains(kind(last)) || "!?,;:)]*".utf8.contains(bytes[last]) else {
                break
            }
            at = last
        }
        return at
    }

    private func address(_ at: Int, from start: Int) -> Int {
        var end = at + 1
        while end < limit, isLetter(end) || isDigit(end) || isByte(end, "-") || isByte(end, ".") {
            end += cursor.kind(at: end).width
        }
        while isByte(end - 1, ".") { end -= 1 }
        return end
    }
}
