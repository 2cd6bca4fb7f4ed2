/// What a form is by its characters alone: its classes, and the forms it is compared by.
struct WordShape {
    var classes: TokenClass = []
    /// With ' for ’, where that differs.
    var exact: [UInt8]?
    /// In lower case besides, where that differs.
    var folded: [UInt8]?

    init(_ form: UnsafeBufferPointer<UInt8>) {
        guard form.count > 0 else { return }
        let cursor = ScalarCursor(bytes: form)
        var upper = 0
        var lower = 0
        var digits = 0
        var firstIsUpper = false
        var hasInnerPeriod = false
        var hasCurlyApostrophe = false
        var at = 0
        while at < form.count {
            let (kind, width) = cursor.kind(at: at)
            switch kind {
            case .upper:
                if upper + lower == 0 { firstIsUpper = true }
                upper += 1
            case .lower: lower += 1
            case .digit: digits += 1
            case .period: if at > 0 { hasInnerPeriod = true }
            case .apostrophe: if width > 1 { hasCurlyApostrophe = true }
            default: break
            }
            at += width
        }
        let (first, width) = cursor.kind(at: 0)
        classes = Self.kind(first: first, form: form, width: width, letters: upper + lower, digits: digits)
        if !classes.isDisjoint(with: [.word, .number]) && upper + lower > 0 {
            if upper == 0 {
                classes.insert(.lower)
            } else {
                if classes.contains(.word) { classes.insert(.name) }
                if firstIsUpper && lower > 0 || upper == 1 && lower == 0 { classes.insert(.capitalized) }
                if upper >= 2 && lower == 0 { classes.insert(.upper) }
            }
        }
        if classes.contains(.word), form.last == UInt8(ascii: "."), hasInnerPeriod {
            classes.insert(.abbreviation)
            if upper == 1, lower == 0 { classes.insert(.initial) }
        }
        derive(from: form, hasCurlyApostrophe: hasCurlyApostrophe, hasUpper: upper > 0)
    }

    private static func kind(
        first: CharacterKind, form: UnsafeBufferPointer<UInt8>, width: Int, letters: Int, digits: Int
    ) -> TokenClass {
        let isSingle = width == form.count
        switch first {
        case .digit: return .number
        case .upper, .lower, .mark: return wordLike(form)
        case .apostrophe:
            if digits > 0 { return .number }
            return letters > 0 ? [.word, .clitic] : .quote
        case .quote: return .quote
        case .dash: return .dash
        case .period, .punctuation: return .punctuation
        case .symbol:
            // A sign with marks only, such as a keycap, is none of these.
            if isSingle || letters == 0 && !form.contains(UInt8(ascii: "_")) { return .symbol }
            if form[0] == UInt8(ascii: "@") { return .handle }
            if form[0] == UInt8(ascii: "#") { return .hashtag }
            return .symbol
        case .space, .newline: return .symbol
        }
    }

    private static func wordLike(_ form: UnsafeBufferPointer<UInt8>) -> TokenClass {
        if form.contains(UInt8(ascii: "@")) { return .email }
        if form.contains(UInt8(ascii: "/")) { return .url }
        if form.last != UInt8(ascii: "."), let dot = form.lastIndex(of: UInt8(ascii: ".")),
            form.count - dot > 2, dot > 1
        {
            return .url
        }
        return .word
    }

    private mutating func derive(
        from form: UnsafeBufferPointer<UInt8>, hasCurlyApostrophe: Bool, hasUpper: Bool
    ) {
        guard hasCurlyApostrophe || hasUpper else { return }
        var exact: [UInt8] = []
        var folded: [UInt8] = []
        let cursor = ScalarCursor(bytes: form)
        var at = 0
        while at < form.count {
            let byte = form[at]
            if byte < 0x80 {
                exact.append(byte)
                let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                folded.append(isUpper ? byte | 0x20 : byte)
                at += 1
                continue
            }
            let (scalar, width) = cursor.scalar(at: at)
            if CharacterKind.of(scalar) == .apostrophe {
                exact.append(UInt8(ascii: "'"))
                folded.append(UInt8(ascii: "'"))
            } else {
                exact.append(contentsOf: form[at..<at + width])
                folded.append(contentsOf: Array(scalar.properties.lowercaseMapping.utf8))
            }
            at += width
        }
        if hasCurlyApostrophe { self.exact = exact }
        if !folded.elementsEqual(form) { self.folded = folded }
    }
}
