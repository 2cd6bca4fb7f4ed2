internal import Diagnostics
internal import Display
internal import Matching
internal import PluginHost

/// An error in lines: what is wrong, the line with a caret, and the way through Lua that led there.
struct ErrorView {
    let lines: [String]

    /// No message is shown beyond so many characters of a line, or so many lines.
    private static let longest = 2000
    private static let mostLines = 30

    init(_ error: any Error, style: TextStyle) {
        var text = Self.split("\(error)")
        if let first = text.first { text[0] = style.apply("1;31", first) }
        if let error = error as? Diagnostic {
            let frames = Self.luaFrames(error.traceback)
            // One frame is the place that the message names anyway.
            if frames.count > 1 { text += frames.map { style.dim("    " + $0) } }
        }
        lines = text
    }

    private static func split(_ text: String) -> [String] {
        let lines = TextWidth.harmless(text).split(separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.prefix(mostLines).map {
            $0.utf8.count > longest ? $0.prefix(longest) + "…" : String($0)
        }
        return kept + (lines.count > mostLines ? ["…"] : [])
    }

    /// The frames of Lua code in a traceback, innermost first; those of C and of the host's own Lua say
    /// nothing to the person.
    private static func luaFrames(_ traceback: String) -> [String] {
        traceback.split(separator: "\n").dropFirst().map { $0.trimmingPrefix { $0 == "\t" } }
            .filter { !$0.hasPrefix("[C]") && !$0.hasPrefix("sandbox.lua") && !$0.hasPrefix("(...tail") }
            .map { String($0).replacing("upvalue ", with: "").replacing("local ", with: "") }
    }
}
