import ArticleModel
import Display
import Exchange
import System
import PluginHost
import REPL
import Testing

/// A session with an article and a plugin of its own, in a folder that goes away with it.
final class SessionFixture {
    static let text =
        "Mayor Ana Ruiz said on Friday that the bridge in Port Alder would cost $3.5 million. "
        + "Captain Bo Lind said nothing. The bridge was closed."

    let folder: String
    let session: Session
    private(set) var printed: [String] = []

    static let plugin = """
        return {
          name = "sample", version = "0.1.0", api = 1, summary = "People with a title",
          provides = { people = { "MAYOR", "CAPTAIN" } },
          options = { loud = { type = "boolean", default = false, help = "nothing" } },
          rules = {
            desk.rule{ "Mayor", [=[ Mayor name:%Name{1,2} ]=], label = "MAYOR" },
            desk.rule{ "Captain", [=[ Captain name:%Name{1,2} ]=], label = "CAPTAIN" },
            desk.rule{ "Short", [=[ Mayor %Name ]=], label = "MAYOR" },
          },
        }
        """

    init(withPlugin: Bool = true, texts: [String] = [SessionFixture.text], width: Int = 80) throws {
        folder = "/tmp/nightdesk-repl-\(UInt64.random(in: 0 ... .max))"
        try FileSystem.makeFolder(folder + "/sample")
        try FileSystem.write(Array(Self.plugin.utf8), to: folder + "/sample/init.lua")
        let articles = texts.enumerated().map { number, text in
            ArticleReader.article(
                text: text, headline: nil, id: .string("a\(number + 1)"), metadata: Metadata())
        }
        var surroundings = Session.Surroundings(PluginLibrary(searchPath: [folder]))
        let folder = folder
        surroundings.pluginFolder = folder
        if withPlugin { surroundings.loadPlugins = { try $0.load([PluginFolder(path: folder + "/sample")]) } }
        session = Session(
            try Workbench(), shelf: ArticleShelf(articles: articles), surroundings: surroundings,
            style: TextStyle(isColored: false), width: width)
        session.output = { [unowned self] in printed.append($0) }
    }

    deinit { FileSystem.removeFolder(folder) }

    /// The lines of an entry that must succeed.
    func lines(_ entry: String) -> [String] {
        switch session.enter(entry) {
        case .lines(let lines): return lines
        case let other:
            Issue.record("\(entry): \(other)")
            return []
        }
    }

    /// The lines of an entry that must fail.
    func failure(_ entry: String) -> String {
        guard case .failed(let lines) = session.enter(entry) else {
            Issue.record("\(entry) did not fail")
            return ""
        }
        return lines.joined(separator: "\n")
    }

    func write(_ text: String, to file: String) throws {
        try FileSystem.write(Array(text.utf8), to: folder + "/" + file)
    }

    func read(_ file: String) throws -> String {
        String(decoding: try FileSystem.read(folder + "/" + file), as: UTF8.self)
    }
}
