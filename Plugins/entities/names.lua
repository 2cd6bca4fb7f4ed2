--- Names of people, organisations, places, groups and the like: what the tagger found, put right by
--- lists and by what a name ends before and begins after.

local labels = require("labels")
local lists = require("lists")

local names = {}

local tagger = desk.tagger("entities.tagger")

---@class Mention
---@field first integer   first byte
---@field last integer
---@field text string
---@field label string
---@field score? number
---@field rule string
---@field known? string   the name under which a list knows it
---@field listed? string   the list that knows the place
---@field title? string
---@field role? string
---@field country? string
---@field gender? string

--- Takes the title off the front of a person's name: "Brig. Gen. Ana Ruiz".
---@param mention Mention
---@return boolean  false if nothing but a title is there
local function take_title(mention)
  local text = mention.text
  local cut, at = nil, 0
  for _ = 1, 4 do
    local space = text:find(" ", at + 1, true)
    if not space then
      break
    end
    if lists.titles_row(text:sub(1, space - 1)) and text:find("^[%u\xC3-\xC5]", space + 1) then
      cut = space
    end
    at = space
  end
  if cut then
    mention.title = text:sub(1, cut - 1)
    mention.first = mention.first + cut
    mention.text = text:sub(cut + 1)
    return true
  end
  local row = lists.titles_row(text)
  return not row or lists.given_names_row(text)
end

--- Label, country and known name by what the lists say of the whole text.
---@param mention Mention
---@param facts table
local function take(mention, facts)
  mention.label = facts.label
  mention.country = facts.country
  mention.known, mention.listed = facts.known, facts.listed
end

---@param mention Mention
---@return boolean  whether it is kept
local function judge(mention)
  local text, kind = mention.text, mention.label
  local group = labels.group(text)
  if group and kind ~= "PER" and (group.label == "NORP" or kind == "ORG") then
    take(mention, group)
    return true
  end
  if kind == "PER" then
    mention.label = "PERSON"
    return take_title(mention)
  end
  if labels.is_bare(text) then
    return false
  end
  if kind == "LOC" then
    local place = labels.place(text)
    if not place.listed and place.label ~= "FAC" and labels.is_organisation(text) then
      take(mention, labels.organisation(text))
    else
      take(mention, place)
    end
    return true
  end
  if kind == "ORG" then
    local place = labels.place(text)
    if place.listed == "countries" and not place.common
      or place.label == "FAC" and not labels.is_organisation(text) and not labels.organisation(text).known then
      take(mention, place)
    else
      take(mention, labels.organisation(text))
    end
    return true
  end
  local other = labels.other(text)
  if other then
    take(mention, other)
    return true
  end
  local place = labels.place(text)
  if place.listed and not place.common then
    take(mention, place)
    return true
  end
  -- What is left is a people or a creed, if it is a word by itself.
  mention.label = "NORP"
  return mention.score > 0.6 and text:find("^%u[%l\x80-\xFF'-]+$") ~= nil and not labels.is_bare(text)
end

--- What makes a compound of a name and no part of it.
local COMPOUND <const> = lists.words("data/compounds.txt")

--- Cuts "the" off the front, and of a compound what comes behind the name: "Port Alder-based".
---@param mention Mention
local function trim(mention)
  local text = mention.text
  if text:find("^[Tt]he ") and not labels.organisation(text).known and not labels.place(text).listed then
    mention.first = mention.first + 4
    text = text:sub(5)
  end
  local head, tail
  if text:find("-", 1, true) then
    head, tail = text:match("^(.-)%-(%l[%l-]*)$")
  end
  -- "Port Alder-based" ends before the hyphen, "Lin Mei-hua" does not.
  if head and head:find("^%u") and (mention.label ~= "PER" or COMPOUND[tail]) then
    mention.last = mention.first + #head - 1
    text = head
  end
  mention.text = text
end

--- A word or two that are an adjective of nationality, a faith or a country by themselves.
local plain = lists.remembered(function(text)
  local group = labels.group(text)
  if group and group.label == "NORP" then
    return group
  end
  local place = labels.place(text)
  return (place.listed == "countries" or place.listed == "landforms") and not place.common and place or false
end)

--- What stands before the name of a people without being part of it.
local PREFIXES <const> = lists.words("data/name_prefixes.txt")

---@param found Mention[]
---@param first integer
---@param text string
---@param facts table
local function add(found, first, text, facts)
  found[#found + 1] = {
    first = first, last = first + #text - 1, text = text, label = facts.label, country = facts.country,
    rule = "list", listed = facts.listed,
  }
end

--- The parts of "Kenyan-Ugandan", "pan-African" and "Kenya-based" that lists know.
---@param found Mention[]
---@param first integer
---@param text string
local function find_parts(found, first, text)
  local at = 1
  for part, past in text:gmatch("([^-]+)()") do
    local facts = plain(part)
    if facts and part:find("^%u") then
      add(found, first + at - 1, part, facts)
    end
    at = past + 1
  end
