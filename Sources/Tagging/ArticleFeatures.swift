internal import Tokenization

/// Computes the features of all tokens of an article: those of the words around a token, of the
/// lists, and of what the rest of the article tells of the same word.
///
/// Features of single forms are not written out but left to the reader, who can have their
/// weights summed up by form.
final class ArticleFeatures {
    let forms: FormTable
    private let lists: ListClasses?

    /// The row of each token's form in the table of forms.
    let rows = ScratchBuffer<Int32>()
    /// Hashes of the features of a sentence's tokens that are not of a single form.
    let hashes = ScratchBuffer<UInt32>(capacity: 1 << 15)
    /// Where the features of each token of the sentence start in `hashes`, and where the last end.
    let starts = ScratchBuffer<Int32>()
    /// The number that tokens with the same form, without case, share; -1 for tokens that are no
    /// names. Below `nameCount`.
    let names = ScratchBuffer<Int32>()
    private(set) var nameCount = 0

    // Of tokens.
    private let folded = ScratchBuffer<UInt32>()
    private let compact = ScratchBuffer<UInt32>()
    private let single = ScratchBuffer<UInt64>()
    private let begins = ScratchBuffer<UInt64>()
    private let inside = ScratchBuffer<UInt64>()
    private let listSets = ScratchBuffer<UInt32>()
    private let runStarts = ScratchBuffer<Int32>()
    private let runEnds = ScratchBuffer<Int32>()
    private let next = ScratchBuffer<Int32>()
    // Of names.
    private struct Name {
        var lower: Int32 = 0
        var inside: Int32 = 0
        var count: Int32 = 0
        var first: Int32 = -1
        var longest: Int32 = -1
    }
    private let nameFacts = ScratchBuffer<Name>()
    private let nameOfRow = ScratchBuffer<Int32>()
    private var acronyms: [UInt32: Int32] = [:]

    init(vocabulary: Vocabulary, lists: ListClasses?) {
        forms = FormTable(vocabulary: vocabulary)
        self.lists = lists
    }

    /// Reads an article: what its words are, where the lists' phrases and the same names stand.
    func read(_ tokens: TokenTable) {
        let count = tokens.count
        if forms.isOutdated() { forms.forget() }
        rows.clear()
        folded.clear()
        compact.clear()
        for buffer in [rows] { buffer.reserve(count) }
        for form in tokens.forms {
            let row = forms.row(form)
            rows.append(Int32(row))
            forms.facts.withUnsafeBufferPointer {
                folded.append($0[row].folded)
                compact.append($0[row].compact)
            }
        }
        findLists(tokens)
        findRuns(tokens)
        findNames(tokens)
    }

    // MARK: Lists

    private func findLists(_ tokens: TokenTable) {
        let count = tokens.count
        single.fill(count, 0)
        begins.fill(count, 0)
        inside.fill(count, 0)
        listSets.fill(count, 0)
        guard let lists else { return }
        forms.facts.withUnsafeBufferPointer { facts in
            for sentence in 0..<tokens.sentenceCount {
                let range = tokens.sentence(sentence)
                for token in range {
                    let classes = tokens.classes[token]
                    guard classes.contains(.word) || classes.contains(.symbol) else { continue }
                    look(.lower, token, range.upperBound, facts, lists)
                    if classes.contains(.name) {
                        look(.capitalized, token, range.upperBound, facts, lists)
                        if classes.contains(.upper) { look(.upper, token, range.upperBound, facts, lists) }
                    }
                }
            }
        }
        for token in 0..<count {
            let all = single[token] | begins[token] &* 3 | inside[token] &* 5
            if all != 0 {
                listSets[token] = FeatureHash.mix(
                    0, UInt32(truncatingIfNeeded: all), UInt32(truncatingIfNeeded: all >> 32))
            }
        }
    }

