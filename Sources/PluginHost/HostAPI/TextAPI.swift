internal import English
internal import LuaRuntime
internal import Matching

/// `desk.text`: words and numbers.
enum TextAPI {
    static func functions() -> [APIFunction] {
        return [
            APIFunction(
                "desk.text", "number", "text: string", "number?",
                "The value of a number in figures or words: \"1,200\", \"3.5 million\", \"forty-two\", \"a dozen\"; nil if it is none.",
                example:
                    #"print(desk.text.number("3.5 million"), desk.text.number("forty-two")) --> 3500000 42"#
            ) { call in
                if let value = NumberWords.value(of: try call.string(1)) {
                    call.pushNumber(value)
                } else {
                    call.writer.push()
                }
                return 1
            },
            APIFunction(
                "desk.text", "ordinal", "text: string", "integer?",
                "The value of an ordinal: \"third\", \"21st\", \"twenty-first\"; nil if it is none.",
                example: #"print(desk.text.ordinal("twenty-first")) --> 21"#
            ) { call in
                if let value = NumberWords.ordinal(of: try call.string(1)) {
                    call.writer.push(value)
                } else {
                    call.writer.push()
                }
                return 1
            },
            APIFunction(
                "desk.text", "initials", "acronym: string, name: string", "boolean",
                "Whether the letters of the acronym are the initials of the name's words; small words may be left out.",
                example: #"print(desk.text.initials("IMF", "International Monetary Fund")) --> true"#
            ) { call in
                call.writer.push(Initials.spell(try call.string(1), from: try call.string(2)))
                return 1
            },
            APIFunction(
                "desk.text", "forms", "lemma: string", "string[]",
                "The inflected forms of an English verb or noun, regular and irregular, itself first.",
                example: #"print(table.concat(desk.text.forms("say"), " ")) --> say says said saying"#
            ) { call in
                call.push(strings: Inflection.forms(of: try call.string(1).lowercased()))
                return 1
            },
            APIFunction(
                "desk.text", "conjugate", "verb: string", "table<string, string[]>",
                "The forms of an English verb by tense, under the keys past, participle, third and ing, the preferred spelling first. Of a verb with a particle (\"point out\") the first word is inflected.",
                example:
                    #"print(table.concat(desk.text.conjugate("label").past, " ")) --> labeled labelled"#
            ) { call in
                let verb = Conjugation(try call.string(1).lowercased())
                call.writer.pushTable(record: 4)
                for (tense, forms) in [
                    ("past", verb.past), ("participle", verb.participle), ("third", verb.third),
                    ("ing", verb.ing),
                ] {
                    call.push(strings: forms)
                    call.writer.set(tense)
                }
                return 1
            },
            APIFunction(
                "desk.text", "lemma", "form: string, known: List", "string?",
                "The lemma of an inflected English verb among the entries of a list: of \"stopped\", \"stop\" if the list has it; nil if it has none.",
                example: #"print(desk.text.lemma("stopped", desk.list("v", { "stop", "say" }))) --> stop"#
            ) { call in
                let list = try call.resource(2, .list) { $0.lists[$1] }
                let form = try call.string(1).lowercased()
                call.push(optional: Inflection.lemma(ofVerb: form) { !list.entries(for: $0).isEmpty })
                return 1
            },
            APIFunction(
                "desk.text", "lower", "text: string", "string",
                "The text in lower case, in any script; `string.lower` knows ASCII only.",
                example: #"print(desk.text.lower("ÉTÉ")) --> été"#
            ) { call in
                call.push(try call.string(1).lowercased())
                return 1
            },
        ]
    }
}

extension HostCall {
    /// A number as an integer where it is one.
    func pushNumber(_ value: Double) {
        if value == value.rounded(), abs(value) < 1e15 { writer.push(Int(value)) } else { writer.push(value) }
    }

    func push(strings: [String]) {
        writer.pushTable(array: strings.count)
        for (index, string) in strings.enumerated() {
            writer.push(string)
            writer.set(index + 1)
        }
    }

    /// The string, or nil.
    func push(optional value: String?) {
        if let value { writer.push(value) } else { writer.push() }
    }
}
