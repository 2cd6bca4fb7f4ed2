internal import PluginHost

extension Session {
    /// Returns what could be written at the end of a text, the line that is entered up to the cursor.
    public func complete(_ line: String) -> Completion {
        if !isWithinEntry, line.hasPrefix(":") { return CommandCompletion(session: self).complete(line) }
        // Strings may have begun in an earlier line of the entry.
        let earlier = isWithinEntry ? pendingEntry + "\n" : ""
        var completion = LuaCompletion(prompt).complete(earlier + line)
        completion.start = max(0, completion.start - earlier.utf8.count)
        return completion
    }

    /// Returns help on a name of the API or a command that a text ends with; nil if there is none.
    public func inspect(_ text: String) -> [String]? {
        let found = LuaCompletion(prompt).items(namedBy: text.trimming)
        if !found.isEmpty { return SettingCommands(session: self).helpLines(found) }
        guard case .lines(let lines) = command("help \(text.trimming)") else { return nil }
        return lines
    }
}
