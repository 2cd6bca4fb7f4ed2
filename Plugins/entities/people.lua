--- People: by title, role and given name, and then every further mention of a name that is known.

local lists = require("lists")

local people = {}

desk.define("particle", [=[ [al el bin ibn bint abu van von der den de del della di da dos du la le ten ter] ]=])
desk.define("word", [=[ !( #openers | #calendar ) ( %Cap | %initial | /[A-Z]{2}/ | %Name{lower=~/^[a-z]+-/} ) ]=])
desk.define("name", [=[ $word ( $particle{0,2} $word ){0,3} ]=])

local rules = desk.rules({
  desk.rule({ "TitledName", [=[ role:( (#demonyms|#countries)? #roles{lower} )? title:#titles name:$name ]=] }),
  desk.rule({ "RoleName", [=[ role:( (#demonyms|#countries)? #roles{lower} ) ,? name:$name ]=], priority = -1 }),
  desk.rule({ "GivenName", [=[ name:( #given_names{!common} ( $particle{0,2} $word ){1,3} ) ]=] }),
  desk.rule({ "GivenSurname", [=[ name:( #given_names $word{0,1} #surnames ) ]=] }),
  desk.rule({ "NameRole", [=[ name:( $word ( $particle{0,2} $word ){1,3} ) , ( [a an the] | "who" ) ]=] }),
  desk.rule({ "NameSaid", [=[ name:( $word ( $particle{0,2} $word ){1,3} ) [said says added told] ]=] }),
})

--- Role behind the name: "Ana Ruiz, a spokeswoman for the port".
local apposition = desk.rule({
  "Apposition",
  [=[ , [a an the]? role:( ( %lower | #demonyms | #countries ){0,4} #roles{number=s}
      ( [of for at in] ( %word | #organisations ){1,6} &( [, . ; - – —] | para> ) )? ) ]=],
})

---@param name string
---@return string? gender
local function given_gender(name)
  local given = lists.given_names:get(name:match("^[^ ]+") or name)
  return given and given.gender ~= "u" and given.gender or nil
end

---@param match Match
---@return table
local function features(match)
  local result = {}
  if match.rule == "TitledName" or match.rule == "RoleName" then
    if match.rule == "TitledName" then
      result.title = match.title.text
      local row = lists.titles:get(match.title.text)
      result.gender = row and row.gender
    end
    if match.role then
      result.role = match.role.text
    end
  end
  result.gender = result.gender or given_gender(match.name.text)
  return result
end

local RANKS = { TitledName = 3, RoleName = 3, GivenName = 3, GivenSurname = 3, NameRole = 1, NameSaid = 1 }

---@param article Article
---@param found Selection
function people.find(article, found)
  for match in article:find(rules) do
    local name = match.name
    -- A list of organisations or places knows better than a bare role before a name.
    if not lists.organisations:has(name.text) and not lists.countries:has(name.text)
      and not lists.demonyms:has(name.text) then
      local rank = RANKS[match.rule]
      found:add(name, "PERSON", match.rule, rank, features(match))
    end
  end
end

--- Further mentions of people by parts of the names that were found.
---@param article Article
---@param found Selection
function people.find_known(article, found)
  local words = {}
  for _, candidate in ipairs(found:winners()) do
    if candidate.label == "PERSON" then
      local last = candidate.span.text:match("([^ ]+)$")
      if last and #last > 2 and candidate.span.text:find(" ", 1, true) then
        words[last] = true
      end
    end
  end
  local known = {}
  for word in pairs(words) do
    known[#known + 1] = word
  end
  for _, span in ipairs(article:occurrences(known)) do
    found:add(span, "PERSON", "KnownName", 1)
  end
end

--- Roles that stand behind names, for people that have none yet.
---@param article Article
---@param annotation Annotation
---@return string?
function people.role_after(article, annotation)
  local sentence = annotation.sentence
  if not sentence or annotation.last >= sentence.last then
    return nil
  end
  local rest = article:span(annotation.last + 1, sentence.last)
  local match = article:matches(apposition, rest)[1]
  if match and match.first <= annotation.last + 2 then
    return match.role.text
  end
  return nil
end

return people
