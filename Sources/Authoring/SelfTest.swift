internal import ArticleModel
internal import Exchange
internal import LuaRuntime
public import PluginHost

/// Tests an installation: Lua and its limits, the bundled plugins and their models, and an article.
public struct SelfTest {
    /// What was tested, one line each: `ok` or `FAILED` with the reason, and the models that were loaded.
    public private(set) var lines: [String] = []
    /// Whether all went well.
    public private(set) var isPassed = true

    /// Runs the test.
    ///
    /// - Parameters:
    ///   - plugins: the names of the plugins to load.
    ///   - workbench: makes a workbench with the named plugins.
    public init(_ plugins: [String], workbench: ([String]) throws -> Workbench) {
        check("Lua runs, and is stopped when its time is up") {
            var limits = Workbench.Limits()
            limits.milliseconds = 50
            return try Workbench(limits: limits).stopsEndlessLoop ? nil : "an endless loop was not stopped"
        }
        for name in plugins {
            var models: [String] = []
            check("plugin \(name) loads") {
                models = try workbench([name]).models.filter { $0.plugin == name }
                    .map { "model   \($0.plugin)/\($0.file): \($0.labels.joined(separator: " "))" }
                return nil
            }
            lines += models
        }
        check("an article goes through") {
            let article = ArticleReader.article(
                text: "Mayor Ana Ruiz said on Friday that “the bridge in Port Alder is safe.”", headline: nil,
                id: .string("self-test"), metadata: Metadata())
            let record = try AnnotationRun(workbench(plugins))(article)
            if let error = record.errors.first { return error.message }
            return record.annotations.isEmpty ? "nothing was found in the test article" : nil
        }
    }

    /// Runs one test, which returns a problem or nil.
    private mutating func check(_ name: String, _ test: () throws -> String?) {
        let problem: String?
        do { problem = try test() } catch { problem = "\(error)" }
        if problem != nil { isPassed = false }
        lines.append(problem.map { "FAILED  \(name): \($0)" } ?? "ok      \(name)")
    }
}
