import NewsText

// `GenerateNews COUNT [WORDS]`: so many invented articles of about so many words as JSON Lines, always the same.
let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard let count = arguments.first else { fatalError("usage: GenerateNews COUNT [WORDS]") }
let words = arguments.dropFirst().first ?? 400
var generator = NewsGenerator(seed: 7)
for number in 0..<count {
    var text = ""
    for scalar in generator.article(words: words).unicodeScalars {
        switch scalar {
        case "\n": text += "\\n"
        case "\"": text += "\\\""
        default: text.unicodeScalars.append(scalar)
        }
    }
    let day = number % 28 + 1
    let published = "2024-\(number / 28 % 12 < 9 ? "0" : "")\(number / 28 % 12 + 1)-\(day < 10 ? "0" : "")\(day)"
    print(#"{"id":"a\#(number)","published":"\#(published)","text":"\#(text)"}"#)
}
