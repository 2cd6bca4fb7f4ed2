internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Matching
internal import PluginHost

extension Session {
    /// Runs what stands behind a colon.
    func command(_ line: String) -> Answer {
        let line = line.trimming
        let name = String(line.prefix { !$0.isWhitespace })
        let rest = String(line.dropFirst(name.count)).trimming
        guard let command = SessionCommand.named(name.isEmpty ? "help" : name) else {
            let names = SessionCommand.all.map(\.name)
            let beginning = names.filter { $0.hasPrefix(name) }
            let hint =
                beginning.count > 1
                ? "; it could be \(beginning.map { ":\($0)" }.joined(separator: " or "))."
                : didYouMean(name, among: names)
            return .failed(["there is no command :\(name)\(hint.isEmpty ? ";" : hint) :help lists them"])
        }
        do { return try command.run(self, rest) } catch {
            return .failed(ErrorView(error, style: style).lines)
        }
    }

    /// The open article with what was found in it.
    ///
    /// - Throws: ``Diagnostic`` if none is open.
    func openRecord() throws -> (open: OpenArticle, record: AnnotatedArticle) {
        guard let open = workbench.open, let record = workbench.annotated else {
            throw Diagnostic(.usage, "no article is open; :load FILE opens one")
        }
        return (open, record)
    }

    /// Names of layers as arguments; nil for none.
    func layers(in arguments: String) throws -> Set<String>? {
        let names = arguments.split(whereSeparator: \.isWhitespace).map(String.init)
        for name in names where !workbench.layers.contains(name) {
            throw Diagnostic(
                .usage,
                "there is no layer \(name)" + didYouMean(name, among: workbench.layers))
        }
        return names.isEmpty ? nil : Set(names)
    }
}

extension String {
    /// Without white space at both ends.
    var trimming: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
