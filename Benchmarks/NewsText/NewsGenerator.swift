/// Makes news articles of invented people, places and events: the same ones for the same seed.
/// They have what the plugins look for in about the density of real news: a name every 8 words, a
/// quotation in every third sentence, a date in every fourth.
public struct NewsGenerator {
    private var state: UInt64

    /// A generator; the same seed gives the same articles.
    public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func next(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(count))
    }

    private mutating func pick(_ words: [String]) -> String { words[next(words.count)] }

    private mutating func name() -> String {
        let given = [
            "Ana", "Karim", "Elena", "Tomas", "Ngozi", "Jamil", "Pia", "Bo", "Maria", "Ahmed", "Mara",
            "Dmitri",
        ]
        let family = [
            "Ruiz", "Okafor", "Lindqvist", "al-Rashidi", "Sorokina", "Castellanos", "Adeyemi", "Hollis",
            "de la Vega", "Tanaka",
        ]
        return pick(given) + " " + pick(family)
    }

    private mutating func organisation() -> String {
        pick([
            "the Harbour Council", "the Ministry of Transport", "Brightwater Holdings",
            "the Northern Fisheries Alliance", "the United Nations", "the central bank",
        ])
    }

    private mutating func time() -> String {
        pick([
            "on Tuesday", "last week", "in March", "on Sept. 12", "earlier this year", "two years ago",
            "on Friday night",
            "in the first quarter", "since 2019", "by the end of the month",
        ])
    }

    private mutating func clause() -> String {
        let subject = pick([
            "the bridge", "the budget", "the talks", "the new law", "the ferry service", "the report",
            "the vote", "the strike",
        ])
        let verb = pick([
            "would be closed", "had been delayed", "was approved", "is under review", "has cost $3.5 million",
            "was rejected by 7 votes to 2",
        ])
        let place = pick([
            "in Port Alder", "near the old harbour", "in Nairobi", "across the region", "in the capital",
            "in northern Iraq",
        ])
        return "\(subject) \(verb) \(place)"
    }

    private mutating func sentence() -> String {
        switch next(6) {
        case 0:
            return "“\(capitalized(clause())) \(time()),” said \(name()), a spokesman for \(organisation())."
        case 1: return "\(name()) said \(time()) that \(clause())."
        case 2:
            return
                "\(capitalized(organisation())) said in a statement that “\(clause()), and nobody was hurt.”"
        case 3: return "\(capitalized(clause())) \(time()), according to officials who were not named."
        case 4: return "At least \(2 + next(60)) people were injured \(time()) when \(clause()), police said."
        default:
            return
                "\(capitalized(clause())), which few had expected after months of quiet negotiation between the parties."
        }
    }

    private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// An article of about so many words.
    public mutating func article(words: Int) -> String {
        var text = capitalized(clause()) + "\n"
        var count = 0
        while count < words {
            let paragraph = (0..<(2 + next(3))).map { _ in sentence() }.joined(separator: " ")
            count += paragraph.split(separator: " ").count
            text += paragraph + "\n"
        }
        return text
    }
}
