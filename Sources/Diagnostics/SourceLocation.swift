/// A place in a file that a person wrote: a plugin's Lua, a pattern, a gold file.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    /// The file as messages name it, such as `quotes/init.lua`; empty for text that is not in a file, such as a pattern
    /// on the command line.
    public var file: String
    /// The line, from 1; nil if only the file is known.
    public var line: Int?
    /// The column in Unicode code points, from 1; nil if only the line is known.
    public var column: Int?
    /// How many code points from the column on are meant; at least 1.
    public var length: Int

    /// A location.
    public init(file: String, line: Int? = nil, column: Int? = nil, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = max(1, length)
    }

    /// `file`, `file:line` or `file:line:column`, as compilers write it.
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    }
}
