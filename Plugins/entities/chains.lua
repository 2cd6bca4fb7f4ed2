--- Links the mentions of one entity: last name → full name, acronym → long form, the same name.

local lists = require("lists")

local chains = {}

local QUANTITIES <const> = { MONEY = true, PERCENT = true, EMAIL = true, URL = true, HANDLE = true }

---@class Chain
---@field label string
---@field canonical string
---@field words string[]
---@field entity string
---@field first integer
---@field gender? string
---@field title? string
---@field role? string
---@field country? string

--- The text in small letters, with ' for ’.
local plain = lists.remembered(function(text)
  return (desk.text.lower(text):gsub("’", "'"))
end)

local singular = lists.remembered(function(text)
  return (plain(text):gsub("s$", ""))
end)

--- The words of a name in small letters, without full stops.
local words_of = lists.remembered(function(name)
  local words = {}
  for word in plain(name):gmatch("[^%s]+") do
    words[#words + 1] = (word:gsub("%.$", ""))
  end
  return words
end)

local FATHER <const> = { bin = true, ibn = true, bint = true }

--- Whether the shorter name can be of the person with the longer one: its words stand in it in the
--- same order, an initial for a word, and its last word is the other's last; or it is the first alone.
---@param short string[]
---@param long string[]
---@return boolean
local function fits(short, long)
  if short[#short] ~= long[#long] then
    return #short == 1 and short[1] == long[1]
  end
  -- Salman is not Mohammed bin Salman but his father.
  if #short == 1 and FATHER[long[#long - 1]] then
    return false
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

--- What two mentions of one entity have in common: the name under which a list knows them, the
--- country, or the text.
---@param mention Mention
---@return string
local function key_of(mention)
  local label = mention.label
  if label == "GPE" and mention.country and mention.listed == "countries" then
    return "GPE country " .. mention.country
  end
  if label == "NORP" then
    return "NORP " .. singular(mention.text)
  end
  return label .. " " .. plain(mention.known or mention.text)
end

--- Chains by the words that lead to them.
---@class Index
---@field keys table<string, Chain>
---@field people table<string, Chain[]>   by last and by first word
---@field acronyms Chain[]   organisations of two words or more

---@param index Index
---@param word string
---@param chain Chain
local function put(index, word, chain)
  local there = index.people[word]
  if there then
    there[#there + 1] = chain
  else
    index.people[word] = { chain }
  end
end

--- The one person whom a name can mean; nil if there are two.
---@param mention Mention
---@param words string[]
---@param index Index
---@return Chain?
local function person(mention, words, index)
  local candidate
  for _, chain in ipairs(index.people[words[#words]] or {}) do
    -- A given name alone only takes up a name that was given in full before.
    local is_given = #words == 1 and words[1] ~= chain.words[#chain.words]
    if chain ~= candidate and fits(words, chain.words) and not (is_given and chain.first > mention.first)
      and not (chain.gender and mention.gender and chain.gender ~= mention.gender) then
      if candidate then
        return nil -- two people could be meant: better none than the wrong one
      end
      candidate = chain
    end
  end
  return candidate
end

--- The organisation that an acronym stands for in this article.
---@param mention Mention
---@param index Index
---@return Chain?
local function long_form(mention, index)
  if not mention.text:find("^%u[%u&.]+$") then
    return nil
  end
  for _, chain in ipairs(index.acronyms) do
    if desk.text.initials(mention.text, chain.canonical) then
      return chain
    end
  end
  return nil
end

---@param mention Mention
---@param index Index
---@return Chain
local function chain_of(mention, index)
  local words = words_of(mention.text)
  local key = key_of(mention)
  local chain = index.keys[key]
  -- One name, two people: "Mr. Ruiz" and "Mrs. Ruiz".
  if chain and mention.gender and chain.gender and mention.gender ~= chain.gender then
    key = key .. " " .. mention.gender
    chain = index.keys[key]
  end
  if not chain then
    if mention.label == "PERSON" then
      chain = person(mention, words, index)
    elseif mention.label == "ORG" then
      chain = long_form(mention, index)
    end
  end
  if not chain then
    -- Mentions come the longest first, so the first is the fullest name.
    chain = {
      label = mention.label, canonical = mention.text, words = words, first = mention.first,
    }
    if mention.label == "PERSON" then
      put(index, words[#words], chain)
      if #words > 1 then
        put(index, words[1], chain)
      end
    elseif mention.label == "ORG" and #words > 1 then
      index.acronyms[#index.acronyms + 1] = chain
    end
  end
  index.keys[key] = chain
  return chain
end

--- Gives each mention `entity` and `canonical`, and all of a chain what is known of one.
---@param mentions Mention[]
function chains.link(mentions)
  -- Longer names first, so that a last name finds the full name that comes later (in a headline).
  local by_length, longest = {}, 0
  for _, mention in ipairs(mentions) do
    if not QUANTITIES[mention.label] then
      local length = #words_of(mention.text)
      by_length[length] = by_length[length] or {}
      table.insert(by_length[length], mention)
      longest = math.max(longest, length)
    end
  end
  local index, chain_by = { keys = {}, people = {}, acronyms = {} }, {}
  for length = longest, 0, -1 do
    for _, mention in ipairs(by_length[length] or {}) do
      local chain = chain_of(mention, index)
      chain_by[mention] = chain
      -- A name in capitals stands in a headline: running text has it better.
      if not chain.canonical:find("%l") and mention.text:find("%l")
        and plain(mention.text) == plain(chain.canonical) then
        chain.canonical = mention.text
      end
      chain.gender = chain.gender or mention.gender
      chain.country = chain.country or mention.country
      chain.first = math.min(chain.first, mention.first)
    end
  end
  -- In order of the text: what is said of an entity first counts, and chains are numbered so.
  local count = 0
  for _, mention in ipairs(mentions) do
    local chain = chain_by[mention]
    if chain then
      if not chain.entity then
        count = count + 1
        chain.entity = "E" .. count
      end
      chain.title = chain.title or mention.title
      chain.role = chain.role or mention.role
    end
  end
  for _, mention in ipairs(mentions) do
    local chain = chain_by[mention]
    if chain then
      mention.entity, mention.canonical = chain.entity, chain.canonical
      mention.gender, mention.title, mention.role = chain.gender, chain.title, chain.role
      mention.country = chain.country
    end
  end
end

return chains
