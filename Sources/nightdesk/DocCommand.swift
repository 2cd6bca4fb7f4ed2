internal import Diagnostics
internal import ArgumentParser
internal import Display
internal import PluginHost
internal import System

/// `nightdesk doc`: the API's documentation.
struct DocCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doc", abstract: "Shows what the plugin API offers, or all about one item of it.")

    @Argument(help: "An item, as desk.rule, article:find or find; or an owner, as Span.")
    var name: String?

    func run() throws {
        let items = try Workbench().api
        let style = TextStyle(isColored: StandardStreams.isColored)
        guard let name else { return list(items, style) }
        let wanted = name.lowercased()
        let found = items.filter { item in
            [item.qualifiedName, item.name, item.owner].contains { $0.lowercased() == wanted }
        }
        guard !found.isEmpty else {
            let names = items.flatMap { [$0.qualifiedName, $0.name, $0.owner] }
            throw Diagnostic(
                .usage,
                "there is nothing called \"\(name)\" in the API"
                    + didYouMean(name, among: names))
        }
        if found.count > 1, found.allSatisfy({ $0.owner.lowercased() == wanted }) {
            return list(found, style)
        }
        for (number, item) in found.enumerated() {
            if number > 0 { StandardStreams.print("") }
            StandardStreams.print(style.bold(item.signature))
            StandardStreams.print(item.text)
            for line in item.example.split(separator: "\n") { StandardStreams.print("    " + line) }
        }
    }

    private func list(_ items: [APIItem], _ style: TextStyle) {
        var table = Table(["item", "what it is"])
        for item in items {
            let first = item.text.split(separator: ".").first.map(String.init) ?? ""
            table.add([item.qualifiedName, first.split(whereSeparator: \.isNewline).joined(separator: " ")])
        }
        for line in table.lines(width: StandardStreams.width, style: style) { StandardStreams.print(line) }
    }
}
