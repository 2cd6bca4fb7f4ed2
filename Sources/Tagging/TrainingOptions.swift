public import ArticleModel

/// How a tagger is trained.
public struct TrainingOptions: Sendable {
    /// Whatever is drawn at random is drawn by this: the same seed and articles give the same model.
    public var seed: UInt64 = 1
    /// How many models are trained from nothing, each with articles in another order; the mean of their
    /// weights is the result. One alone learns its articles too well (bagging, Breiman, 1996).
    public var rounds = 4
    /// Passes over the articles in each round; nil for about a million tokens, at most 20 passes.
    public var epochs: Int?
    /// How many rounds without a better held-out score of the mean end the training.
    public var patience = 3
    /// The share of the articles that is held out to score each pass.
    public var heldOut = 0.05
    /// Step size of AdaGrad.
    public var rate: Float = 0.03
    /// What AdaGrad counts as the square of a weight's gradients before the first: the more, the less
    /// is learned from what was seen seldom.
    public var damping: Float = 1e-6
    /// The share of a token's features that is left out at random.
    public var dropout = 0.25
    /// The share of the articles of which a copy in another case is added.
    public var caseCopies = 0.07
    /// The most bytes of the model's file.
    public var size = 6_000_000
    /// How much what the model thinks of the same word elsewhere in the article counts.
    public var elsewhere: Float = 0.6
    /// Sentences between two steps.
    public var batch = 24

    /// The usual options.
    public init() {}
}

/// An article with the spans that its tagger should find.
public struct GoldArticle {
    /// A span with its label.
    public typealias LabelledSpan = (span: Span, label: String)

    /// The article.
    public var article: Article
    /// What is to be found.
    public var spans: [LabelledSpan]
    /// Labels that were not annotated in this article: that there is no such span teaches nothing.
    public var unlabelled: Set<String>

    /// An article with its spans.
    public init(_ article: Article, spans: [LabelledSpan], unlabelled: Set<String> = []) {
        self.article = article
        self.spans = spans
        self.unlabelled = unlabelled
    }
}
