internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import PluginHost
internal import Runs
internal import System

/// `nightdesk run`: plugins over articles.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs plugins over articles and writes what they found.",
        discussion: """
            Inputs are files, also compressed (.gz, .zst, .bz2, .xz), folders, globs, or - for JSON Lines on standard \
            input. The first bytes of a file say its format; where they do not, its extension does. On a terminal a \
            single article is printed highlighted, with tables; else there is one line of JSON for each article.

            Input formats: \(InputFormats.help).

            Exit codes: 0 all read and written (errors of single articles are in their records), 1 an input was \
            truncated or damaged (what could be read is written), an error policy ended the run, or the output could not \
            be written, 2 wrong usage, an input that does not exist or a plugin that \
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
        if describe {
            return StandardStreams.write(RunDescription.json(try selection.workbench()))
        }
        let reader = try input.reader()
        var files = SkippedFiles()
        let sources = try input.sources(skipped: &files)
        for message in files.messages { StandardStreams.printError("nightdesk: \(message)") }
        if profile {
            let style = TextStyle(isColored: StandardStreams.isColored)
            for (title, table) in try RunProfile(selection.workbench(), sources, reader).tables {
                StandardStreams.print(style.bold(title))
                StandardStreams.print(table.lines(width: StandardStreams.width, style: style) + [""])
            }
            return
        }
        let run = try Run(plan(sources, reader), selection.workbench())
        let progress = RunProgress(batch.progress, sources: sources, skipped: run.skipped)
        run.onProgress = { progress.show($0) }
        Signals.noteInterruptions()
        run.isInterrupted = { Signals.isInterrupted }
        do {
            let outcome = try run()
            progress.finish(run.report, files: files, parts: run.skippedParts)
            switch outcome {
            case .complete:
                // Done: taking the plugins apart piece by piece would only take time.
                guard run.report.isInputDamaged else { StandardStreams.end(0) }
                StandardStreams.printError(
                    "nightdesk: part of the input could not be read: see the errors in the output")
                StandardStreams.end(1)
            case .stopped(let reason):
                StandardStreams.printError("nightdesk: \(reason)")
                throw ExitCode(1)
            case .interrupted:
                StandardStreams.printError(
                    "nightdesk: interrupted"
                        + (output.output == nil
                            ? "" : "; the same command with --resume goes on from here"))
                throw ExitCode(130)
            }
        } catch let error as OutputFile.Failure where error.readerIsGone {
            StandardStreams.end(141)
        } catch let error where !(error is ExitCode) {
            StandardStreams.printError("nightdesk: \(error)")
            throw ExitCode(1)
        }
    }

    private func plan(_ sources: [InputSource], _ reader: InputItemReader) throws -> RunPlan {
        let isShown = sources.count == 1 && sources[0].isSingle && StandardStreams.outputIsTerminal
        var plan = RunPlan(sources: sources, reader: reader, format: try output.format(isShown: isShown))
        plan.output = output.output
        plan.includesText = !output.noText
        plan.layers = output.layers
        plan.fields = output.fields.map { $0.split(separator: ",").map(String.init) }
        plan.unit = output.offsets.unit
        plan.jobs = batch.jobs ?? StandardStreams.cores
        plan.isUnordered = batch.unordered
        plan.flushesLines = batch.flush == .line
        plan.deadline = batch.deadline
        plan.onError = batch.onError
        plan.maximumErrors = batch.maxErrors
        plan.deadLetters = batch.errorsFile
        plan.beginning =
            batch.resumeMixed ? .resumeMixed : batch.resume ? .resume : batch.restart ? .restart : .new
        plan.facts = [("settings", selection.settings.joined(separator: " "))]
        if let command = input.command { plan.facts.append(("via", command)) }
        return plan
    }
}
