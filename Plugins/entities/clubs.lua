--- Clubs that sports news calls by their city: "Leeds beat Hull", "the Porto striker".

local clubs = {}

--- So many words of sports make an article sports news.
local ENOUGH <const> = 4

local SPORT <const> = {}
for word in ("goal goals striker midfielder goalkeeper defender penalty league season coach scored semifinal final"
  .. " tournament championship fixture halftime stoppage innings playoff playoffs quarterback touchdown"):gmatch("%l+") do
  SPORT[word] = true
end

local AFTER <const> = {}
for word in ("beat defeated thrashed drew striker midfielder defender goalkeeper winger forward captain coach fans"
  .. " fullback equalised"):gmatch("%l+") do
  AFTER[word] = true
end

local BEFORE <const> = {}
for word in ("beat beating defeated defeating thrashed against versus vs eliminated joined"):gmatch("%l+") do
  BEFORE[word] = true
end

---@param text string
---@return boolean
local function is_sport(text)
  local count = 0
  for word in text:gmatch("%l+") do
    if SPORT[word] then
      count = count + 1
      if count >= ENOUGH then
        return true
      end
    end
  end
  return false
end

--- Makes clubs of cities where sports news plays them.
---@param text string
---@param mentions Mention[]
function clubs.find(text, mentions)
  local sport
  for _, mention in ipairs(mentions) do
    if mention.label == "GPE" and mention.listed ~= "countries" then
      local after = text:match("^ (%l+)", mention.last + 1) or text:match("^['’]s (%l+)", mention.last + 1)
      local before = text:sub(math.max(1, mention.first - 12), mention.first - 1):match("(%l+) $")
      if AFTER[after] or BEFORE[before] then
        if sport == nil then
          sport = is_sport(text)
        end
        if sport then
          mention.label, mention.country, mention.rule = "ORG", nil, "club"
        end
      end
    end
  end
end

return clubs
