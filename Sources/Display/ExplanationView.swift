public import Matching

/// Explains why a rule matched, or how far it got, in lines.
public struct ExplanationView {
    /// The lines.
    public let lines: [String]

    /// Creates a view of an explanation of a match in `input`.
    public init(_ explanation: RuleExplanation, _ input: MatchInput, style: TextStyle) {
        let name = (explanation.plugin.isEmpty ? "" : explanation.plugin + ".") + explanation.rule
        if let match = explanation.match {
            lines =
                ["\(style.bold(name)) matches “\(input.text(match.tokens))”"]
                + match.captures.map {
                    "    \(explanation.captureNames[$0.name]): “\(input.text($0.tokens))”"
                }
            return
        }
        guard let miss = explanation.miss else {
            lines = ["\(style.bold(name)) does not begin there"]
            return
        }
        let pattern = Array(explanation.pattern.utf8)
        let element = String(decoding: pattern[miss.element.clamped(to: 0..<pattern.count)], as: UTF8.self)
        let matched = miss.token > miss.start ? input.text(miss.start..<miss.token) : ""
        let failed =
            miss.token < input.tokenCount ? "“\(input.text(miss.token..<miss.token + 1))”" : "the end"
        lines = ["\(style.bold(name)) got as far as “\(matched)”; then \(element) failed on \(failed)"]
    }
}
