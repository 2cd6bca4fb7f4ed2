internal import ArgumentParser
internal import ArticleModel
internal import Evaluation
internal import System
internal import PluginHost
internal import Tagging

/// `nightdesk train`: trains a tagger for a layer.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Trains a tagger on annotated articles.",
        discussion: """
            GOLD is in any format that eval reads: JSON Lines as run writes them, such as \
            {"text": …, "annotations": [{"layer", "start", "end", "label"}, …]} with offsets in code points, a brat \
            folder, or columns with IOB2 tags. List labels that were not annotated in an article in the record's \
            "unlabelled", such as "unlabelled": ["MISC"]; their absence is then not treated as evidence. A plugin \
            loads the model with desk.tagger("FILE").

            Exit codes: 0 the model is written, 2 the articles cannot be read or hold nothing to learn.
            """)

    @Argument(help: "Annotated articles.")
    var gold: [String]

    @Option(help: "The layer to learn.")
    var layer: String

    @Option(name: [.customShort("o"), .customLong("output")], help: "The file of the model.")
    var output: String

    @Option(
        help:
            "The field of an annotation that holds its label; annotations without it are left out. Defaults to label."
    )
    var labelField = "label"

    @Option(
        help:
            "A folder of word lists (.tsv, .txt) whose entries become features. Defaults to the folder data of the plugin that has the name of the layer."
    )
    var lists: String?

    @Flag(help: "Uses no word lists.")
    var noLists = false

    @OptionGroup var selection: PluginSelection

    @Option(help: "Articles to score each pass on, instead of a share of GOLD.")
    var heldOut: [String] = []

    @Option(help: "The share of GOLD to hold out for scoring each pass; with 0, the last pass is kept.")
    var holdOut = TrainingOptions().heldOut

    @Option(help: "The random seed; the same seed and articles give the same model.")
    var seed: UInt64 = 1

    @Option(help: "The number of models to train; the result is their average.")
    var rounds = TrainingOptions().rounds

    @Option(help: "Passes over the articles in each round. Defaults to fewer for many articles, at most 20.")
    var epochs: Int?

    @Option(help: "Stops after this many rounds in which the average does not improve.")
    var patience = TrainingOptions().patience

    @Option(help: "The maximum size of the model in bytes.")
    var size = TrainingOptions().size

    @Option(help: "The share of features to drop at random during training.")
    var dropout = TrainingOptions().dropout

    @Option(help: "The step size.")
    var rate = TrainingOptions().rate

    @Option(help: "Damping for rare features.")
    var damping = TrainingOptions().damping

    @Option(help: "The share of articles to add again in upper, title or lower case.")
    var caseCopies = TrainingOptions().caseCopies

    @Option(help: "Weight given to the tagger's decisions for the same name elsewhere in the article.")
    var elsewhere = TrainingOptions().elsewhere

    @Option(help: "A note for the header of the model, NAME=TEXT, such as its data or license. Repeatable.")
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
        let training = try TaggerTraining(
            gold: gold, heldOut: heldOut, of: TrainingGold(layer: layer, labelField: labelField),
            lists: noLists ? nil : lists ?? pluginLists)
        let notes = note.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), text: String(parts[1]))
        }
        let model = try training.run(options, notes: notes, report: StandardStreams.printError)
        try FileSystem.write(model, to: output)
        StandardStreams.printError("\(output): \(model.count) bytes")
    }

    /// The folder with the word lists of the plugin that has the name of the layer, or nil if it has none.
    private var pluginLists: String? {
        // Lists are optional: no plugin, no folder, no lists.
        guard let plugin = try? selection.library.folder(layer) else { return nil }
        let data = Path.join(plugin.path, "data")
        // See above.
        guard let files = try? FileSystem.list(data),
            files.contains(where: TrainingLists.isList)
        else { return nil }
        return data
    }
}
