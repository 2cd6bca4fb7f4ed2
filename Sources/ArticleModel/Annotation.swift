/// A labelled stretch of an article, made by a plugin.
public struct Annotation: Equatable, Sendable {
    /// Id within the article: the first letter of the layer and a number, as `q1`.
    public var id: String
    /// The layer it belongs to.
    public var layer: String
    /// What it is, one of the layer's labels.
    public var label: String
    /// Where it is.
    public var span: Span
    /// The plugin that made it.
    public var plugin: String
    /// The rule that made it, if the plugin said which.
    public var rule: String?
    /// How sure the plugin is, 0 to 1, if it said so.
    public var score: Double?
    /// Everything else, sorted by name.
    public var features: [FeatureValue.Field]

    /// An annotation.
    public init(
        id: String, layer: String, label: String, span: Span, plugin: String, rule: String? = nil,
        score: Double? = nil, features: [FeatureValue.Field] = []
    ) {
        self.id = id
        self.layer = layer
        self.label = label
        self.span = span
        self.plugin = plugin
        self.rule = rule
        self.score = score
        self.features = features
    }

    /// The value of a feature.
    public subscript(_ feature: String) -> FeatureValue? {
        features.first { $0.name == feature }?.value
    }

    /// Names that features cannot have, as the output uses them itself.
    public static let reservedNames: Set<String> = [
        "id", "layer", "label", "start", "end", "text", "field", "plugin", "rule", "score",
    ]
}

/// Something that went wrong with one article; it becomes part of the article's record.
public struct ArticleError: Equatable, Sendable {
    /// Where on the article's way: `read`, `annotate` or `write`.
    public var stage: String
    /// The plugin that failed.
    public var plugin: String?
    /// What kind of thing went wrong, as `json`, `encoding`, `lua`, `budget`.
    public var kind: String
    /// What went wrong, for people.
    public var message: String
    /// The line of the input, from 1.
    public var line: Int?
    /// The Lua stack.
    public var traceback: String?

    /// An error.
    public init(
        stage: String, plugin: String? = nil, kind: String, message: String, line: Int? = nil,
        traceback: String? = nil
    ) {
        self.stage = stage
        self.plugin = plugin
        self.kind = kind
        self.message = message
        self.line = line
        self.traceback = traceback
    }
}

/// An article with what the plugins made of it.
public struct AnnotatedArticle: Sendable {
    /// The article.
    public var article: Article
    /// In order of position (see ``Span``), those of one place in order of layer.
    public var annotations: [Annotation]
    /// What went wrong.
    public var errors: [ArticleError]

    /// An annotated article.
    public init(article: Article, annotations: [Annotation] = [], errors: [ArticleError] = []) {
        self.article = article
        self.annotations = annotations
        self.errors = errors
    }

    /// The names of the layers, sorted.
    public var layers: [String] { Set(annotations.map(\.layer)).sorted() }
}
