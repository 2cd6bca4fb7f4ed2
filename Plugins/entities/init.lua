--- Finds the people, organisations, places and other named things of an article, says which
--- mentions are of one and the same, and who they are: title, role, country, gender.
---
--- A trained tagger proposes names; lists and patterns decide where they begin and end and what they are.

local names = require("names")
local people = require("people")
local quantities = require("quantities")
local clubs = require("clubs")
local chains = require("chains")

---@param article Article
---@param options table
local function annotate(article, options)
  local text = article.text
  local mentions = names.find(article, text)
  clubs.find(text, mentions)
  for _, mention in ipairs(mentions) do
    if mention.label == "PERSON" then
      people.describe(text, mention)
    end
  end
  mentions = quantities.merge(mentions, quantities.find(article))
  if options.chains then
    chains.link(mentions)
  end
  for _, mention in ipairs(mentions) do
    mention.known, mention.text, mention.listed = nil, nil, nil
    article:annotate(mention)
  end
end

return {
  name = "entities",
  version = "0.2.0",
  api = 1,
  summary = "People, organisations, places and other names, with their chains in the article",
  provides = {
    entities = {
      "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "LAW",
      "MONEY", "PERCENT", "EMAIL", "URL", "HANDLE",
    },
  },
  layers = {
    entities = {
      score = "labels", group = "entity", table = { "title", "role", "country", "amount", "currency" },
      columns = { "canonical", "entity", "title", "role", "country", "amount", "currency" },
      color = {
        "cyan", PERSON = "bold cyan", ORG = "bold magenta", NORP = "magenta",
        GPE = "bold blue", LOC = "bold blue", FAC = "bold blue",
      },
    },
  },
  options = {
    chains = { type = "boolean", default = true, help = "link the mentions of one entity" },
  },
  annotate = annotate,
}
