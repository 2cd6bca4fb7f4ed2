internal import ArticleModel

/// Copies of articles as they would stand in capitals, in title case or in small letters, so that
/// headlines and careless writing are known to the tagger. Only ASCII letters change, so all
/// positions stay.
enum CaseCopies {
    enum Style: Int, CaseIterable { case upper, title, lower }

    static func copy(_ gold: GoldArticle, _ style: Style) -> GoldArticle {
        var copy = gold
        var bytes = gold.article.utf8
        var isInWord = false
        for index in bytes.indices {
            let byte = bytes[index]
            let isLower = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            switch style {
            case .upper where isLower: bytes[index] = byte & ~0x20
            case .title where isLower && !isInWord: bytes[index] = byte & ~0x20
            case .lower where isUpper: bytes[index] = byte | 0x20
            default: break
            }
            isInWord = isLower || isUpper || byte >= 0x80 || byte == UInt8(ascii: "'")
        }
        copy.article = Article(
            id: gold.article.id, utf8: bytes, blocks: gold.article.blocks, metadata: gold.article.metadata)
        return copy
    }
}
