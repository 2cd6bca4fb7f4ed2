@testable import LuaSource
import TestSupport
import Testing

@Suite("The words of Lua source")
struct LuaScannerTests {
    private func words(_ source: String) -> [String] { LuaScanner.tokens(Array(source.utf8)).map(\.text) }

    @Test(
        "source is split into the words that Lua sees",
        arguments: [
            ("", []), ("  \n\t ", []), ("local x<const> = 1", ["local", "x", "<", "const", ">", "=", "1"]),
            ("a.b:c(d)[e]{f}", ["a", ".", "b", ":", "c", "(", "d", ")", "[", "e", "]", "{", "f", "}"]),
            ("a==b~=c<=d>=e", ["a", "==", "b", "~=", "c", "<=", "d", ">=", "e"]),
            ("a<<1>>2//3", ["a", "<<", "1", ">>", "2", "//", "3"]),
            ("a..b...", ["a", "..", "b", "..."]), ("f(...)", ["f", "(", "...", ")"]),
            ("::top:: goto top", ["::", "top", "::", "goto", "top"]),
            ("a=~b", ["a", "=", "~", "b"]), ("a - -b", ["a", "-", "-", "b"]), ("x=#t", ["x", "=", "#", "t"]),
            ("t[ [[k]] ]", ["t", "[", "k", "]"]), ("a[b[1]]", ["a", "[", "b", "[", "1", "]", "]"]),
            ("[=x", ["[", "=", "x"]), ("f'a'", ["f", "a"]), ("_x9 end9 end", ["_x9", "end9", "end"]),
        ] as [(String, [String])])
    func split(_ sample: (source: String, words: [String])) {
        #expect(words(sample.source) == sample.words)
    }

    @Test(
        "a number is one word, with its exponent, its hexadecimal digits and its point",
        arguments: [
            ("3", ["3"]), ("3.0", ["3.0"]), (".5", [".5"]), ("3.", ["3."]), ("1e5", ["1e5"]),
            ("1E-5+2", ["1E-5", "+", "2"]), ("1e+5-2", ["1e+5", "-", "2"]), ("0x1F", ["0x1F"]),
            ("0x1p-4", ["0x1p-4"]), ("0xA.8P+1", ["0xA.8P+1"]), ("1-2", ["1", "-", "2"]),
            ("1 ..x", ["1", "..", "x"]), ("1..x", ["1", "..", "x"]), ("t.x.5", ["t", ".", "x", ".5"]),
            // The exponent of a hexadecimal number begins with p: e is a digit.
            ("0xe+1", ["0xe", "+", "1"]), ("0XFE-0x1", ["0XFE", "-", "0x1"]),
        ])
    func numbers(_ sample: (source: String, words: [String])) {
        #expect(words(sample.source) == sample.words)
        #expect(LuaScanner.tokens(Array(sample.source.utf8)).contains { $0.kind == .number })
    }

    @Test(
        "comments and the first line of a script are left out",
        arguments: [
            ("-- note\nx", ["x"]), ("x -- note", ["x"]), ("x --[[ a\nb ]] y", ["x", "y"]),
            ("--[==[ ]] ]=] ]==] x", ["x"]), ("--[ not long ]]\nx", ["x"]), ("--[=x\ny", ["y"]),
            ("---@param x\nx", ["x"]), ("--", []), ("--[[ open", []), ("x--[[a]]y", ["x", "y"]),
            ("#!/usr/bin/lua -- x\ny", ["y"]), ("# note\r\nx", ["x"]), ("x\n#!y", ["x", "#", "!", "y"]),
        ] as [(String, [String])])
    func comments(_ sample: (source: String, words: [String])) {
        #expect(words(sample.source) == sample.words)
    }

    @Test("all 22 reserved words are keywords, and names that contain them are not")
    func keywords() {
        #expect(LuaScanner.keywords.count == 22)
        for word in LuaScanner.keywords.sorted() {
            let tokens = LuaScanner.tokens(Array("\(word) \(word)s _\(word) \(word.uppercased())".utf8))
            #expect(tokens.map(\.kind) == [.keyword, .name, .name, .name])
        }
    }

    @Test("ranges are bytes, also after characters of several bytes")
    func ranges() {
        let tokens = LuaScanner.tokens(Array("x = 'é' -- 🌊\nyz".utf8))
        #expect(
            tokens == [
                LuaToken(kind: .name, text: "x", range: 0..<1),
                LuaToken(kind: .symbol, text: "=", range: 2..<3),
                LuaToken(kind: .string, text: "é", range: 4..<8),
                LuaToken(kind: .name, text: "yz", range: 17..<19),
            ])
    }

    @Test(
        "an ending names the byte at which the content of a string starts and the byte of its quote",
        arguments: [
            ("f(\"", .string(start: 3, quote: 2)), ("f('a', \"b", .string(start: 8, quote: 7)),
            ("f([==[a", .string(start: 6, quote: 2)), ("f([[a]] .. [[", .string(start: 13, quote: 11)),
            ("\"a\\\"", .string(start: 1, quote: 0)), ("\"a\\", .string(start: 1, quote: 0)),
            ("\"a\\\\\"", .code), ("x --", .comment), ("x --\n", .code), ("--[[", .comment),
            ("--[[ ]]", .code), ("--[[ ]] --", .comment), ("--[=[ ]]", .comment),
            ("'é", .string(start: 1, quote: 0)),
        ] as [(String, LuaScanner.Ending)])
    func endings(_ sample: (source: String, ending: LuaScanner.Ending)) {
        #expect(LuaScanner.ending(of: Array(sample.source.utf8)) == sample.ending)
    }

    @Test("whatever the bytes, words lie in the file, in order and without overlap")
    func anyBytes() {
        var generator = SeededGenerator(seed: 11)
        let alphabet =
            Array("\"'\\[]=-#.:0xeEpP+zu{} \n\rab~<>/(),;".utf8) + [0, 0x80, 0xC3, 0xA9, 0xB2, 0xFF]
        for _ in 0..<4000 {
            let source = (0..<Int.random(in: 0..<24, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            var end = 0
            for token in LuaScanner.tokens(source) {
                #expect(
                    token.range.lowerBound >= end && token.range.upperBound > token.range.lowerBound
                        && token.range.upperBound <= source.count,
                    "\(token) in \(source)")
                end = token.range.upperBound
            }
        }
    }

    @Test("the words of a file are those of its lines, if no string or comment crosses a line")
    func lines() {
        let lines = ["local a = { b = 'c' } -- d", "", "  return a.b .. \"e\" -- [[", "if x then y() end"]
        #expect(words(lines.joined(separator: "\n")) == lines.flatMap(words))
        #expect(words(lines.joined(separator: "\r\n")) == lines.flatMap(words))
    }
}
