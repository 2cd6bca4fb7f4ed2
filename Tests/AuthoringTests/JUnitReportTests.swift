import Authoring
import Testing

@Suite("Results of examples as JUnit XML")
struct JUnitReportTests {
    private func outcome(_ example: String, _ failures: String...) -> PluginSpec.Outcome {
        PluginSpec.Outcome(example: example, failures: failures, marks: 1)
    }

    @Test("a report of no plugins has no suites")
    func empty() {
        #expect(
            JUnitReport().text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="0" failures="0">
                </testsuites>

                """)
    }

    @Test("each plugin is a suite, each example a case; a case with failures has the first as its message")
    func suites() {
        var report = JUnitReport()
        report.add([outcome("on «12 May|DATE»"), outcome("on May", "first", "second")], of: "dates")
        report.add([], of: "empty")
        report.add([outcome("a")], of: "votes")
        #expect(
            report.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="3" failures="1">
                  <testsuite name="dates" tests="2" failures="1">
                    <testcase classname="dates" name="1: on «12 May|DATE»"/>
                    <testcase classname="dates" name="2: on May">
                      <failure message="first">first&#10;second</failure>
                    </testcase>
                  </testsuite>
                  <testsuite name="empty" tests="0" failures="0">
                  </testsuite>
                  <testsuite name="votes" tests="1" failures="0">
                    <testcase classname="votes" name="1: a"/>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test(
        "special characters are escaped, and characters that XML does not allow are left out",
        arguments: [
            ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"), ("say \"no\"", "say &quot;no&quot;"),
            ("it's", "it's"),
            ("a\tb\nc\rd", "a&#9;b&#10;c&#13;d"), ("a\0b\u{1}c\u{1F}d", "abcd"), ("\u{FFFE}x\u{FFFF}", "x"),
            ("é 🌊 e\u{301}", "é 🌊 e\u{301}"), ("<\u{338}", "&lt;\u{338}"), ("\u{7F}", "\u{7F}"),
            ("&amp;", "&amp;amp;"),
        ])
    func escaping(_ sample: (text: String, xml: String)) {
        var report = JUnitReport()
        report.add([outcome(sample.text, sample.text)], of: sample.text)
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites tests="1" failures="1">
              <testsuite name="\(sample.xml)" tests="1" failures="1">
                <testcase classname="\(sample.xml)" name="1: \(sample.xml)">
                  <failure message="\(sample.xml)">\(sample.xml)</failure>
                </testcase>
              </testsuite>
            </testsuites>

            """
        #expect(report.text.utf8.elementsEqual(expected.utf8))
    }
}
