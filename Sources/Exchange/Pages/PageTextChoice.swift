/// Chooses the text of a page among those that a search offers, the most likely first.
struct PageTextChoice {
    private struct Offer {
        var blocks: [TextBlock]
        var method: PageText.Method
        var size: Int
        var isOnTopic: Bool
    }

    private let topic: PageTopic
    private let stated: StatedText?
    private var best: Offer?
    /// Whether an offer is good enough to end the search.
    private(set) var isMade = false

    /// - Parameter stated: the text of the article as the page states it.
    init(_ topic: PageTopic, stated: StatedText?) {
        self.topic = topic
        self.stated = stated.flatMap { $0.isSubstantial ? $0 : nil }
    }

    /// Letters of a text that is surely an article.
    private static let enough = 400

    mutating func offer(_ blocks: [TextBlock], _ method: PageText.Method) {
        guard !isMade, !blocks.isEmpty else { return }
        let text = blocks.lazy.map(\.text).joined(separator: "\n")
        let size = blocks.reduce(0) { $0 + $1.size }
        let isOnTopic = stated?.isCovered(by: text) ?? !topic.isMissing(in: text)
        let offer = Offer(blocks: blocks, method: method, size: size, isOnTopic: isOnTopic)
        if isBetter(offer) { best = offer }
        isMade = isOnTopic && size >= Self.enough && method == .paragraphs
    }

    /// A later offer is better only if it is the first on the topic, or if what was found is short and it is much
    /// longer.
    private func isBetter(_ offer: Offer) -> Bool {
        guard let best else { return true }
        if offer.isOnTopic != best.isOnTopic { return offer.isOnTopic }
        return best.size < Self.enough && offer.size > best.size * 3
            && offer.size - best.size > Self.enough / 2
    }

    /// The text and how it was found.
    var result: (text: String, method: PageText.Method) {
        guard let stated else {
            return (best.map { Self.text($0.blocks) } ?? "", best?.method ?? .paragraphs)
        }
        guard let best, best.isOnTopic else { return (stated.text, .jsonLD) }
        return (Self.text(stated.trimmed(best.blocks)), best.method)
    }

    private static func text(_ blocks: [TextBlock]) -> String { blocks.map(\.text).joined(separator: "\n") }
}
