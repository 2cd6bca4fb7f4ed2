-- Words that tell whether "a year" is a length of time, by the word before it.
local words = { length = {}, rate = {}, minute = {} }

---@param kind string
---@param list string
local function add(kind, list)
  for word in list:gmatch("%S+") do words[kind][word] = true end
end

-- Prepositions and verbs of lasting that end as plurals do.
add("length", [[
  takes lasts spends this was is has its less towards
]])
-- Before these it is a rate, or a year of some kind ("such a year").
add("rate", [[
  hundred thousand million billion percent cent share person head ton tonne barrel gallon once twice
  times dollar euro such what not like as quite and or per being became become
]])
-- "a minute" is a length after these, and else more often something small.
add("minute", [[
  for in within after lasted lasts took takes than about wait waited every until nearly almost
]])

return words
