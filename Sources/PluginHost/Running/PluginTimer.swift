public import ArticleModel

/// Measures how long each plugin of an ``AnnotationRun`` takes.
public final class PluginTimer: RunObserver {
    /// Wall-clock time in nanoseconds by plugin name, added up over all articles.
    public private(set) var nanoseconds: [String: Int] = [:]
    private var start = ContinuousClock.now

    /// A timer with no measurements.
    public init() {}

    /// Starts the clock.
    public func willRun(_ plugin: Plugin, number: Int) { start = .now }

    /// Adds the time since ``willRun(_:number:)``.
    public func didRun(_ plugin: Plugin, number: Int, error: ArticleError?) {
        let time = start.duration(to: .now).components
        nanoseconds[plugin.name, default: 0] +=
            Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000)
    }
}
