internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// The kinds of handles that Lua holds; what `a` and `b` of each mean is said here.
enum HandleKind: Int32, CaseIterable {
    /// the article
    case article
    /// token `a`
    case token
    /// bytes `a`..<`b`
    case span
    /// sentence `a`
    case sentence
    /// block `a`
    case block
    /// annotation `a`
    case annotation
    /// match `a`
    case match
    /// capture `b` of match `a`
    case capture
    /// tokens `a`..<`b`
    case tokens
    /// all sentences
    case sentences
    /// all blocks
    case blocks
    /// list `a` of a plugin's ``PluginResources``
    case list
    /// rule `a` of a plugin
    case rule
    /// rule set `a` of a plugin
    case ruleSet
    /// regex `a` of a plugin
    case regex
    /// tagger `a` of a plugin
    case tagger

    /// What messages and the documentation call it.
    var typeName: String {
        switch self {
        case .article: "Article"
        case .token: "Token"
        case .span: "Span"
        case .sentence: "Sentence"
        case .block: "Block"
        case .annotation: "Annotation"
        case .match: "Match"
        case .capture: "Capture"
        case .tokens: "Tokens"
        case .sentences: "Sentences"
        case .blocks: "Blocks"
        case .list: "List"
        case .rule: "Rule"
        case .ruleSet: "RuleSet"
        case .regex: "Regex"
        case .tagger: "Tagger"
        }
    }

    /// Whether it belongs to an article, and is stale when that is closed.
    var belongsToArticle: Bool {
        switch self {
        case .list, .rule, .ruleSet, .regex, .tagger: false
        default: true
        }
    }

    /// Whether it is a stretch of text.
    var isSpan: Bool {
        switch self {
        case .token, .span, .sentence, .block, .annotation, .match, .capture, .tokens: true
        default: false
        }
    }
}

extension PluginResources {
    /// A handle of something with this index that the plugin has made.
    func handle(_ kind: HandleKind, _ index: Int) -> Handle {
        Handle(kind: kind.rawValue, generation: generation, a: index)
    }
}
