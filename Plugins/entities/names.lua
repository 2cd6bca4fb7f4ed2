--- Names of places, organisations, groups, events and the like: by lists, and by the nouns that
--- make a capitalised run one ("X Ministry", "University of Y").

local lists = require("lists")

local names = {}

-- Words of a name: capitalised words other than those that only open sentences, and what can
-- stand between them.
desk.define("part", [=[ !( #openers | #calendar ) %Name ]=])
desk.define("run", [=[ $part{1,5} ]=])
desk.define("link", [=[ [of for on in the and & de du des del della der al] ]=])
desk.define("tail", [=[ ( [the]? $run ( and $run )? ) ]=])

local listed = desk.rules({
  desk.rule({ "Country", [=[ #countries ]=] }),
  desk.rule({ "Capital", [=[ #capitals ]=] }),
  desk.rule({ "City", [=[ #cities ]=] }),
  -- A city whose name is also a common word or a given name needs a preposition of place before it.
  desk.rule({ "CityInPlace", [=[ <&( [in near outside around] ) #cities ]=], priority = 1 }),
  desk.rule({ "Region", [=[ #regions ]=] }),
  desk.rule({ "Landform", [=[ #landforms ]=] }),
  desk.rule({ "Demonym", [=[ #demonyms ]=] }),
  desk.rule({ "Religion", [=[ #religions ]=] }),
  desk.rule({ "Party", [=[ #parties ]=] }),
  desk.rule({ "Organisation", [=[ #organisations ]=] }),
  desk.rule({ "Agency", [=[ #agencies ]=] }),
  desk.rule({ "Product", [=[ #products ]=] }),
})

local headed = desk.rules({
  desk.rule({ "OrgHeadLast", [=[ ( $part{1,4} and )? $part{1,4} #org_heads{position=last|both} ]=], mode = "all" }),
  desk.rule({ "OrgHeadOf", [=[ $part{0,3} #org_heads{position=both} [of for on] $tail ]=] }),
  desk.rule({ "OrgHeadFirst", [=[ #org_heads{position=first} $tail ]=] }),
  desk.rule({ "OrgGovernment", [=[ Government of [the]? #countries ]=] }),
  desk.rule({ "OrgSuffix", [=[ $part{1,4} ,? #org_suffixes ]=] }),
  desk.rule({ "OrgAcronym", [=[ org:( $part{2,6} ) "(" short:%UPPER ")" ]=] }),
  desk.rule({ "FacHeadLast", [=[ $part{1,4} #fac_heads{position=last|both} ]=] }),
  desk.rule({ "FacHeadFirst", [=[ #fac_heads{position=first|both} $run ]=] }),
  desk.rule({ "EventHeadLast", [=[ ( %num )? $part{1,4} #event_heads{position=last|both} ]=] }),
  desk.rule({ "EventHeadOf", [=[ #event_heads{position=first|both} [of] $tail ]=] }),
  desk.rule({ "LawHead", [=[ $part{1,5} #law_heads{position=last|both} ]=] }),
})

local HEADED = {
  OrgHeadLast = "ORG", OrgHeadOf = "ORG", OrgHeadFirst = "ORG", OrgGovernment = "ORG", OrgSuffix = "ORG",
  FacHeadLast = "FAC", FacHeadFirst = "FAC", EventHeadLast = "EVENT", EventHeadOf = "EVENT", LawHead = "LAW",
}

--- Label, rank and features of what a list holds.
---@param match Match
---@return string? label  nil if the word alone is too weak
---@return integer rank
---@return table features
local function judge(match)
  local text = match.text
  -- A name of several words in a list stands for itself; a single word may be something else.
  local rank = text:find(" ", 1, true) and 3 or 1
  local rule = match.rule
  if rule == "Country" then
    local row = lists.countries:get(text)
    return "GPE", math.max(rank, 2), { country = row.iso }
  elseif rule == "Capital" then
    return "GPE", rank, { country = lists.capitals:get(text).iso }
  elseif rule == "City" then
    local row = lists.cities:get(text)
    if row.common then
      return nil, 0, {}
    end
    return "GPE", rank, { country = row.iso }
  elseif rule == "CityInPlace" then
    return "GPE", rank, { country = lists.cities:get(text).iso }
  elseif rule == "Region" then
    local row = lists.regions:get(text)
    if row.common and not text:find(" ", 1, true) then
      return nil, 0, {}
    end
    return row.kind or "GPE", rank, { country = row.iso }
  elseif rule == "Landform" then
    local row = lists.landforms:get(text)
    if row.common then
      return nil, 0, {}
    end
    return "LOC", rank, {}
  elseif rule == "Demonym" then
    local row = lists.demonyms:get(text)
    if row.common then
      return nil, 0, {}
    end
    return "NORP", rank, { country = row.iso }
  elseif rule == "Religion" then
    return "NORP", rank, {}
  elseif rule == "Party" then
    return lists.parties:get(text).kind, rank, {}
  elseif rule == "Organisation" then
    local row = lists.organisations:get(text)
    if row.common and not text:find(" ", 1, true) then
      return nil, 0, {}
    end
    return "ORG", math.max(rank, 2), { known = row.canonical, country = row.iso }
  elseif rule == "Agency" then
    local row = lists.agencies:get(text)
    return "ORG", rank, { known = row.canonical }
  end
  return "PRODUCT", rank, {}
end

-- "US-led", "Iranian-backed": the part before the hyphen is a name of its own.
local compound = desk.rule({ "Compound", [=[ /\p{Lu}[\p{L}.]+-\p{Ll}[\p{Ll}-]+/ ]=] })

---@param article Article
---@param found Selection
local function find_compounds(article, found)
  for match in article:find(compound) do
    local head = match.text:match("^[^-]+")
    local span = article:span(match.first, match.first + #head - 1)
    if lists.countries:has(head) then
      found:add(span, "GPE", "Compound", 2, { country = lists.countries:get(head).iso })
    elseif lists.demonyms:has(head) then
      found:add(span, "NORP", "Compound", 2, { country = lists.demonyms:get(head).iso })
    end
  end
end

---@param article Article
---@param found Selection
function names.find(article, found)
  for match in article:find(listed) do
    local label, rank, features = judge(match)
    if label then
      found:add(match, label, match.rule, rank, features)
    end
  end
  find_compounds(article, found)
  for match in article:find(headed) do
    if match.rule == "OrgAcronym" then
      if desk.text.initials(match.short.text, match.org.text) then
        found:add(match.org, "ORG", match.rule, 3)
        found:add(match.short, "ORG", match.rule, 3, { known = match.org.text })
      end
    else
      found:add(match, HEADED[match.rule], match.rule, 2)
    end
  end
end

return names
