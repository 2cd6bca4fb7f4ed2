extension AnnotatedArticle {
    /// Returns the value of a feature of an annotation at a path such as `value` or `speaker.canonical`; nil if it is
    /// missing. A reference to an annotation leads to the features of that annotation; the part `text` is the span of a
    /// mention.
    public func feature(_ path: String, of annotation: Annotation) -> FeatureValue? {
        var parts = path.split(separator: ".").map(String.init)[...]
        guard let first = parts.popFirst(), var value = annotation[first] else { return nil }
        for part in parts {
            if part == "text", let span = value["span"] {
                value = span
            } else if case .annotation(let number) = value, annotations.indices.contains(number),
                let next = annotations[number][part]
            {
                value = next
            } else if let next = value[part] {
                value = next
            } else {
                return nil
            }
        }
        return value
    }
}
