--- Decides what a tagged name is: the tagger tells four kinds apart, the layer has ten.

local lists = require("lists")

local labels = {}

--- Lists that tell what a whole name is, in the order in which they are asked.
local PLACES <const> = { "countries", "capitals", "regions", "cities", "landforms" }

--- A name as it would stand in running text: headlines and datelines write "PORT SUDAN".
---@param text string
---@return string
local function in_running_text(text)
  if not text:find("^%u%u%u%u") or text:find("[%l%d.]") then
    return text
  end
  return (text:gsub("(%u)(%u*)", function(first, rest)
    return first .. rest:lower()
  end))
end

--- The first and the last one to three words of a name.
---@param text string
---@return string[] firsts
---@return string[] lasts
local function edges(text)
  local words = {}
  for word in text:gmatch("%S+") do
    words[#words + 1] = word
  end
  local firsts, lasts = {}, {}
  for count = math.min(3, #words - 1), 1, -1 do
    firsts[#firsts + 1] = table.concat(words, " ", 1, count)
    lasts[#lasts + 1] = table.concat(words, " ", #words - count + 1)
  end
  return firsts, lasts
end

--- Whether a word of the list, one that makes a name what it is, stands at the name's edge.
---@param text string
---@param list List
---@return boolean
local function has_head(text, list)
  local firsts, lasts = edges(text)
  for index = 1, #lasts do
    local row = list:get(lasts[index])
    if row and row.position ~= "first" then
      return true
    end
    row = list:get(firsts[index])
    if row and row.position ~= "last" then
      return true
    end
  end
  return false
end

labels.is_organisation = lists.remembered(function(text)
  return has_head(text, lists.org_heads)
end)

--- Whether the name is that of an office which a nationality stands before: Embassy, Ministry of
--- Defence, Army, Supreme Court.
labels.is_office = lists.remembered(function(text)
  local head = lists.org_heads:get(text:match("^%S+ %S+") or text) or lists.org_heads:get(text:match("^%S+"))
  return head and (head.kind == "government" or head.kind == "political") and head.position ~= "last"
    or lists.org_heads:get(text) ~= nil and not text:find(" ", 1, true)
end)

local BARE <const> = {
  Kingdom = true, Republic = true, State = true, North = true, South = true, East = true, Province = true,
  City = true, District = true, Constitution = true, Section = true, Article = true, Games = true, Cup = true,
}

--- Whether nothing but the noun is there that makes a name of others: "the Ministry", "the Kingdom".
labels.is_bare = lists.remembered(function(text)
  if BARE[text] then
    return true
  end
  return text:find("^%u%l+$") ~= nil and lists.org_heads:has(text) and not lists.organisations:has(text)
end)

--- Label and features of a place.
labels.place = lists.remembered(function(text)
  local plain = in_running_text(text)
  for _, name in ipairs(PLACES) do
    local row = lists[name]:get(text) or plain ~= text and lists[name]:get(plain)
    if row then
      local label = name == "landforms" and "LOC" or row.kind or "GPE"
      return { label = label, country = row.iso, listed = name, common = row.common }
    end
  end
  if has_head(text, lists.fac_heads) then
    return { label = "FAC" }
  end
  if text:find("^%u%l+ern%f[%A]") or text:find("^Lake ") or text:find("^Mount ")
    or text:find(" %u%l+$") and (text:find(" River$") or text:find(" Sea$") or text:find(" Islands?$")
    or text:find(" Valley$") or text:find(" Mountains?$") or text:find(" Gulf$") or text:find(" Ocean$")
    or text:find(" Desert$") or text:find(" Peninsula$") or text:find(" Coast$") or text:find(" Lake$")
    or text:find(" Strait$") or text:find(" Bay$") or text:find(" Forest$")) then
    return { label = "LOC" }
  end
  return { label = "GPE" }
end)

--- Label and features of a group of people, or false.
labels.group = lists.remembered(function(text)
  local row = lists.demonyms:get(text) or lists.demonyms:get(in_running_text(text))
  if row then
    return { label = "NORP", country = row.iso, common = row.common }
  end
  if lists.religions:has(text) then
    return { label = "NORP" }
  end
  row = lists.parties:get(text)
  if row then
    return { label = row.kind }
  end
  return false
end)

local BOOKS <const> = { Bible = true, Quran = true, Koran = true, ["Qur'an"] = true, Torah = true, Talmud = true }

--- Label of anything else that has a name, or false if nothing tells.
labels.other = lists.remembered(function(text)
  if BOOKS[text] then
    return { label = "WORK" }
  end
  if has_head(text, lists.law_heads) then
    return { label = "LAW" }
  end
  if text:find(" ", 1, true) and has_head(text, lists.event_heads) then
    return { label = "EVENT" }
  end
  if lists.products:has(text) then
    return { label = "PRODUCT" }
  end
  if text:find(" ", 1, true) and has_head(text, lists.work_heads) then
    return { label = "WORK" }
  end
  return false
end)

--- Label and features of an organisation.
labels.organisation = lists.remembered(function(text)
  local row = lists.organisations:get(text)
  if row then
    return { label = "ORG", known = row.canonical, country = row.iso, common = row.common }
  end
  row = lists.agencies:get(text)
  if row then
    return { label = "ORG", known = row.canonical }
  end
  return { label = "ORG" }
end)

return labels
