internal import ArticleModel
internal import LuaSource
internal import PluginHost
internal import Tokenization

/// Completes patterns with the names that they can use and with words of the open article.
struct PatternCompletion {
    private let prompt: PromptContext

    init(_ prompt: PromptContext) { self.prompt = prompt }

    /// Returns names after a sigil, or words of the article.
    func complete(_ text: String) -> Completion {
        let lua = LuaCursor(text)
        var start = lua.nameStart(before: lua.utf8.count)
        // Names of lists and annotations may have dots in them.
        while start > 1, lua.utf8[start - 1] == UInt8(ascii: "."), LuaScanner.isNameByte(lua.utf8[start - 2])
        {
            start = lua.nameStart(before: start - 1)
        }
        let names = prompt.patternNames
        if start > 0 {
            switch lua.utf8[start - 1] {
            case UInt8(ascii: "@"): return Completion(text, from: start, among: names.annotations)
            case UInt8(ascii: "#"): return Completion(text, from: start, among: names.lists)
            case UInt8(ascii: "%"): return Completion(text, from: start, among: names.classes)
            case UInt8(ascii: "$"): return Completion(text, from: start, among: names.patterns)
            default: break
            }
        }
        guard lua.utf8.count - start >= 2, let open = prompt.workbench.open else {
            return Completion.nothing(text)
        }
        let written = lua.text(start..<lua.utf8.count)
        var words: Set<String> = []
        for token in 0..<open.tokens.count where words.count < 200 {
            let word = open.article.text(of: open.tokens.span(token))
            if word.hasPrefix(written) { words.insert(word) }
        }
        return Completion(text, from: start, among: words)
    }
}
