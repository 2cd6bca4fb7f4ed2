internal import Diagnostics

/// Rows set in aligned columns.
public struct Table {
    /// The headings.
    public var columns: [String]
    /// A column that may be twice as wide as any other where not all fit.
    public var favored: Int?
    /// The cells of each row.
    public private(set) var rows: [[String]] = []
    /// SGR codes of the first cell of each row.
    private var styles: [String] = []

    /// A table without rows.
    public init(_ columns: [String]) { self.columns = columns }

    /// Adds a row; `style` colours its first cell.
    public mutating func add(_ cells: [String], style: String = "") {
        rows.append(cells)
        styles.append(style)
    }

    /// The table in lines no wider than `width`: the last columns are cut first.
    public func lines(width: Int, style: TextStyle) -> [String] {
        var widths = columns.map(TextWidth.columns)
        for row in rows {
            for (index, cell) in row.enumerated() where index < widths.count {
                // As it will be shown: line ends and tabs are blanks.
                widths[index] = max(widths[index], TextWidth.columns(TextWidth.fit(cell, .max)))
            }
        }
        let gaps = 2 * (widths.count - 1)
        // The widest column gives way until the row fits.
        var total = widths.reduce(0, +) + gaps
        while total > width {
            let claims = widths.enumerated().map { $0.offset == favored ? $0.element / 2 : $0.element }
            guard let claim = claims.max(), let widest = claims.lastIndex(of: claim), widths[widest] > 8
            else {
                break
            }
            widths[widest] -= 1
            total -= 1
        }
        func line(_ cells: [String], _ codes: (Int) -> String) -> String {
            var line = ""
            for (index, cell) in cells.enumerated() where index < widths.count {
                let text = TextWidth.fit(cell, widths[index])
                line += style.apply(codes(index), text)
                if index < cells.count - 1 {
                    line += String(repeating: " ", count: widths[index] - TextWidth.columns(text) + 2)
                }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        return [line(columns) { _ in "2" }]
            + zip(rows, styles).map { row, codes in line(row) { $0 == 0 ? codes : "" } }
    }
}
