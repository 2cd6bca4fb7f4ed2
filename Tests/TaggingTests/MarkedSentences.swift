import ArticleModel
import Tagging
import Tokenization

/// Articles of one sentence, people in [] and places in ().
enum MarkedSentences {
    static let all = [
        "Mayor [Tom Okafor] spoke in (Elm Hill).",
        "The bridge in (Port Alder) was closed by Mayor [Ana Ruiz].",
        "Mayor [Ana Ruiz] went to (Elm Hill).", "A ferry in (Port Alder) was late, said Mayor [Pia Lind].",
        "They met [Pia Lind] near (Long Quay).", "The tide was high, and nobody came.",
    ]

    static func gold(_ marked: String) -> GoldArticle {
        var text: [UInt8] = []
        var spans: [GoldArticle.LabelledSpan] = []
        var start = 0
        for byte in marked.utf8 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("): start = text.count
            case UInt8(ascii: "]"): spans.append((Span(start, text.count), "PERSON"))
            case UInt8(ascii: ")"): spans.append((Span(start, text.count), "PLACE"))
            default: text.append(byte)
            }
        }
        return GoldArticle(Article(id: .integer(0), utf8: text), spans: spans)
    }

    static func gold(copies: Int) -> [GoldArticle] {
        (0..<copies * all.count).map { gold(all[$0 % all.count]) }
    }

    static var options: TrainingOptions {
        var options = TrainingOptions()
        options.size = 200_000
        return options
    }

    static func train(
        _ articles: [GoldArticle] = gold(copies: 20), labels: [String] = ["PERSON", "PLACE"],
        lists: ListClasses.Builder = .init(), options: TrainingOptions = options
    ) throws -> [UInt8] {
        try TaggerTrainer(articles, labels: labels, lists: lists, options: options).train { _ in }
            .bytes(notes: [("layer", "names"), ("licence", "as you\nlike")])
    }
}

/// Bytes in memory for a model to lie in.
final class ModelBytes {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 8)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }

    static func model(_ bytes: [UInt8]) throws -> TaggerModel {
        let owner = ModelBytes(bytes)
        return try TaggerModel(UnsafeRawBufferPointer(owner.buffer), owner: owner)
    }
}

/// What a model finds in a text: "label text".
func found(_ model: TaggerModel, in text: String) -> [String] {
    let vocabulary = Vocabulary()
    let article = Article(id: .integer(0), utf8: Array(text.utf8))
    let tokens = Tokenizer(vocabulary: vocabulary).tokenize(article)
    return Tagger(model, vocabulary: vocabulary).tag(tokens).map { span in
        "\(model.labels[span.label]) \(article.text(of: tokens.span(span.tokens)))"
    }
}