    @inline(__always)
    private func look(
        _ writing: ListClasses.Writing, _ start: Int, _ limit: Int, _ facts: UnsafeBufferPointer<FormFacts>,
        _ lists: ListClasses
    ) {
        var state = ListClasses.start(writing)
        var at = start
        while at < limit {
            state = ListClasses.step(state, facts[Int(rows[at])].listed)
            guard let (classes, goesOn) = lists.find(state) else { return }
            at += 1
            if classes != 0 {
                if at == start + 1 {
                    single[start] |= classes
                } else {
                    begins[start] |= classes
                    for token in start + 1..<at { inside[token] |= classes }
                }
            }
            if !goesOn { return }
        }
    }

    // MARK: Runs of capitalised words

    /// A run is made of words with a capital, and of the small words that join two of them.
    private func findRuns(_ tokens: TokenTable) {
        runStarts.fill(tokens.count, -1)
        runEnds.fill(tokens.count, -1)
        for sentence in 0..<tokens.sentenceCount {
            let range = tokens.sentence(sentence)
            var token = range.lowerBound
            while token < range.upperBound {
                guard isRunWord(token, tokens) else {
                    token += 1
                    continue
                }
                var end = token + 1
                while end < range.upperBound, isRunWord(end, tokens) { end += 1 }
                for member in token..<end {
                    runStarts[member] = Int32(token)
                    runEnds[member] = Int32(end)
                }
                token = end
            }
        }
    }

    @inline(__always)
    private func isRunWord(_ token: Int, _ tokens: TokenTable) -> Bool {
        let classes = tokens.classes[token]
        return classes.contains(.name)
            && !(classes.contains(.sentenceStart) && forms.facts[Int(rows[token])].isFunctionWord)
    }

    // MARK: The same word elsewhere

    private func findNames(_ tokens: TokenTable) {
        let count = tokens.count
        names.fill(count, -1)
        next.fill(count, -1)
        nameOfRow.fill(forms.facts.count, -1)
        nameFacts.clear()
        acronyms.removeAll(keepingCapacity: true)
        var hasAcronyms = false
        for token in stride(from: count - 1, through: 0, by: -1) where runStarts[token] >= 0 {
            let row = Int(forms.facts[Int(rows[token])].foldedRow)
            var number = Int(nameOfRow[row])
            if number < 0 {
                number = nameFacts.count
                nameOfRow[row] = Int32(number)
                nameFacts.append(Name())
            }
            names[token] = Int32(number)
            next[token] = nameFacts[number].first
            nameFacts.base[number].first = Int32(token)
            nameFacts.base[number].count += 1
            if !tokens.classes[token].contains(.sentenceStart) { nameFacts.base[number].inside += 1 }
            let longest = Int(nameFacts[number].longest)
            let length = runEnds[token] - runStarts[token]
            if longest < 0 || length >= runEnds[longest] - runStarts[longest] {
                nameFacts.base[number].longest = Int32(token)
            }
            if tokens.classes[token].contains(.upper) { hasAcronyms = true }
        }
        nameCount = nameFacts.count
        for token in 0..<count where runStarts[token] < 0 && tokens.classes[token].contains(.lower) {
            let number = nameOfRow[Int(forms.facts[Int(rows[token])].foldedRow)]
            if number >= 0 { nameFacts.base[Int(number)].lower += 1 }
        }
        if hasAcronyms { findInitials(tokens) }
    }

    /// Remembers runs by their initials, with and without the small words that join two of them.
    private func findInitials(_ tokens: TokenTable) {
        var token = 0
        while token < tokens.count {
            guard runStarts[token] >= 0 else {
                token += 1
                continue
            }
            var end = Int(runEnds[token])
            // "Organisation of the Islamic Conference": on behind the small words.
            while end + 1 < tokens.count, end - token < 10, forms.facts[Int(rows[end])].isFunctionWord {
                var behind = end + 1
                if behind + 1 < tokens.count, forms.facts[Int(rows[behind])].isFunctionWord { behind += 1 }
                guard runStarts[behind] == Int32(behind) else { break }
                end = Int(runEnds[behind])
            }
            for first in token..<Int(runEnds[token]) {
                var letters: [UInt8] = []
                for member in first..<end where tokens.classes[member].contains(.name) {
                    let initial = forms.facts[Int(rows[member])].initial
                    if initial < 0x80 { letters.append(UInt8(initial)) }
                }
                if letters.count >= 2, letters.count < 8 {
                    acronyms[FeatureHash.bytes(letters)] = Int32(end - 1)
                }
            }
            token = Int(runEnds[token])
        }
    }

