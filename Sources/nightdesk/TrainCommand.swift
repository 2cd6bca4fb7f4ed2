internal import ArgumentParser
internal import ArticleModel
internal import Exchange
internal import System
internal import Serialization
internal import PluginHost
internal import Tagging

/// `nightdesk train`: a tagger for a layer, learned from annotated articles.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Trains a tagger on articles annotated by hand.",
        discussion: """
            GOLD is JSON Lines as `run` writes them: {"text": …, "annotations": [{"layer", "start", "end", "label"}, …]},
            with offsets in code points. A record may name labels that were not annotated in it in "unlabelled":
            of these, that there are none teaches nothing ("misc_labelled": false says so of MISC).
            A plugin uses the model by desk.tagger("FILE").

            Exit codes: 0 the model is written, 2 the articles cannot be read or there is nothing to learn.
            """)

    @Argument(help: "Annotated articles.")
    var gold: [String]

    @Option(help: "The layer to learn.")
    var layer: String

    @Option(name: [.customShort("o"), .customLong("output")], help: "The file of the model.")
    var output: String

    @Option(
        help:
            "The field of an annotation that holds its label; annotations without it are left out. By default label4 where there is one, else label."
    )
    var labelField: String?

    @Option(
        help:
            "A folder of word lists (.tsv, .txt) which the model takes in: each is a feature of words. By default the folder data of the plugin that is called as the layer."
    )
    var lists: String?

    @Flag(help: "Takes in no word lists.")
    var noLists = false

    @OptionGroup var selection: PluginSelection

    @Option(help: "Articles to score each pass by, in place of a share of GOLD.")
    var heldOut: [String] = []

    @Option(help: "The share of GOLD that is held out to score each pass; with 0, the last pass counts.")
    var holdOut = TrainingOptions().heldOut

    @Option(help: "The same seed and the same articles give the same model.")
    var seed: UInt64 = 1

    @Option(help: "How many models are trained one after the other; what is written is their mean.")
    var rounds = TrainingOptions().rounds

    @Option(help: "Passes over the articles in a round; by default few for many articles, up to 20 for few.")
    var epochs: Int?

    @Option(help: "How many rounds without a better score of the mean end the training.")
    var patience = TrainingOptions().patience

    @Option(help: "The most bytes of the model.")
    var size = TrainingOptions().size

    @Option(help: "The share of features that is left out at random while training.")
    var dropout = TrainingOptions().dropout

    @Option(help: "The step size.")
    var rate = TrainingOptions().rate

    @Option(help: "How little is learned from what was seen seldom.")
    var damping = TrainingOptions().damping

    @Option(help: "The share of articles of which a copy in capitals, title case or small letters is added.")
    var caseCopies = TrainingOptions().caseCopies

    @Option(help: "How much what is thought of a name elsewhere in the article counts.")
    var elsewhere = TrainingOptions().elsewhere

    @Option(help: "A note for the model's header, as NAME=TEXT: data, licence. Repeat it for several.")
    var note: [String] = []

    func validate() throws {
        guard (0..<1).contains(dropout), (0..<1).contains(holdOut), (0...1).contains(caseCopies), rate > 0,
            rounds > 0, epochs ?? 1 > 0
        else {
            throw ValidationError(
                "--dropout, --hold-out and --case-copies are shares from 0 to 1, --rate, --rounds and --epochs above 0"
            )
        }
        guard note.allSatisfy({ $0.contains("=") }) else { throw ValidationError("--note takes NAME=TEXT") }
    }

    func run() throws {
        var options = TrainingOptions()
        options.seed = seed
        options.rounds = rounds
        options.epochs = epochs
        options.patience = patience
        options.size = size
        options.dropout = dropout
        options.rate = rate
        options.damping = damping
        options.caseCopies = caseCopies
        options.heldOut = holdOut
        options.elsewhere = elsewhere
        let reader = GoldReader(layer: layer, labelField: try labelField ?? usualField())
        let articles = try gold.flatMap { try reader.read($0) }
        let scored = try heldOut.flatMap { try reader.read($0) }
        let labels = Set(articles.flatMap { $0.spans.map(\.label) }).sorted()
        let folder = noLists ? nil : lists ?? pluginLists
        let words = try folder.map { try ListFolder($0) }
        StandardStreams.printError(
            "\(articles.count) articles, labels \(labels.joined(separator: " "))"
                + (words.map { ", \($0.builder.names.count) classes of words from \(folder ?? "")" } ?? ""))
        let trainer = try TaggerTrainer(
            articles, heldOut: heldOut.isEmpty ? nil : scored, labels: labels,
            lists: words?.builder ?? ListClasses.Builder(), options: options)
        let counts = trainer.tokenCounts
        let isScored = counts.heldOut > 0
        StandardStreams.printError("\(counts.training) tokens to learn from, \(counts.heldOut) to score by")
        var best: TaggerTrainer.Epoch?
        let trained = trainer.train { epoch in
            if epoch.isBest { best = epoch }
            let what =
                epoch.isMean
                ? "mean of round 1 to \(epoch.round)" : "round \(epoch.round), pass \(epoch.number)"
            guard isScored else { return StandardStreams.printError(what) }
            StandardStreams.printError(
                "\(what): F1 \(percent(epoch.score.harmonicMean)), precision"
                    + " \(percent(epoch.score.precision)), recall \(percent(epoch.score.recall))"
                    + (epoch.isBest ? " (best)" : ""))
        }
        var notes = [("layer", layer), ("seed", "\(seed)"), ("articles", "\(articles.count)")]
        if let best {
            notes.append(("rounds", "\(best.round)"))
            if isScored { notes.append(("held-out F1", percent(best.score.harmonicMean))) }
        }
        notes += note.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]))
        }
        notes += (words?.files ?? []).map { ("list \($0.name)", $0.hash) }
        let bytes = trained.bytes(notes: notes)
        try FileSystem.write(bytes, to: output)
        StandardStreams.printError("\(output): \(bytes.count) bytes")
    }

    /// The word lists of the plugin that is called as the layer, if there are any.
    private var pluginLists: String? {
        guard let plugin = try? selection.folder(layer) else { return nil }
        let data = Path.join(plugin.path, "data")
        guard let files = try? FileSystem.list(data),
            files.contains(where: { ["tsv", "txt"].contains(Path.fileExtension($0)) })
        else { return nil }
        return data
    }

    /// Collections with labels of many kinds have those that they share beside them.
    private func usualField() throws -> String {
        for path in gold {
            let bytes = try FileSystem.read(path)
            if bytes.firstRange(of: Array("\"label4\"".utf8)) != nil { return "label4" }
        }
        return "label"
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 10000).rounded())
        return "\(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
    }
}

