--- The word lists, and what they say of a text. What each list holds is told in docs/data.md.

local lists = {}

for _, name in ipairs({
  "countries", "capitals", "demonyms", "religions", "parties", "cities", "regions", "landforms", "organisations",
  "agencies", "org_heads", "org_suffixes", "fac_heads", "event_heads", "law_heads", "work_heads", "products",
  "titles", "currencies", "given_names",
}) do
  lists[name] = desk.list(name, "data/" .. name .. ".tsv")
end
lists.roles = desk.list("roles", "data/roles.tsv", { case = "ignore" })

--- How many answers are kept before they are forgotten, so that memory stays bounded over a corpus.
local MOST <const> = 20000

--- Keeps the answers of a function of one string: names come again and again.
---@param ask fun(text: string): any
---@return fun(text: string): any
function lists.remembered(ask)
  local answers, count = {}, 0
  return function(text)
    local answer = answers[text]
    if answer == nil then
      if count >= MOST then
        answers, count = {}, 0
      end
      answer = ask(text) or false
      answers[text] = answer
      count = count + 1
    end
    return answer
  end
end

--- The words of a file in `data/`, as a set.
---@param file string
---@return table<string, boolean>
function lists.words(file)
  local words = {}
  for _, row in ipairs(desk.rows(file)) do
    words[row.entry] = true
  end
  return words
end

for _, name in ipairs({
  "countries", "demonyms", "titles", "roles", "given_names", "organisations", "religions", "currencies",
}) do
  local list = lists[name]
  --- `lists.countries_row("Kenya")`: the row of the list, or false.
  lists[name .. "_row"] = lists.remembered(function(text)
    return list:get(text)
  end)
end

return lists
