/// Says where the plugins are that come with the program.
public enum BundledPlugins {
    /// The names of the bundled plugins, which run when no others are chosen.
    public static let names = ["entities", "quotes", "dates"]

    /// Folders in which the bundled plugins may be, given the path of the running program:
    /// `share/nightdesk/plugins` beside its `bin` folder after an installation, `Plugins` of the
    /// package in whose `.build` it lies otherwise.
    public static func folders(program: String) -> [String] {
        guard let slash = program.lastIndex(of: "/") else { return [] }
        var folders = ["\(program[..<slash])/../share/nightdesk/plugins"]
        if let build = program.range(of: "/.build/") { folders.append("\(program[..<build])/Plugins") }
        return folders
    }
}

extension String {
    /// Where the last occurrence of a text begins.
    fileprivate func range(of text: String) -> String.Index? {
        ranges(of: text).last?.lowerBound
    }
}
