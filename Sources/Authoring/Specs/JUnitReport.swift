/// Results of examples as the XML that CI services read (the format of Ant's JUnit task).
public struct JUnitReport {
    private var suites: [String] = []
    private var tests = 0
    private var failures = 0

    /// A report of no plugins.
    public init() {}

    /// Adds the results of a plugin's examples.
    public mutating func add(_ outcomes: [PluginSpec.Outcome], of plugin: String) {
        let failed = outcomes.count { !$0.failures.isEmpty }
        tests += outcomes.count
        failures += failed
        var lines = [
            "  <testsuite name=\"\(Self.escaped(plugin))\" tests=\"\(outcomes.count)\" failures=\"\(failed)\">"
        ]
        for (index, outcome) in outcomes.enumerated() {
            let name = Self.escaped("\(index + 1): \(outcome.example)")
            let start = "    <testcase classname=\"\(Self.escaped(plugin))\" name=\"\(name)\""
            guard let first = outcome.failures.first else {
                lines.append(start + "/>")
                continue
            }
            lines.append(start + ">")
            let text = Self.escaped(outcome.failures.joined(separator: "\n"))
            lines.append("      <failure message=\"\(Self.escaped(first))\">\(text)</failure>")
            lines.append("    </testcase>")
        }
        suites.append((lines + ["  </testsuite>"]).joined(separator: "\n"))
    }

    /// The file.
    public var text: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"\(tests)\" failures=\"\(failures)\">\n"
            + suites.map { $0 + "\n" }.joined() + "</testsuites>\n"
    }

    /// Text as it stands in XML; characters that XML 1.0 does not allow are left out.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
