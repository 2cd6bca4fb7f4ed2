public import ArticleModel

extension AnnotationDifference {
    /// Compares two results article by article and returns the articles that differ, in the order of the second
    /// result followed by articles that only the first one has.
    ///
    /// - Parameters:
    ///   - old: records of JSON Lines, such as the output of `run`; of records with the same id, the first counts.
    ///   - layers: the layers to compare, or nil for all.
    public static func between(
        _ old: [FeatureValue], _ new: [FeatureValue], layers: Set<String>? = nil
    ) -> [AnnotationDifference] {
        func articles(_ records: [FeatureValue]) -> [AnnotatedArticle] {
            var seen: Set<String> = []
            return records.compactMap { record in
                guard let article = AnnotatedArticle(record: record),
                    seen.insert(article.article.id.description).inserted
                else { return nil }
                return article
            }
        }
        let (before, after) = (articles(old), articles(new))
        var left = Dictionary(uniqueKeysWithValues: before.map { ($0.article.id.description, $0) })
        var differences = after.map { article in
            let other = left.removeValue(forKey: article.article.id.description)
            return AnnotationDifference(
                from: other ?? AnnotatedArticle(article: article.article), to: article, layers: layers)
        }
        for article in before where left[article.article.id.description] != nil {
            differences.append(
                AnnotationDifference(
                    from: article, to: AnnotatedArticle(article: article.article), layers: layers))
        }
        return differences.filter { !$0.isEmpty }
    }
}
