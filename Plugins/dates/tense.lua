--- The direction in time in which the words around an expression point.

-- Words before which "to" is followed by no verb are `no_verb`; those after which "to" and a verb point ahead, `to_future`;
-- those that end in -ed and are not past forms, `neutral`.
local words = require("kinds")("data/tense.tsv")

local tense = {}

---@param word string
---@return "past"|"future"|nil
local function direction_of(word)
  local lower = word:lower()
  if words.past[lower] then return "past" end
  if words.future[lower] then return "future" end
  if word ~= lower or #lower < 5 or words.neutral[lower] or lower:find("^un") then return nil end
  if lower:find("ed$") then return "past" end
  return nil
end

--- What the word directly before the expression says.
---@param text string
---@param from integer  where the expression begins
---@return "past"|"future"|nil
function tense.before(text, from)
  local front = text:sub(math.max(1, from - 60), from - 1)
  local word = front:match("(%a+) $")
  if not word then return nil end
  -- "had been due to expire Friday": the time ahead is over.
  if front:find("had been %a+ to %a+ $") then return "past" end
  word = word:lower()
  return words.before_past[word] and "past" or words.before_future[word] and "future" or nil
end

--- Whether a participle belongs to the time ahead: "will be named".
---@param previous string?  the word before it
---@param found string?  what the words before said
---@param direction string
---@return boolean
local function is_passive(previous, found, direction)
  return previous == "be" and found == "future" and direction == "past"
end

--- Looks for the nearest verb to the left in the sentence, then to the right.
---@param text string
---@param first integer  where the sentence begins
---@param last integer
---@param from integer  where the expression begins
---@param to integer
---@return "past"|"future"|nil
function tense.around(text, first, last, from, to)
  local found, before, previous = nil, nil, nil
  local is_over, aim = false, false
  for word in text:sub(first, from - 1):gmatch("[%w'’-]+") do
    local direction = direction_of(word)
    if previous == "to" and before and words.to_future[before] and word:find("^%l")
      then direction = "future" end
    -- "had been due to expire": the time ahead is over.
    if previous == "been" and words.to_future[word:lower()] then
      found, is_over = "past", true
    elseif direction and not (is_over and direction == "future")
        and not is_passive(previous, found, direction) then
      found, aim = direction, false
    end
    if previous == "to" and word:find("^%l+$") and not words.no_verb[word] then aim = true end
    before, previous = previous, word:lower()
  end
  -- "a plan to cut the debt by May": what is to be done by then lies ahead.
  if aim and previous == "by" then return "future" end
  if found then return found end
  for word in text:sub(to + 1, last):gmatch("[%w'’-]+") do
    local direction = direction_of(word)
    if direction then return direction end
  end
  return nil
end

return tense
