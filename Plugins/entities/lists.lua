--- The word lists. What each holds is told in docs/data.md.

local lists = { version = "0.1.0" }

for _, name in ipairs({
  "countries", "capitals", "demonyms", "religions", "parties", "languages", "cities", "regions", "landforms",
  "organisations", "agencies", "org_heads", "org_suffixes", "fac_heads", "event_heads", "law_heads", "products",
  "titles", "currencies", "given_names", "surnames",
}) do
  lists[name] = desk.list(name, "data/" .. name .. ".tsv")
end
lists.roles = desk.list("roles", "data/roles.tsv", { case = "ignore" })
lists.calendar = desk.list("calendar", "data/calendar.txt")
lists.openers = desk.list("openers", "data/openers.txt", { case = "ignore" })

return lists
