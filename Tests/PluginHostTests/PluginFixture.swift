import ArticleModel
import Exchange
import System
import PluginHost
import Tagging

/// Plugins written into a folder of their own for a test.
final class PluginFixture {
    let root: String

    init() throws {
        var generator = SystemRandomNumberGenerator()
        root = "/tmp/nightdesk-test-\(String(generator.next(), radix: 36))"
        try FileSystem.makeFolder(root)
    }

    deinit { FileSystem.removeFolder(root) }

    @discardableResult
    func write(_ file: String, _ text: String) throws -> String {
        let path = Path.join(root, file)
        try FileSystem.makeFolder(Path.parent(path))
        try FileSystem.write(Array(text.utf8), to: path)
        return path
    }

    /// A plugin with this `init.lua`.
    func plugin(_ name: String, _ source: String) throws -> PluginFolder {
        try write("\(name)/init.lua", source)
        return PluginFolder(path: Path.join(root, name))
    }

    /// A plugin that runs `body` with `article` and provides the layer and label `sample`, `SAMPLE`.
    func sample(_ body: String, name: String = "sample", needs: String = "") throws -> PluginFolder {
        try plugin(
            name,
            """
            return {
              name = "\(name)", needs = { \(needs) }, provides = { \(name) = { "SAMPLE", "OTHER" } },
              annotate = function(article, options) \(body)
              end,
            }
            """)
    }
}

extension PluginFixture {
    /// Writes a small model that knows the names of ``sampleText`` into a plugin's folder.
    func writeTagger(_ file: String) throws {
        let sentences = [
            "Mayor [Tom Okafor] spoke in (Elm Hill).",
            "The bridge in (Port Alder) was closed by Mayor [Ana Ruiz].",
            "Mayor [Ana Ruiz] went to (Elm Hill).",
            "A ferry in (Port Alder) was late, said Mayor [Pia Lind].",
        ]
        let articles = (0..<40).map { number in
            var text: [UInt8] = []
            var spans: [GoldArticle.LabelledSpan] = []
            var start = 0
            for byte in sentences[number % sentences.count].utf8 {
                switch byte {
                case UInt8(ascii: "["), UInt8(ascii: "("): start = text.count
                case UInt8(ascii: "]"): spans.append((Span(start, text.count), "PERSON"))
                case UInt8(ascii: ")"): spans.append((Span(start, text.count), "GPE"))
                default: text.append(byte)
                }
            }
            return GoldArticle(Article(id: .integer(number), utf8: text), spans: spans)
        }
        var options = TrainingOptions()
        options.size = 200_000
        options.caseCopies = 0
        let trainer = try TaggerTrainer(
            articles, labels: ["GPE", "PERSON"], lists: ListClasses.Builder(), options: options)
        let bytes = trainer.train { _ in }.bytes(notes: [("layer", "entities")])
        try FileSystem.makeFolder(Path.parent(Path.join(root, file)))
        try FileSystem.write(bytes, to: Path.join(root, file))
    }
}

/// The article of the API's examples.
let sampleText = "Mayor Ana Ruiz said on Friday that the bridge in Port Alder would cost $3.5 million."

func annotate(_ folders: [PluginFolder], text: String = sampleText, limits: Workbench.Limits = .init()) throws
    -> (record: AnnotatedArticle, log: [String])
{
    let workbench = try Workbench(limits: limits)
    var log: [String] = []
    workbench.log = { log.append("\($0): \($1)") }
    try workbench.load(folders)
    let article = ArticleReader.article(text: text, headline: nil, id: .string("a"), metadata: Metadata())
    let record = try AnnotationRun(workbench)(article)
    return (record, log)
}
