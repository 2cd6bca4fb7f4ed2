-- Whom a story leans on: "according to the mayor's office", "Ruiz told reporters", "sources said".
--
-- Shows: a layer of another plugin in patterns (`@PERSON`), references to its annotations, lookarounds, `where`.

-- The annotation of `entities` that lies in the source, if there is one: the output refers to it by its id.
local function annotate(match, article)
  local source = match.source
  article:annotate({
    span = source,
    label = match.rule == "Unnamed" and "UNNAMED" or "NAMED",
    rule = match.rule,
    entity = article:inside(source, "entities")[1],
  })
end

return {
  name = "sources",
  version = "0.1.0",
  api = 1,
  summary = "Sources that a story names, or does not name",
  needs = { "entities" },
  provides = { sources = { "NAMED", "UNNAMED" } },
  rules = {
    desk.rule({
      "According",
      [=[ according to source:( @PERSON | [the a an]? %lower{0,2} ( @ORG | @PERSON ) ) ]=],
      action = annotate,
    }),
    desk.rule({
      "Told",
      -- What was told to somebody; "told him to go" is an order.
      [=[ source:( @PERSON | @ORG ) ~tell ( reporters | journalists | the %lower{0,2} @ORG | @ORG ) ]=],
      action = annotate,
    }),
    desk.rule({
      "Unnamed",
      [=[
        source:( [the a an two three several]? %lower{0,1} [official officials source sources diplomat diplomats]
          ( [familiar close] ( with | to ) the? %lower )? )
        &( ,? ( who | speaking ) ...{0,10} [anonymity anonymous] | [said say told] ...{0,10} [anonymity anonymous] )
      ]=],
      action = annotate,
    }),
  },
}
