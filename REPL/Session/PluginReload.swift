internal import ArticleModel
internal import Diagnostics
internal import Display
internal import Evaluation
internal import PluginHost

/// Loads plugins again, runs all on the open article and shows the difference.
struct PluginReload {
    /// What happened, in lines.
    private(set) var lines: [String] = []
    /// Whether a plugin could not be loaded; it stays as it was.
    private(set) var failed = false

    /// Reloads plugins of a session.
    init(_ names: [String], in session: Session) {
        let before = session.workbench.annotated
        // Before the files are read: a file that is written meanwhile counts as changed.
        session.plugins.rememberFiles()
        for name in names {
            do throws(Diagnostic) {
                let plugin = try session.plugins.reload(name)
                lines.append("reloaded \(name)")
                lines += session.warnings(of: [plugin])
            } catch {
                fail(error, session)
                lines.append(session.style.dim("\(name) stays as it was loaded last"))
            }
        }
        do { try session.plugins.order() } catch { fail(error, session) }
        lines += session.runAll()
        if let before, let after = session.workbench.annotated, !failed || names.count > 1 {
            let difference = AnnotationDifference(from: before, to: after)
            lines += DifferenceView(difference, width: session.width, style: session.style).lines
        }
    }

    private mutating func fail(_ error: any Error, _ session: Session) {
        failed = true
        lines += ErrorView(error, style: session.style).lines
    }

    /// The lines as the answer to an entry.
    var answer: Session.Answer { failed ? .failed(lines) : .lines(lines) }
}
