/// The text of a live blog: each post with its time.
struct LiveBlog {
    /// The posts in the order of the page: a line with the time, one with the headline, the paragraphs.
    let text: String

    /// - Parameters:
    ///   - posts: the posts as JSON-LD holds them.
    ///   - introduction: the text that stands before them.
    init(_ posts: [LiveBlogPost], introduction: String?) {
        var parts = introduction.map { [StatedText($0).text] } ?? []
        for post in posts {
            // A time that cannot be read is shown as the page has it; it is part of the text.
            let time = post.time.map { PublicationDate.normalized($0) ?? $0 }
            let text = StatedText(post.text).text
            let headline = post.headline.flatMap { text.hasPrefix($0) ? nil : $0 }
            parts.append(
                [time, headline, text.isEmpty ? nil : text].compactMap { $0 }.joined(separator: "\n"))
        }
        text = parts.joined(separator: "\n")
    }
}
