--- Who people are: titles and roles around their names, and their gender where a title or the given
--- name tells.

local lists = require("lists")

local people = {}

--- How far in front of a name its title and role are looked for, in bytes.
local REACH <const> = 80

--- Last words of roles in the list that are no roles by themselves: "chief of staff".
local ROLE_ENDS <const> = lists.words("data/role_ends.txt")

--- Whether a title or a role can end with the word.
local can_end = lists.remembered(function(word)
  word = word:gsub(",$", "")
  return word:find("^%u") and not lists.given_names_row(word) or lists.roles_row(word) and true or ROLE_ENDS[word]
    or lists.titles_row(word) and true or false
end)

--- The words before a place, the nearest first, up to a mark that ends the phrase.
---@param text string
---@param first integer
---@return string[]
local function words_before(text, first)
  local words = {}
  if text:byte(first - 1) ~= 32 then
    return words
  end
  -- A word that neither title nor role ends with: that is so before most names.
  local nearest = text:sub(math.max(1, first - 24), first - 1):match("([^ \n]+) $") or ""
  if not can_end(nearest) then
    return words
  end
  local all = {}
  local window = text:sub(math.max(1, first - REACH), first - 2)
  for word in (window:match("^.*\n(.*)") or window):gmatch("[^ ]+") do
    all[#all + 1] = word
  end
  -- A comma may stand between a role and the name: "A spokesman, Tom Alder, said".
  if all[1] then
    all[#all] = all[#all]:gsub(",$", "")
  end
  for index = #all, math.max(1, #all - 5), -1 do
    -- A mark ends the phrase, a closing quotation mark too.
    if all[index]:find("[,;:!?\"()]") or all[index]:find("\x80[\x9C\x9D]") or all[index] == "" then
      break
    end
    words[#words + 1] = all[index]
  end
  return words
end

--- The longest phrase of a list that ends with the words from `from` on, and how many words it has.
---@param words string[]
---@param from integer
---@param row fun(text: string): any
---@return string? phrase
---@return integer count
local function longest(words, from, row)
  local phrase, best, count = nil, nil, 0
  for index = from, math.min(#words, from + 3) do
    phrase = phrase and words[index] .. " " .. phrase or words[index]
    if row(phrase) then
      best, count = phrase, index - from + 1
    end
  end
  return best, count
end

--- A role in small letters, with the nationality before it.
local function role_at(words, from)
  local role, count = longest(words, from, lists.roles_row)
  if not role or role:find("^%u") and not role:find("^%u%u") and not role:find(" %l+$") then
    return nil
  end
  local before = words[from + count]
  if before and (lists.demonyms_row(before) or lists.countries_row(before)) then
    role = before .. " " .. role
  end
  return role
end

--- Words that an office is not named with.
local PHRASE_ENDS <const> = lists.words("data/phrase_ends.txt")

--- Role behind a name: ", a spokeswoman for the port,".
---@param text string
---@param last integer
---@return string?
local function role_behind(text, last)
  local phrase = text:byte(last + 1) == 44 and text:match("^, ([^,.;:\n\"]+)", last + 1)
  if not phrase or PHRASE_ENDS[phrase:match("^%l+")] then
    return nil
  end
  phrase = phrase:gsub("^an? ", ""):gsub("^the ", "")
  local words = {}
  for word in phrase:gmatch("%S+") do
    words[#words + 1] = word
    if #words > 10 then
      break
    end
  end
  for index = 1, math.min(4, #words) do
    for count = math.min(3, #words - index + 1), 1, -1 do
      local role = table.concat(words, " ", index, index + count - 1)
      local row = lists.roles_row(role)
      if row and row.number ~= "p" then
        local stop = index + count - 1
        local joint = words[stop + 1]
        -- The office goes on to what it is of: "director of the harbour school".
        if joint == "of" or joint == "for" or joint == "at" or joint == "in" then
          for at = stop + 2, #words do
            if PHRASE_ENDS[words[at]] then
              break
            end
            stop = at
          end
        end
        return table.concat(words, " ", 1, stop)
      end
    end
    if not words[index]:find("^%l") and not lists.demonyms_row(words[index])
      and not lists.countries_row(words[index]) then
      return nil
    end
  end
  return nil
end

--- Gives a person title, role and gender as the words around the name tell.
---@param text string
---@param mention Mention
function people.describe(text, mention)
  local words = words_before(text, mention.first)
  local from = 1
  if not mention.title then
    local title, count = longest(words, 1, lists.titles_row)
    if title and title:find("^%u") then
      mention.title = title
      from = count + 1
    end
  end
  mention.role = role_at(words, from) or role_behind(text, mention.last)
  local title = mention.title and lists.titles_row(mention.title)
  local given = lists.given_names_row(mention.text:match("^[^ ]+"))
  mention.gender = title and title.gender or given and given.gender ~= "u" and given.gender or nil
end

return people
