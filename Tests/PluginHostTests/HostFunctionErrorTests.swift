import ArticleModel
import Diagnostics
import Exchange
import PluginHost
import Testing

/// What each host function says to arguments that it does not take.
@Suite("Wrong arguments of host functions")
struct HostFunctionErrorTests {
    /// What a plugin prints that runs `body` on the article of the API's examples.
    private func printed(_ body: String) throws -> [String] {
        let fixture = try PluginFixture()
        let (record, log) = try annotate([fixture.sample(body)])
        return log.map { String($0.dropFirst("sample: ".count)) } + record.errors.map(\.message)
    }

    /// The whole message that Lua code gets from a call, without its place.
    private func message(_ call: String) throws -> String {
        let lines = try printed(
            """
             local fine, problem = pcall(function() return \(call) end)
              print(fine, (tostring(problem):gsub("^[%w/.]+:%d+:[%d:]* ", "")))
            """)
        guard lines.count == 1, lines[0].hasPrefix("false\t") else { return lines.joined(separator: "|") }
        return String(lines[0].dropFirst("false\t".count))
    }

    @Test(
        "desk: patterns, rules and lists",
        arguments: [
            ("desk.define()", "bad argument #1 (string expected, got no value)"),
            ("desk.define('d')", "bad argument #2 (string expected, got no value)"),
            (
                "desk.define('a b', 'x')",
                "'a b' cannot name a pattern: letters, digits and _ only, a letter first"
            ),
            (
                "desk.define('1a', 'x')",
                "'1a' cannot name a pattern: letters, digits and _ only, a letter first"
            ),
            ("desk.define('', 'x')", "'' cannot name a pattern: letters, digits and _ only, a letter first"),
            ("desk.rule('R', 'x')", "bad argument #1 (table expected, got string)"),
            ("desk.rule{}", "a rule begins with its name and its pattern: desk.rule{ \"Name\", [=[ … ]=] }"),
            (
                "desk.rule{ 'R' }",
                "a rule begins with its name and its pattern: desk.rule{ \"Name\", [=[ … ]=] }"
            ),
            (
                "desk.rule{ 'R', 'x', 'y' }",
                "a rule begins with its name and its pattern: desk.rule{ \"Name\", [=[ … ]=] }"
            ),
            (
                "desk.rule{ 'R', 5 }",
                "a rule begins with its name and its pattern: desk.rule{ \"Name\", [=[ … ]=] }"
            ),
            ("desk.rule{ 'R', 'x', lable = 'X' }", "unknown key 'lable' in a rule; did you mean label?"),
            ("desk.rule{ 'R', 'x', label = 5 }", "'label' of rule \"R\" must be a string, not a number"),
            ("desk.rule{ 'R', 'x', capture = {} }", "'capture' of rule \"R\" must be a string, not a table"),
            (
                "desk.rule{ 'R', 'x', mode = 'longst' }",
                "'mode' of rule \"R\" must be one of longest, ordered, all, once; did you mean longest?"
            ),
            ("desk.rule{ 'R', 'x', span = 'line' }", "'span' of rule \"R\" must be one of sent, para, doc"),
            ("desk.rule{ 'R', 'x', priority = 1.5 }", "'priority' of rule \"R\" must be an integer"),
            ("desk.rule{ 'R', 'x', stage = '1' }", "'stage' of rule \"R\" must be an integer"),
            ("desk.rule{ 'R', 'x', where = true }", "'where' of rule \"R\" must be a function"),
            ("desk.rule{ 'R', 'x', action = 'keep' }", "'action' of rule \"R\" must be a function"),
            (
                "desk.rule{ 'R', 'x', features = 'f' }",
                "'features' of rule \"R\" must be a table, not a string"
            ),
            (
                "desk.rule{ 'R', 'x', features = { label = 1 } }",
                "'label' cannot be a feature: the output uses the name itself"
            ),
            ("desk.rules()", "bad argument #1 (table expected, got no value)"),
            ("desk.rules{}", "desk.rules takes a list of rules that desk.rule has made"),
            ("desk.rules{ 'R' }", "desk.rules takes a list of rules that desk.rule has made"),
            ("desk.rules{ desk.regex('a') }", "desk.rules takes a list of rules that desk.rule has made"),
            ("desk.predicate('p')", "bad argument #2 (function expected, got no value)"),
            ("desk.predicate(nil, print)", "bad argument #1 (string expected, got nil)"),
            ("desk.regex('a(')", "regex: missing closing parenthesis (at character 3)"),
            ("desk.regex('a', 'x')", "unknown flag \"x\" of a regex: there are i and m"),
            ("desk.regex('a', 'ix')", "unknown flag \"x\" of a regex: there are i and m"),
            ("desk.list()", "bad argument #1 (string expected, got no value)"),
            ("desk.list('l')", "bad argument #2 (table or file name expected, got no value)"),
            ("desk.list('l', 5)", "bad argument #2 (table or file name expected, got number)"),
            (
                "desk.list('a-b', {})",
                "'a-b' cannot name a list: letters, digits, _ and . only, a letter first"
            ),
            ("desk.list('', {})", "'' cannot name a list: letters, digits, _ and . only, a letter first"),
            ("desk.list('l', {}, 5)", "bad argument #3 (table expected, got number)"),
            ("desk.list('l', {}, { cse = 'exact' })", "unknown option 'cse' of a list; did you mean case?"),
            (
                "desk.list('l', {}, { case = 'exakt' })",
                "'case' must be one of smart, exact, ignore; did you mean exact?"
            ),
            (
                "desk.list('l', {}, { case = true })",
                "option 'case' of a list must be a string, not a boolean"
            ),
            (
                "desk.list('l', {}, { plural = 'yes' })",
                "option 'plural' of a list must be a boolean, not a string"
            ),
            (
                "desk.list('l', {}, { where = 1 })",
                "option 'where' of a list must be a function, not a number"
            ),
            ("desk.list('l', { 5 })", "entry 1 of the list is a number, not a string or table"),
            (
                "desk.list('l', { 'a', { kind = 'x' } })",
                "entry 2 of the list has no text: write { \"text\", feature = … }"
            ),
            (
                "desk.list('l', { Ana = 'f' })",
                "a list takes { \"entry\", … } or { { \"entry\", feature = … }, … }"
            ),
            ("desk.list('l', 'none.txt')", "list file 'none.txt': No such file in the plugin's folder"),
            ("desk.rows('none.tsv')", "list file 'none.tsv': No such file in the plugin's folder"),
            ("desk.rows('init.lua')", "list file 'init.lua': lists are .tsv, .csv, .jsonl or .txt files"),
            ("desk.list('l', { 'a' }):get()", "bad argument #1 (string expected, got no value)"),
            ("desk.list('l', { 'a' }).nam", "List has no field 'nam'; did you mean name?"),
            ("desk.rule{ 'R', 'x' }.pattern", "Rule has no field 'pattern'"),
            ("desk.regex('a'):find()", "bad argument #1 (Article expected, got no value)"),
            ("desk.regex('a'):find('text')", "bad argument #1 (Article expected, got string)"),
            ("desk.regex('a'):find(article.tokens[1])", "bad argument #1 (Article expected, got Token)"),
            ("desk.regex('a'):find(article, article)", "bad argument #2 (Span expected, got Article)"),
        ])
    func desk(_ sample: (call: String, message: String)) throws {
        let message = try message(sample.call)
        #expect(message == sample.message, "\(sample.call)")
    }