    // MARK: Writing

    /// Writes the features of a sentence of the article that was read into `hashes` and `starts`, in
    /// place of those of the one before.
    func write(_ range: Range<Int>, _ tokens: TokenTable) {
        hashes.clear()
        starts.clear()
        let lineCase = caseOfLine(range, tokens)
        let base = folded.base
        let shape = compact.base
        let sets = listSets.base
        @inline(__always) func word(_ at: Int) -> UInt32 { range.contains(at) ? base[at] : 1 }
        @inline(__always) func form(_ at: Int) -> UInt32 { range.contains(at) ? shape[at] : 1 }
        @inline(__always) func set(_ at: Int) -> UInt32 { range.contains(at) ? sets[at] : 0 }
        for token in range {
            starts.append(Int32(hashes.count))
            hashes.reserve(160)
            let w = base[token]
            let s = shape[token]
            add(.words10, word(token - 1), w)
            add(.words01, w, word(token + 1))
            add(.wordsAround, word(token - 1), word(token + 1))
            add(.wordsBefore, word(token - 2), word(token - 1))
            add(.wordsBehind, word(token + 1), word(token + 2))
            let around = FeatureHash.mix(0, form(token - 1), s)
            add(.shapes10, around)
            add(.shapes01, s, form(token + 1))
            add(.shapesAround, around, form(token + 1))
            add(.shapeWordBefore, s, word(token - 1))
            add(.shapeWordBehind, s, word(token + 1))
            if lineCase != 0 {
                add(.caseOfLine, lineCase, s)
                add(.wordInCase, lineCase, w)
            }
            writeLists(token, range, set(token - 1), set(token + 1), w, s, word(token - 1), word(token + 1))
            if runStarts[token] >= 0 { writeName(token, range, tokens) }
        }
        starts.append(Int32(hashes.count))
    }

    @inline(__always)
    private func add(_ template: FeatureTemplate, _ a: UInt32, _ b: UInt32 = 0) {
        hashes.append(FeatureHash.mix(template.rawValue, a, b))
    }

    @inline(__always)
    private func writeLists(
        _ token: Int, _ range: Range<Int>, _ before: UInt32, _ behind: UInt32, _ w: UInt32, _ s: UInt32,
        _ wordBefore: UInt32, _ wordBehind: UInt32
    ) {
        let own = listSets[token]
        if own != 0 {
            addClasses(.listClass, token)
            add(.listSet, own)
            add(.listSetShape, own, s)
            add(.listSetWordBefore, own, wordBefore)
            add(.listSetWordBehind, own, wordBehind)
        }
        if own | before != 0 { add(.listSets10, before, own) }
        if own | behind != 0 { add(.listSets01, own, behind) }
        if before != 0 {
            add(.listSetBefore, before, s)
            addClasses(.listClassBefore, token - 1)
        }
        if behind != 0 {
            add(.listSetBehind, behind, s)
            addClasses(.listClassBehind, token + 1)
        }
    }

    @inline(__always)
    private func addClasses(_ template: FeatureTemplate, _ token: Int) {
        addBits(template, single[token], 0)
        addBits(template, begins[token], 64)
        addBits(template, inside[token], 128)
    }

    @inline(__always)
    private func addBits(_ template: FeatureTemplate, _ bits: UInt64, _ offset: UInt32) {
        var bits = bits
        while bits != 0 {
            add(template, UInt32(bits.trailingZeroBitCount) + offset)
            bits &= bits - 1
        }
    }

