import REPL
import Testing

@Suite("Completion at the prompt")
struct CompletionTests {
    @Test(
        "what is begun is completed by what there is",
        arguments: [
            // globals, fields, methods
            ("artic", ["article"]), ("article.te", ["text"]), ("article:la", ["layer"]), ("des", ["desk"]),
            ("desk.ru", ["rule", "rules"]), ("string.gs", ["gsub"]), ("x = article.sent", ["sentences"]),
            ("article.tokens[1].low", ["lower"]), ("article:layer(\"people\")[1].lab", ["label"]),
            ("article.tokens[2]:is", ["is"]), ("whi", ["while"]),
            ("local counter = 1 print(coun", ["counter"]),
            ("desk.text.num", ["number"]),
            // layers and labels
            ("article:layer(\"peo", ["people"]), ("article:layer('people', 'MA", ["MAYOR"]),
            ("article:inside(article.sentences[1], \"peo", ["people"]), ("{ label = \"CAP", ["CAPTAIN"]),
            // patterns
            ("article:matches(\"@CAP", ["CAPTAIN"]), ("article:matches([=[ %Na", ["Name"]),
            ("article:matches(\"#offi", ["office"]), ("article:matches(\"$per", ["person"]),
            ("article:matches(\"@people.MA", ["people.MAYOR"]), ("article:matches(\"Cap", ["Captain"]),
            // commands, options
            (":fi", ["find"]), (":find name:%Na", ["Name"]), (":find @MAY", ["MAYOR"]),
            (":show pe", ["people"]),
            (":run sam", ["sample"]), (":set ke", ["keys"]), (":set keys v", ["vi"]),
            (":set sample.lo", ["sample.loud"]),
            (":set sample.loud t", ["true"]), (":help article:fi", ["article:find"]),
            (":time article.te", ["text"]),
            (":explain sample.Ca", ["sample.Captain"]), (":mark Ana Ruiz MAY", ["MAYOR"]),
            (":accept al", ["all"]),
            (":rules sam", ["sample"]),
            // nothing
            ("-- artic", []), ("article..te", []), ("nothing.x", []), ("article.tokens[1].nothing", []),
        ])
    func completes(_ sample: (text: String, candidates: [String])) throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("desk.list('office', { 'Mayor' }) desk.define('person', '%Name{2}')")
        let completion = fixture.session.complete(sample.text)
        let fitting =
            sample.candidates.isEmpty
            ? completion.candidates : completion.candidates.filter(sample.candidates.contains)
        #expect(fitting == sample.candidates, "\(completion)")
        let begun = String(decoding: Array(sample.text.utf8)[completion.start...], as: UTF8.self)
        #expect(completion.candidates.allSatisfy { $0.hasPrefix(begun) }, "\(completion) for “\(begun)”")
    }

    @Test("captures of a match, features of an annotation, files")
    func dynamic() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines(":find title:Mayor name:%Name+")
        #expect(fixture.session.complete("_[1].tit").candidates == ["title"])
        _ = fixture.lines("a = article:layer('people')[1]")
        #expect(fixture.session.complete("a.na").candidates == ["name"])
        #expect(
            fixture.session.complete(":load \(fixture.folder)/sam").candidates == [
                "\(fixture.folder)/sample/"
            ])
        #expect(
            fixture.session.complete(":load \(fixture.folder)/sample/in").candidates == [
                "\(fixture.folder)/sample/init.lua"
            ])
    }

    @Test("a string that began in an earlier line is completed as one")
    func lines() throws {
        let fixture = try SessionFixture()
        #expect(fixture.session.enter("article:matches([=[") == .incomplete)
        #expect(fixture.session.complete("  %Na") == Completion(start: 3, candidates: ["Name"]))
    }
}
