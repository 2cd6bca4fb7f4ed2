internal import ArgumentParser
internal import LuaRuntime
internal import ArticleModel
internal import Exchange
internal import System
internal import PluginHost

/// `nightdesk doctor`: what is installed and found, and a self-test.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what is installed and found, and tests itself.",
        discussion: "Exit codes: 0 all is well, 1 something is not.")

    @OptionGroup var selection: PluginSelection

    func run() throws {
        StandardStreams.print("nightdesk \(Workbench.version)")
        StandardStreams.print("program: \(FileSystem.resolve("/proc/self/exe") ?? CommandLine.arguments[0])")
        StandardStreams.print("plugins are looked for in:")
        for folder in selection.library.searchPath {
            let found = PluginFolder.find(in: [folder]).map(\.name)
            StandardStreams.print("  \(folder): \(found.isEmpty ? "none" : found.joined(separator: ", "))")
        }
        var isWell = true
        func check(_ what: String, _ test: () throws -> String?) {
            do {
                if let problem = try test() {
                    isWell = false
                    StandardStreams.print("FAILED  \(what): \(problem)")
                } else {
                    StandardStreams.print("ok      \(what)")
                }
            } catch {
                isWell = false
                StandardStreams.print("FAILED  \(what): \(error)")
            }
        }
        check("Lua runs, and is stopped when its time is up") {
            let workbench = try Workbench(limits: .short)
            return workbench.stopsEndlessLoop ? nil : "an endless loop was not stopped"
        }
        for name in PluginSelection.bundled {
            check("plugin \(name) loads") {
                _ = try selection.workbench(default: [name])
                return nil
            }
        }
        for model in try selection.workbench().models {
            StandardStreams.print(
                "model   \(model.plugin)/\(model.file): \(model.labels.joined(separator: " "))")
        }
        check("an article goes through") {
            let run = try AnnotationRun(selection.workbench())
            let article = ArticleReader.article(
                text: "Mayor Ana Ruiz said on Friday that “the bridge in Port Alder is safe.”", headline: nil,
                id: .string("self-test"), metadata: Metadata())
            let record = run(article)
            if let error = record.errors.first { return error.message }
            return record.annotations.isEmpty ? "nothing was found in the test article" : nil
        }
        if !isWell { throw ExitCode(1) }
    }
}

extension Workbench.Limits {
    fileprivate static var short: Workbench.Limits {
        var limits = Workbench.Limits()
        limits.milliseconds = 50
        return limits
    }
}
