internal import Diagnostics
internal import ArticleModel
internal import System
internal import LuaSource
public import PluginHost

extension MarkedExample {
    /// The text with marks for what was found: a mark that was there keeps the features it asks for, with
    /// the values that they have; a new one says the label. Nil where annotations cross.
    func proposal(
        for found: [Annotation], of record: AnnotatedArticle, shift: Int, brackets: (Character, Character)
    ) -> String? {
        // The outer before the inner.
        let sorted = found.sorted {
            ($0.span.start, -$0.span.end, $0.label) < ($1.span.start, -$1.span.end, $1.label)
        }
        var marked: [UInt8] = []
        var open: [(end: Int, detail: String)] = []
        var at = 0
        let bytes = Array(text.utf8)
        func write(until end: Int) {
            marked += bytes[at..<end]
            at = end
        }
        func close(until start: Int) {
            while let last = open.last, last.end <= start {
                write(until: last.end)
                marked += Array((last.detail + String(brackets.1)).utf8)
                open.removeLast()
            }
        }
        var seen: Set<Span> = []
        var meant: [Mark] = []
        for annotation in sorted {
            let span = Span(annotation.span.start - shift, annotation.span.end - shift)
            // What lies in the headline, or has a mark already, cannot be marked.
            guard span.start >= 0, span.end <= bytes.count, seen.insert(span).inserted else { continue }
            close(until: span.start)
            if let last = open.last, last.end < span.end { return nil }
            write(until: span.start)
            marked += Array(String(brackets.0).utf8)
            let features = features(of: annotation, span, record)
            meant.append(Mark(span: span, label: annotation.label, features: features))
            open.append((span.end, Self.detail(annotation.label, features)))
        }
        close(until: bytes.count)
        write(until: bytes.count)
        let proposal = String(decoding: marked, as: UTF8.self)
        // Marks cannot say everything, such as a value with a quotation mark or a bar in the marked text: what is not
        // read back as it was meant is no proposal.
        guard let again = try? MarkedExample(proposal, brackets: brackets), again.text == text,
            again.marks.map(\.span) == meant.map(\.span), again.marks.map(\.label) == meant.map(\.label),
            zip(again.marks, meant).allSatisfy({ read, meant in
                read.features.elementsEqual(meant.features) { $0.name == $1.name && $0.value == $1.value }
            })
        else { return nil }
        return proposal
    }

    /// The features that the mark at a span asks for, with the values that an annotation has.
    private func features(
        of annotation: Annotation, _ span: Span, _ record: AnnotatedArticle
    ) -> [(name: String, value: String)] {
        (marks.first { $0.span == span }?.features ?? []).map { name, _ in
            (name, ExampleFeature(record).text(of: annotation, path: name) ?? "")
        }
    }

    private static func detail(_ label: String, _ features: [(name: String, value: String)]) -> String {
        let words = features.map { name, value in
            "\(name)=" + (value.contains(" ") ? "\"\(value)\"" : value)
        }
        return "|" + ([label] + words).joined(separator: " ")
    }
}

/// Examples that are written anew with what their plugin finds.
public struct ExampleUpdate {
    /// The text of examples.lua with the proposals in place of the examples that failed.
    public private(set) var text: [UInt8]
    /// The examples that were replaced, and what took their place.
    public private(set) var changes: [(old: String, new: String)] = []
    /// Failed examples that stay: what was found cannot be marked, or the example is no single string.
    public private(set) var kept: [String] = []

    /// Replaces the failed examples of a plugin's file, which is left as it is.
    ///
    /// - Throws: ``Diagnostic`` if the file cannot be read.
    public init(_ outcomes: [PluginSpec.Outcome], of plugin: Plugin) throws {
        let path = Path.join(plugin.folder.path, "examples.lua")
        do { text = try FileSystem.read(path) } catch {
            throw Diagnostic(
                .plugin, error.reason, at: SourceLocation(file: plugin.name + "/examples.lua"))
        }
        var strings = LuaScanner.tokens(text).filter { $0.kind == .string }
        var edits: [(range: Range<Int>, new: [UInt8])] = []
        for outcome in outcomes where !outcome.failures.isEmpty {
            guard let new = outcome.proposal, new != outcome.example,
                let index = strings.firstIndex(where: { $0.text == outcome.example })
            else {
                kept.append(outcome.example)
                continue
            }
            edits.append((strings.remove(at: index).range, Array(LuaQuoting.quoted(new).utf8)))
            changes.append((outcome.example, new))
        }
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            text.replaceSubrange(edit.range, with: edit.new)
        }
    }

    /// Writes the file.
    ///
    /// - Throws: ``Diagnostic`` if it cannot be written.
    public func write(to plugin: Plugin) throws {
        do { try FileSystem.write(text, to: Path.join(plugin.folder.path, "examples.lua")) } catch {
            throw Diagnostic(
                .plugin, error.reason, at: SourceLocation(file: plugin.name + "/examples.lua"))
        }
    }
}
