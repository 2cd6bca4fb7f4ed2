public import ArticleModel
public import Display
public import Matching
public import PluginHost

/// Searches articles for a pattern, one after another, and counts the matches.
///
/// ```swift
/// var search = try PatternSearch("name:%Name+ , cue:~say", in: workbench)
/// try search.run(article) { errors, matches in for match in matches { print(match.json) } }
/// print(search.count)
/// ```
public struct PatternSearch {
    /// The names of the captures of the pattern, in order.
    public let captureNames: [String]
    /// How many matches were found.
    public private(set) var count = 0
    /// How many matches have a text in a capture, by capture and text.
    private var counts: [String: [String: Int]] = [:]
    private let run: AnnotationRun
    private let prompt: PromptContext
    private let rules: RuleSet

    /// Compiles a pattern. Only the plugins whose layers it names will run.
    ///
    /// - Throws: ``Diagnostic`` with the pattern's line, and carets below the mistake.
    public init(_ pattern: String, in workbench: Workbench, scope: Rule.Scope = .sentence) throws {
        prompt = PromptContext(workbench)
        rules = try prompt.search(pattern, scope: scope)
        captureNames = rules.rules[0].pattern.captureNames
        run = try AnnotationRun(workbench, layersNamed: rules.rules[0].pattern.annotationNames)
    }

    /// Searches an article; `body` gets the errors of the plugins that ran, and the matches in order.
    ///
    /// - Throws: the error that ended the search, such as an exceeded step budget.
    public mutating func run(
        _ article: Article, _ body: (_ errors: [ArticleError], _ matches: [MatchView]) -> Void
    ) throws {
        let found: [Match] = try run.explore(article) { open, errors in
            let matches = try prompt.matches(of: rules)
            for match in matches {
                for capture in match.captures {
                    counts[captureNames[capture.name], default: [:]][
                        open.input.text(capture.tokens), default: 0] += 1
                }
            }
            body(errors, matches.map { MatchView($0, names: captureNames, in: open.article, open.input) })
            return matches
        }
        count += found.count
    }

    /// Returns the texts of a capture with the number of their matches, the most frequent first.
    public func counts(of capture: String) -> [(text: String, count: Int)] {
        (counts[capture] ?? [:]).map { (text: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}
