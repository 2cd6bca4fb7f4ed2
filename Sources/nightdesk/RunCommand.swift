internal import ArgumentParser
internal import Exchange
internal import PluginHost

/// `nightdesk run`: plugins over articles.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs plugins over articles and writes what they found.",
        discussion: """
            Inputs are text files, web pages, ninjs and NITF, .jsonl, .csv and .tsv, also compressed (.gz, .zst), .zip and \
            .tar archives of them, .warc, folders, globs, or - for JSON Lines on standard input. On a terminal a single \
            article is printed highlighted, with tables; else there is one line of JSON for each article.

            Exit codes: 0 all read and written (errors of single articles are in their records), 1 an error policy ended \
            the run or the output could not be written, 2 wrong usage, an input that does not exist or a plugin that \
            cannot be loaded, 130 interrupted (what was done can be resumed), 141 the reader went away.
            """)

    @OptionGroup var input: RunInputOptions
    @OptionGroup var selection: PluginSelection
    @OptionGroup var output: RunOutputOptions
    @OptionGroup var batch: RunBatchOptions

    @Flag(help: "Prints version, plugins with their hashes and the schema of the output, and runs nothing.")
    var describe = false

    @Flag(help: "Shows where the time goes, by plugin, rule and line of Lua, and writes no records.")
    var profile = false

    func run() throws {
        if describe { return try RunDescription(selection).print() }
        let reader = try input.reader()
        let sources = try input.sources()
        if let jobs = batch.jobs, jobs < 1 { throw CommandError("--jobs must be at least 1, not \(jobs)") }
        if output.flat, output.format != nil, output.format != .flat {
            throw CommandError("--flat and --format \(output.format!.rawValue) exclude each other")
        }
        if profile { return try RunProfile(selection).run(sources, reader) }
        try RunSession(self, sources: sources, reader: reader).run()
    }
}
