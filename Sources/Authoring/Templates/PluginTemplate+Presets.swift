/// The plugins that `nightdesk new` writes. Each loads, and its examples pass.
extension PluginTemplate {
    private static let negative = "Texts without marks must give nothing: cases that look like one."

    /// A plugin whose rules annotate their matches; captures become features.
    public static func rules(name: String, layer: String) -> PluginTemplate {
        var template = PluginTemplate(
            name: name, layer: layer, label: "VOTE", summary: "Votes, with the numbers for and against",
            body: .rules([
                Rule(name: "VotedTo", label: "VOTE", pattern: "~vote yes:%num to no:%num"),
                Rule(name: "VotesFor", label: "VOTE", pattern: "yes:%num [vote votes] to no:%num"),
            ]),
            examples: [
                Example("The council «voted 7 to 2|VOTE» on Monday."),
                Example("It was passed by «12 votes to 3|VOTE»."),
                Example("They voted to close the port.", comment: negative),
                Example("The score was 7 to 2."),
            ])
        template.data = [("data/.keep", "")]
        return template
    }

    /// A plugin with an `annotate` function.
    public static func function(name: String, layer: String) -> PluginTemplate {
        var template = PluginTemplate(
            name: name, layer: layer, label: "COUNT", summary: "Numbers of people",
            body: .lua(
                """
                  ---@param article Article
                  annotate = function(article)
                    for match in article:find([=[ n:%num who:[people men women children] ]=]) do
                      article:annotate({ span = match, label = "COUNT", value = desk.text.number(match.n.text) })
                    end
                  end,

                """),
            examples: [
                Example("At least «12 people|COUNT value=12» were there."),
                Example("«3,000 children|COUNT value=3000» sang."),
                Example("The people of the town were there.", comment: negative),
                Example("It cost 12 dollars."),
            ])
        template.data = [("data/.keep", "")]
        return template
    }

    /// A plugin that looks names up in a list and copies a column of it into a feature.
    public static func gazetteer(name: String, layer: String) -> PluginTemplate {
        var template = PluginTemplate(
            name: name, layer: layer, label: "BODY", summary: "International bodies from a list",
            body: .lua(
                """
                  rules = {
                    desk.rule({ "Listed", [=[ #bodies ]=], label = "BODY",
                      action = function(match, article)
                        local row = list:get(match.text)
                        article:annotate({ span = match, label = "BODY", kind = row and row.kind })
                      end }),
                  },

                """),
            examples: [
                Example(
                    "The «World Bank|BODY kind=bank» and the «World Health Organization|BODY kind=health» met."
                ),
                Example("The bank of the river, the whole world.", comment: negative),
            ])
        template.code = ["local list = desk.list(\"bodies\", \"data/bodies.tsv\")"]
        template.data = [
            ("data/bodies.tsv", "text\tkind\nWorld Bank\tbank\nWorld Health Organization\thealth\n")
        ]
        return template
    }
}