end

--- The place in "Nairobi-based".
---@return boolean
local function find_compound(found, first, text)
  local head, tail = text:match("^(.-)%-(%l+)$")
  local place = COMPOUND[tail] and labels.place(head)
  if place and place.listed and not place.common then
    add(found, first, head, place)
    return true
  end
  return false
end

--- Whether the word is the second part of a compound, as in "al-Islam" but not in "pan-African".
---@param text string
---@param first integer
---@return boolean
local function is_joined(text, first)
  if text:byte(first - 1) ~= 45 then
    return false
  end
  return not PREFIXES[text:sub(math.max(1, first - 8), first - 2):match("%l+$") or ""]
end

--- Adds what the tagger left out although a list knows it.
---@param text string
---@param found Mention[]
---@return Mention[]
local function with_listed(text, found)
  local result, next, count = {}, 1, #found
  local current = found[1]
  local past = 0
  for first, word in text:gmatch("()(%u[%w\x80-\xFF-]+)") do
    while current and current.last < first do
      result[#result + 1] = current
      next = next + 1
      current = next <= count and found[next] or nil
    end
    if first > past and not is_joined(text, first) and not (current and current.first <= first + #word - 1) then
      local facts = plain(word)
      -- "Polish" and "Black" open sentences as what they are in small letters.
      if facts and not (facts.common and not text:find("^[%l,] ", first - 2)) then
        add(result, first, word, facts)
      else
        local two = text:match("^%u[%w-]+ %u[%w-]+", first)
        facts = two and plain(two)
        if facts and not (current and current.first <= first + #two - 1) then
          add(result, first, two, facts)
          past = first + #two - 1
        elseif not find_compound(result, first, word) and word:find("-", 1, true) then
          find_parts(result, first, word)
        end
      end
    end
  end
  for index = next, count do
    result[#result + 1] = found[index]
  end
  return result
end

--- The last byte of honorifics.
local ENDS <const> = { [46] = true, [114] = true, [115] = true }
local HONORIFICS <const> = { Mr = true, Mrs = true, Ms = true, Dr = true, Miss = true }

--- Begins the name of an organisation where it begins: "French Embassy", "Government of Iraq",
--- "the Security and Transport Committee".
---@param text string
---@param mention Mention
---@param before? Mention   the mention before it
---@return boolean  whether the mention before is part of it now
local function extend(text, mention, before)
  local first = mention.first
  -- What stands before the space: most names need no closer look.
  local behind = text:byte(first - 2)
  if mention.label == "GPE" and ENDS[behind]
    and HONORIFICS[text:sub(math.max(1, first - 5), first - 1):match("(%u%l+)%.? $")] then
    mention.label, mention.country = "PERSON", nil
    return false
  end
  local office = mention.country and text:match("^ (%u%l+)%f[^%w]", mention.last + 1)
  if office and labels.is_office(office) and not text:find("^ %u", mention.last + #office + 2) then
    mention.last = mention.last + 1 + #office
    mention.label = "ORG"
  elseif mention.label == "GPE" then
    -- Only where the list knows the place: the government of a company is none.
    local start = mention.country and (behind == 102 or behind == 101)
      and text:sub(math.max(1, first - 20), first - 1):match("()Government of t?h?e? ?$")
    if start then
      mention.first = math.max(1, first - 20) + start - 1
      mention.label = "ORG"
    end
  elseif mention.label == "ORG" and not mention.known then
    if before and before.last + 2 == first and (before.label == "NORP" or before.label == "GPE")
      and before.country and text:byte(first - 1) == 32 and labels.is_office(mention.text) then
      mention.first, mention.country = before.first, before.country
      mention.text = text:sub(mention.first, mention.last)
      return true
    end
    local word = behind == 100 and text:sub(math.max(1, first - 40), first - 1):match("[Tt]he (%u%l+) and $")
    if word and labels.is_organisation(mention.text) and not labels.place(word).listed
      and not labels.group(word) then
      mention.first = first - #word - 5
      mention.text = text:sub(mention.first, mention.last)
      return before ~= nil and before.last >= mention.first
    end
  end
  if mention.last - mention.first + 1 ~= #mention.text then
    mention.text = text:sub(mention.first, mention.last)
  end
  return false
end

--- The mentions of the article by name, in order.
---@param article Article
---@param text string   of the article
---@return Mention[]
function names.find(article, text)
  local found = {}
  for _, span in ipairs(tagger:tag(article)) do
    span.rule = "tagger"
    trim(span)
    if span.text ~= "" and judge(span) then
      found[#found + 1] = span
    end
  end
  local extended = {}
  for _, mention in ipairs(with_listed(text, found)) do
    local last = extend(text, mention, extended[#extended]) and #extended or #extended + 1
    extended[last] = mention
  end
  return extended
end

return names
