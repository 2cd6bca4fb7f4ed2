-- Titles and offices beside names: "Finance Minister Ana Ruiz", "Bo Lind, head of the port".
--
-- Shows: stages: rules of the second see the annotations of the first; lists in Lua with features.

desk.list("office", {
  { "minister", rank = "cabinet" }, { "prime minister", rank = "cabinet" }, { "finance minister", rank = "cabinet" },
  { "mayor", rank = "local" }, { "governor", rank = "local" }, { "senator", rank = "parliament" },
  { "chief executive", rank = "business" }, { "director", rank = "business" }, { "head", rank = "business" },
  { "spokeswoman", rank = "speaker" }, { "spokesman", rank = "speaker" }, { "captain", rank = "other" },
}, { case = "ignore", plural = false })

return {
  name = "job_titles",
  version = "0.1.0",
  api = 1,
  summary = "Who holds which office",
  provides = { job_titles = { "TITLE", "HOLDER" } },
  rules = {
    -- First the offices beside a name. A name is one to three words with a capital that are no office.
    desk.rule({
      "Before",
      [=[ office:#office holder:%Name{1,3} ]=],
      label = "TITLE", capture = "office", stage = 1,
      where = function(match) return match.office.text:find("^%u") ~= nil end,
    }),
    desk.rule({
      "Apposition",
      [=[ holder:%Name{1,3} , [the a an]? office:#office [of at for] ]=],
      label = "TITLE", capture = "office", stage = 1,
    }),
    -- Then who stands right behind a title that was found: `@TITLE` is what stage 1 annotated.
    desk.rule({
      "Holder",
      [=[ title:@TITLE holder:%Name{1,3} ]=],
      label = "HOLDER", capture = "holder", stage = 2,
    }),
  },
}