    /// What is around and inside of the run of capitals that the token is in, and where else in the
    /// article the same word stands.
    private func writeName(_ token: Int, _ range: Range<Int>, _ tokens: TokenTable) {
        let start = Int(runStarts[token])
        let end = Int(runEnds[token])
        let place = UInt32(min(token - start, 3)) << 4 | UInt32(min(end - 1 - token, 3))
        add(.runPlace, place)
        if end - start > 1 {
            add(.runFirstSet, listSets[start], place)
            add(.runLastSet, listSets[end - 1], place)
            add(.runFirstWord, folded[start], token == start ? 1 : 0)
            add(.runLastWord, folded[end - 1], token == end - 1 ? 1 : 0)
        }
        add(.runBefore, start > range.lowerBound ? folded[start - 1] : 1, token == start ? 1 : 0)
        add(.runBehind, end < range.upperBound ? folded[end] : 1, token == end - 1 ? 1 : 0)
        add(.runBeforeSet, start > range.lowerBound ? listSets[start - 1] : 1, token == start ? 1 : 0)
        let name = nameFacts[Int(names[token])]
        let isStart: UInt32 = tokens.classes[token].contains(.sentenceStart) ? 1 : 0
        add(.seenLower, UInt32(min(name.lower, 2)), isStart)
        add(.seenInside, UInt32(min(name.inside, 2)), isStart)
        add(.seenOften, UInt32(min(name.count, 4)))
        writeOthers(token, name, tokens)
        if tokens.classes[token].contains(.upper),
            let last = acronyms[forms.facts[Int(rows[token])].letters], Int(last) != token
        {
            add(.acronymOf, folded[Int(last)])
            add(.acronymSet, listSets[Int(last)])
        }
    }

    private func writeOthers(_ token: Int, _ name: Name, _ tokens: TokenTable) {
        guard name.count > 1 else { return }
        var other = Int(name.first)
        var left = 3
        while other >= 0, left > 0 {
            defer { other = Int(next[other]) }
            if other == token { continue }
            left -= 1
            if !tokens.classes[other].contains(.sentenceStart) {
                add(.otherBefore, folded[other - 1])
                if listSets[other - 1] != 0 { add(.otherBeforeSet, listSets[other - 1]) }
            }
            if other + 1 < tokens.count, !tokens.classes[other + 1].contains(.sentenceStart) {
                add(.otherBehind, folded[other + 1])
            }
            let start = Int(runStarts[other])
            let end = Int(runEnds[other])
            add(.otherPlace, UInt32(min(other - start, 2)) << 4 | UInt32(min(end - 1 - other, 2)))
        }
        let longest = Int(name.longest)
        let start = Int(runStarts[longest])
        let end = Int(runEnds[longest])
        guard end - start > Int(runEnds[token] - runStarts[token]) else { return }
        let place = UInt32(min(longest - start, 2)) << 4 | UInt32(min(end - 1 - longest, 2))
        add(.longestPlace, place)
        add(.longestLastWord, folded[end - 1], longest == end - 1 ? 1 : 0)
        add(.longestFirstSet, listSets[start], place)
        add(.longestLastSet, listSets[end - 1], place)
        if !tokens.classes[start].contains(.sentenceStart) { add(.longestBefore, folded[start - 1], place) }
    }

    /// 1 for a line in capitals, 2 for one in which nearly every word has a capital.
    private func caseOfLine(_ range: Range<Int>, _ tokens: TokenTable) -> UInt32 {
        var words = 0
        var upper = 0
        var capitals = 0
        var small = 0
        for token in range {
            let classes = tokens.classes[token]
            guard classes.contains(.word) else { continue }
            words += 1
            if classes.contains(.upper) { upper += 1 }
            if classes.contains(.name) {
                capitals += 1
            } else if tokens.ends[token] - tokens.starts[token] > 4 {
                small += 1
            }
        }
        guard words >= 4 else { return 0 }
        if upper * 4 >= words * 3 { return 1 }
        return capitals * 4 >= words * 3 - 1 && small * 8 <= words ? 2 : 0
    }
}