    @Test(
        "article and its parts",
        arguments: [
            ("article.txt", "Article has no field 'txt'; did you mean text?"),
            ("article[1]", "a Article has no numbered elements"),
            ("article[true]", "a Article is indexed by numbers and names"),
            ("article:span()", "bad argument #1 (integer expected, got no value)"),
            ("article:span(1, 'x')", "bad argument #2 (integer expected, got string)"),
            ("article:span(1.5, 2)", "bad argument #1 (integer expected, got number)"),
            ("article:span(0, 2)", "bytes 0 to 2 are not in the text, which has 84 bytes"),
            ("article:span(5, 3)", "bytes 5 to 3 are not in the text, which has 84 bytes"),
            (
                "article:span(math.mininteger, math.maxinteger)",
                "bytes -9223372036854775808 to 9223372036854775807 are not in the text, which has 84 bytes"
            ),
            ("article:token_span(0, 1)", "tokens 0 to 1 are not in the article, which has 18"),
            ("article:token_span(3, 2)", "tokens 3 to 2 are not in the article, which has 18"),
            ("article:token_span(18, 19)", "tokens 18 to 19 are not in the article, which has 18"),
            ("article:words('a', 2)", "bad argument #1 (integer expected, got string)"),
            ("article:find()", "bad argument #1 (pattern expected, got no value)"),
            ("article:find(true)", "bad argument #1 (pattern expected, got boolean)"),
            ("article:find(article)", "bad argument #1 (pattern, Rule or RuleSet expected, got userdata)"),
            ("article:find('a', 5)", "bad argument #2 (Span expected, got number)"),
            ("article:matches('a', article)", "bad argument #2 (Span expected, got Article)"),
            ("article:occurrences()", "bad argument #1 (string or table of strings expected, got no value)"),
            ("article:occurrences(5)", "bad argument #1 (string or table of strings expected, got number)"),
            ("article:layer()", "bad argument #1 (string expected, got no value)"),
            ("article:layer('sampel')", "unknown layer \"sampel\"; did you mean sample?"),
            ("article:layer('sample', {})", "bad argument #2 (string expected, got table)"),
            ("article:show('sampel')", "unknown layer \"sampel\"; did you mean sample?"),
            ("article:inside()", "bad argument #1 (Span expected, got no value)"),
            ("article:after(article.tokens[1], 'sampel')", "unknown layer \"sampel\"; did you mean sample?"),
            ("article:before(article)", "bad argument #1 (Span expected, got Article)"),
            ("article:at(article.tokens[1], 7, 8)", "bad argument #2 (string expected, got number)"),
            ("article.tokens[1]:is()", "bad argument #1 (string expected, got no value)"),
            ("article.tokens[1]:is('Cpa')", "unknown token class \"Cpa\"; did you mean Cap?"),
            ("article.tokens[1].lowr", "Token has no field 'lowr'; did you mean lower?"),
            ("article.tokens.x", "Tokens has no field 'x'"),
            ("article.tokens[1]:contains()", "bad argument #1 (Span expected, got no value)"),
            ("article.tokens[1]:to('x')", "bad argument #1 (Span expected, got string)"),
            ("article:matches('a:Mayor')[1].b", "the match has no capture 'b'; did you mean a?"),
            (
                "article:matches('who:( title:Mayor )')[1].who.titel",
                "the match has no capture 'who.titel'; did you mean title?"
            ),
            ("article:matches('who:( title:Mayor )')[1].title", "the match has no capture 'title'"),
            // Called as functions, the object counts among the arguments, as in Lua's own libraries.
            ("article.span(article, 'x', 2)", "bad argument #2 (integer expected, got string)"),
            ("article.text()", "attempt to call a string value (field 'text')"),
        ])
    func article(_ sample: (call: String, message: String)) throws {
        let message = try message(sample.call)
        #expect(message == sample.message, "\(sample.call)")
    }

