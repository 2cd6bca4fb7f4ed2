--- Finds the people, organisations, places and other named things of an article, says which
--- mentions are of one and the same, and who they are: title, role, country, gender.

local lists = require("lists")
local names = require("names")
local people = require("people")
local quantities = require("quantities")
local selection = require("selection")
local chains = require("chains")

---@param article Article
---@param options table
local function annotate(article, options)
  local found = selection.new(article)
  quantities.find(article, found)
  names.find(article, found)
  people.find(article, found)
  people.find_known(article, found)
  found:annotate()
  if options.chains then
    chains.link(article)
  end
end

return {
  name = "entities",
  version = lists.version,
  api = 1,
  summary = "People, organisations, places and other names, with their chains in the article",
  provides = {
    entities = {
      "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "LAW",
      "MONEY", "PERCENT", "EMAIL", "URL", "HANDLE",
    },
  },
  options = {
    chains = { type = "boolean", default = true, help = "link the mentions of one entity" },
  },
  annotate = annotate,
}