/// Reads annotated articles for training.
private struct GoldReader {
    let layer: String
    let labelField: String

    func read(_ path: String) throws -> [GoldArticle] {
        let lines = try FileSystem.read(path).split(separator: UInt8(ascii: "\n"))
        return try lines.enumerated().map { number, line in
            do { return try article(Array(line)) } catch {
                throw CommandError("\(path):\(number + 1): \(error)")
            }
        }
    }

    private func article(_ line: [UInt8]) throws -> GoldArticle {
        let record = try line.withUnsafeBytes { try JSONDocument.parse($0) }
        guard let text = record["text"]?.string else { throw CommandError("there is no text") }
        guard case .list(let annotations)? = record["annotations"] else {
            throw CommandError("there are no annotations")
        }
        let utf8 = Array(text.utf8)
        let map = OffsetMap(of: utf8)
        var spans: [GoldArticle.LabelledSpan] = []
        for annotation in annotations {
            guard (annotation["layer"]?.string ?? layer) == layer,
                (annotation["field"]?.string ?? "text") == "text",
                let label = annotation[labelField]?.string
            else { continue }
            guard case .integer(let start)? = annotation["start"], case .integer(let end)? = annotation["end"]
            else { throw CommandError("an annotation has no start and end") }
            guard start < end, !label.contains(" ") else {
                throw CommandError(
                    "an annotation from \(start) to \(end) with the label \"\(label)\" cannot be")
            }
            spans.append((try map.bytes(ofScalars: start..<end), label))
        }
        var unlabelled: Set<String> = []
        if case .list(let names)? = record["unlabelled"] { unlabelled = Set(names.compactMap(\.string)) }
        if record["misc_labelled"] == .boolean(false) { unlabelled.insert("MISC") }
        return GoldArticle(
            ArticleReader.article(text: text, headline: nil, id: .integer(0), metadata: Metadata()),
            spans: spans, unlabelled: unlabelled)
    }
}

/// The word lists of a folder as classes of words: each file is one, and its entries that are marked
/// in a column `common` are another.
private struct ListFolder {
    var builder = ListClasses.Builder()
    var files: [(name: String, hash: String)] = []

    init(_ folder: String) throws {
        for file in try FileSystem.list(folder).sorted() {
            let kind = Path.fileExtension(file)
            guard kind == "tsv" || kind == "txt" else { continue }
            let bytes = try FileSystem.read(Path.join(folder, file))
            let name = Path.stem(file)
            files.append((name, TaggerModel.contentHash(bytes)))
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
                !$0.hasPrefix("# ")
            }
            let common = kind == "tsv" ? fields(lines.first ?? "").firstIndex(of: "common") : nil
            for line in kind == "tsv" ? lines.dropFirst() : lines[...] {
                let fields = kind == "tsv" ? fields(line) : [line]
                let isCommon = common.map { $0 < fields.count && !fields[$0].isEmpty } ?? false
                guard builder.add(String(fields[0]), to: isCommon ? name + ":common" : name) else {
                    throw CommandError(
                        "the lists in \(folder) make more than \(ListClasses.mostClasses) classes of words")
                }
            }
        }
        guard !files.isEmpty else { throw CommandError("there is no .tsv or .txt file in \(folder)") }
    }

    private func fields(_ line: Substring) -> [Substring] {
        line.split(separator: "\t", omittingEmptySubsequences: false)
    }
}