    @Test(
        "annotations",
        arguments: [
            ("article:annotate()", "bad argument #1 (table expected, got no value)"),
            (
                "article:annotate{ label = 'SAMPLE' }",
                "an annotation needs 'span', or 'first' and 'last' as integers"
            ),
            (
                "article:annotate{ label = 'SAMPLE', first = 1, last = '5' }",
                "an annotation needs 'span', or 'first' and 'last' as integers"
            ),
            (
                "article:annotate{ label = 'SAMPLE', span = { 1, 5 } }",
                "'span' must be a Span, Token, Match or the like, not a table"
            ),
            ("article:annotate{ label = 'SAMPLE', span = article }", "a Article is not a stretch of text"),
            (
                "article:annotate{ label = 'SAMPLE', span = article:span(3, 2) }",
                "an annotation cannot be empty"
            ),
            (
                "article:annotate{ label = 'SAMPLE', first = 3, last = 2 }",
                "an annotation cannot be empty (first 3, last 2)"
            ),
            ("article:annotate{ span = article.tokens[1] }", "the annotation has no label"),
            ("article:annotate{ span = article.tokens[1], label = 1 }", "'label' must be a string"),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', layer = 1 }",
                "'layer' must be a string"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', layer = 'sampel' }",
                "the plugin sample does not provide the layer \"sampel\"; did you mean sample?; add it to 'provides'"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPEL', layer = 'sample' }",
                "the layer \"sample\" has no label \"SAMPEL\"; did you mean SAMPLE?; add it to 'provides'"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', score = 2 }",
                "'score' must be a number from 0 to 1"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', score = -0.1 }",
                "'score' must be a number from 0 to 1"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', score = 0/0 }",
                "'score' must be a number from 0 to 1"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', score = '1' }",
                "'score' must be a number from 0 to 1"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', rule = 1 }",
                "'rule' must be a string"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE', id = 1 }",
                "'id' cannot be a feature: the output uses the name itself"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE' }:set('text', 1)",
                "'text' cannot be a feature: the output uses the name itself"
            ),
            (
                "article:annotate{ span = article.tokens[1], label = 'SAMPLE' }:set()",
                "bad argument #1 (string expected, got no value)"
            ),
            (
                "(function() local a = article:annotate{ span = article.tokens[1], label = 'SAMPLE' } a:remove() return a.text end)()",
                "this Annotation was removed"
            ),
        ])
    func annotations(_ sample: (call: String, message: String)) throws {
        let message = try message(sample.call)
        #expect(message == sample.message, "\(sample.call)")
    }

    @Test(
        "desk.text and desk.time",
        arguments: [
            ("desk.text.number()", "bad argument #1 (string expected, got no value)"),
            ("desk.text.number({})", "bad argument #1 (string expected, got table)"),
            ("desk.text.initials('A')", "bad argument #2 (string expected, got no value)"),
            ("desk.text.lemma('a', 'b')", "bad argument #2 (List expected, got string)"),
            ("desk.text.lemma('a', article)", "bad argument #2 (List expected, got Article)"),
            ("desk.time.shift('2024', 1.5, 'year')", "bad argument #2 (integer expected, got number)"),
            ("desk.time.join('P1D')", "bad argument #1 (table expected, got string)"),
            (
                "desk.time.clock(3, 0, nil, 'PM')",
                "the half of the day must be \"am\" or \"pm\", not \"PM\""
            ),
            ("desk.time.clock('x')", "bad argument #1 (integer expected, got string)"),
            ("desk.time.day(2024, 1)", "bad argument #3 (integer expected, got no value)"),
            ("desk.txet.number('1')", "attempt to index a nil value (field 'txet')"),
        ])
    func values(_ sample: (call: String, message: String)) throws {
        let message = try message(sample.call)
        #expect(message == sample.message, "\(sample.call)")
    }

    @Test("numbers at the limits of integers find no element and end nothing")
    func limits() throws {
        let lines = try printed(
            """
             local parts = { article.tokens, article.sentences, article.blocks, article.sentences[1].tokens,
                article:span(7, 14).tokens }
              for _, part in ipairs(parts) do
                print(part[math.maxinteger], part[math.mininteger], part[0], part[-1], part[#part + 1], part[#part] ~= nil)
              end
              print(#article:words(math.mininteger, math.mininteger), #article:words(math.maxinteger, math.maxinteger),
                #article:words(math.mininteger, math.maxinteger))
            """)
        #expect(
            lines == Array(repeating: "nil\tnil\tnil\tnil\tnil\ttrue", count: 5) + ["0\t0\t18"])
    }
}
