public import Diagnostics
internal import System
internal import LuaSource
public import PluginHost
internal import ArticleModel

/// What can be said of a plugin without running it over articles.
public struct PluginCheck {
    /// What was found, in order of file and position.
    public private(set) var findings: [Finding] = []

    private let folder: PluginFolder
    private let workbench: Workbench

    /// Checks the Lua files of a folder, and the rules of the plugin if it was loaded from there.
    ///
    /// - Parameter error: what kept it from being loaded.
    public init(_ folder: PluginFolder, in workbench: Workbench, error: Diagnostic? = nil) {
        (self.folder, self.workbench) = (folder, workbench)
        let plugin = workbench.plugins.first { $0.folder == folder }
        if let error {
            findings.append(
                Finding(
                    file: error.location?.file ?? folder.name + "/init.lua", line: error.location?.line ?? 1,
                    column: error.location?.column ?? 1, code: .notLoadable, message: error.message))
        }
        for file in Self.luaFiles(of: folder.path, "") {
            check(file, provides: plugin?.manifest?.provides ?? [])
        }
        for warning in plugin.map(RuleInspector(workbench).warnings) ?? [] {
            findings.append(
                Finding(
                    file: warning.location?.file ?? folder.name, line: warning.location?.line ?? 1,
                    column: warning.location?.column ?? 1,
                    code: .dead, message: warning.message))
        }
        findings.sort { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// A folder that cannot be read has no files: the plugin cannot be loaded then, which is a finding.
    private static func luaFiles(of folder: String, _ prefix: String) -> [String] {
        // See above.
        ((try? FileSystem.list(folder)) ?? []).sorted().flatMap { name -> [String] in
            let path = Path.join(folder, name)
            if FileSystem.kind(of: path) == .folder { return luaFiles(of: path, prefix + name + "/") }
            return name.hasSuffix(".lua") ? [prefix + name] : []
        }
    }

    private mutating func check(_ file: String, provides: [(layer: String, labels: [String])]) {
        let source: [UInt8]
        do { source = try FileSystem.read(Path.join(folder.path, file)) } catch {
            findings.append(
                Finding(
                    file: folder.name + "/" + file, line: 1, column: 1, code: .notLoadable,
                    message: error.reason))
            return
        }
        let tokens = LuaScanner.tokens(source)
        let lines = LineMap(of: source)
        func add(_ token: Int, _ code: Finding.Code, _ message: String) {
            let (line, column) = lines.position(ofByte: tokens[token].range.lowerBound)
            findings.append(
                Finding(
                    file: folder.name + "/" + file, line: line, column: column, code: code, message: message))
        }
        let known = PromptContext(workbench).globalNames
        for global in LuaNames(tokens).globals {
            let name = tokens[global.token].text
            if global.isSet {
                add(global.token, .setGlobal, "setting the global '\(name)'; declare it with 'local'")
            } else if !known.contains(name) {
                add(
                    global.token, .unknownGlobal,
                    "accessing undefined variable '\(name)'"
                        + didYouMean(name, among: known.sorted()))
            }
        }
        for problem in APICalls(tokens, workbench.api, provides: provides).problems {
            add(problem.token, problem.code, problem.message)
        }
    }
}
