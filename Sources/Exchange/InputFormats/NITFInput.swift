internal import ArticleModel

/// Stories of NITF (iptc.org/standards/nitf), an older format of the IPTC in XML; a file may hold several.
struct NITFInput: StoryFormat {
    let name = "nitf"
    let title = "NITF"
    let extensions = ["nitf", "xml"]

    static func canRead(_ root: XMLElement) -> Bool { root.first("nitf") != nil }

    static func stories(in root: XMLElement) -> StoryList {
        StoryList(stories: root.all.filter { $0.name == "nitf" }.map { NITFStory($0).story })
    }
}
