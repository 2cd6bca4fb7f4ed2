--- Links the mentions of one entity: last name → full name, acronym → long form, the same name.

local people = require("people")

local chains = {}

---@param text string
---@return string
local function plain(text)
  return (desk.text.lower(text):gsub("’", "'"))
end

--- The words of a name, without particles and full stops.
---@param name string
---@return string[]
local function words(name)
  local result = {}
  for word in plain(name):gmatch("[^%s]+") do
    result[#result + 1] = (word:gsub("%.$", ""))
  end
  return result
end

--- Whether the shorter name can be of the person with the longer one: its words stand in it in
--- the same order, and its last word is the other's last.
---@param short string[]
---@param long string[]
---@return boolean
local function fits_person(short, long)
  if short[#short] ~= long[#long] then
    return #short == 1 and #long > 1 and short[1] == long[1]
  end
  local at = 1
  for _, word in ipairs(long) do
    if short[at] == word or (#short[at] == 1 and word:sub(1, 1) == short[at]) then
      at = at + 1
      if at > #short then
        return true
      end
    end
  end
  return false
end

---@class Chain
---@field label string
---@field canonical string
---@field words string[]
---@field members Annotation[]
---@field keys table<string, boolean>

--- What two mentions of one entity have in common: the name under which a list knows them, the
--- country, or the text.
---@param mention Annotation
---@return string
local function key_of(mention)
  if mention.label == "GPE" and mention.rule == "Country" and mention.country then
    return "country " .. mention.country
  end
  return plain(mention.known or mention.text)
end

--- The chain that a mention belongs to, if there is exactly one.
---@param mention Annotation
---@param all Chain[]
---@return Chain?
local function chain_of(mention, all)
  local text = mention.text
  local key = key_of(mention)
  for _, chain in ipairs(all) do
    if chain.label == mention.label and chain.keys[key] then
      return chain
    end
  end
  if mention.label ~= "PERSON" then
    return nil
  end
  local mine, candidate = words(text), nil
  for _, chain in ipairs(all) do
    if chain.label == "PERSON" and (fits_person(mine, chain.words) or fits_person(chain.words, mine)) then
      local gender = chain.gender
      if not (gender and mention.gender and gender ~= mention.gender) then
        if candidate then
          return nil -- two people could be meant: better none than the wrong one
        end
        candidate = chain
      end
    end
  end
  return candidate
end

---@param article Article
function chains.link(article)
  local all, mentions = {}, article:layer("entities")
  local counted = {}
  for _, mention in ipairs(mentions) do
    local label = mention.label
    if label ~= "MONEY" and label ~= "PERCENT" and label ~= "EMAIL" and label ~= "URL" and label ~= "HANDLE" then
      counted[#counted + 1] = mention
    end
  end
  -- Longer names first, so that a last name finds the full name that comes later (in a headline).
  local order = {}
  for index, mention in ipairs(counted) do
    order[index] = { mention = mention, length = #words(mention.text), index = index }
  end
  table.sort(order, function(a, b)
    if a.length ~= b.length then
      return a.length > b.length
    end
    return a.index < b.index
  end)
  for _, item in ipairs(order) do
    local mention = item.mention
    local chain = chain_of(mention, all)
    if not chain then
      -- Mentions come the longest first, so the first is the fullest name.
      chain = { label = mention.label, canonical = mention.text, members = {}, keys = {} }
      chain.words = words(mention.text)
      all[#all + 1] = chain
    end
    chain.members[#chain.members + 1] = mention
    chain.keys[key_of(mention)] = true
    chain.gender = chain.gender or mention.gender
    chain.title = chain.title or mention.title
    chain.country = chain.country or mention.country
    chain.first = math.min(chain.first or mention.first, mention.first)
  end
  table.sort(all, function(a, b)
    return a.first < b.first
  end)
  for number, chain in ipairs(all) do
    local role
    for _, mention in ipairs(chain.members) do
      role = role or mention.role
    end
    if chain.label == "PERSON" and not role then
      for _, mention in ipairs(chain.members) do
        role = role or people.role_after(article, mention)
      end
    end
    for _, mention in ipairs(chain.members) do
      mention:set("known", nil)
      mention:set("entity", "E" .. number)
      mention:set("canonical", chain.canonical)
      mention:set("gender", chain.gender)
      mention:set("title", chain.title)
      mention:set("role", role)
      mention:set("country", chain.country)
    end
  end
end


return chains
