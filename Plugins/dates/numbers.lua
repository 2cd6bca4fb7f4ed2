--- Amounts and ordinals in words and figures.

local numbers = {}

-- "X" is TIMEX3 for an amount that is not said.
local AMOUNTS <const> = {
  a = 1, an = 1, one = 1, the = 1, another = 1, additional = 1, single = 1, full = 1,
  several = "X", few = "X", ["a few"] = "X", many = "X", some = "X", ["a number of"] = "X",
  ["a matter of"] = "X", ["dozens of"] = "X", ["scores of"] = "X", ["hundreds of"] = "X",
  ["thousands of"] = "X", ["a dozen"] = 12, ["two dozen"] = 24, ["half a dozen"] = 6,
  ["a half-dozen"] = 6, ["half-dozen"] = 6, dozen = 12, ["half a"] = 0.5,
  ["half an"] = 0.5, ["quite a few"] = "X",
  ["couple"] = 2, ["a couple"] = 2, ["a couple of"] = 2, ["couple of"] = 2,
}

local cache = {}

--- The amount that the text says: a number, "X" if it leaves it open, nil if it is none.
---@param text string
---@return number|string|nil
function numbers.amount(text)
  local known = cache[text]
  if known ~= nil then return known or nil end
  local words = text:lower():gsub("%s+", " ")
  local value = AMOUNTS[words]
  local half = words:match("^(%w+)%-and%-a%-half$")
  if half then
    value = desk.text.number(half)
    value = value and value + 0.5
  elseif not value then
    local whole, over, under = words:match("^([%w-]-)[ -]?(%d+)/(%d+)$")
    if over and under ~= "0" then
      local front = whole == "" and 0 or desk.text.number(whole)
      value = front and front + tonumber(over) / tonumber(under)
    else
      value = desk.text.number(words)
    end
  end
  cache[text] = value or false
  return value
end

--- The digits of a year: "1998", "'98" (-> "98"), "nineteen ninety-eight".
---@param span Span?
---@return string?
function numbers.year(span)
  if not span then return nil end
  local digits = span.text:match("%d+$")
  if digits then return digits end
  local front, rest = span.text:lower():match("^(%a+)%s+(.+)$")
  if not front then return nil end
  if front == "two" then
    rest = rest:gsub("^thousand%s*", ""):gsub("^and%s+", "")
    return ("%d"):format(2000 + (rest == "" and 0 or desk.text.number(rest)))
  end
  rest = rest:gsub("^oh%s+", "")
  local low = rest == "hundred" and 0 or desk.text.number(rest)
  return ("%d"):format(desk.text.number(front) * 100 + low)
end

--- The number of an ordinal or a day: "third", "21st", "5".
---@param text string
---@return integer?
function numbers.ordinal(text)
  return tonumber(text) or desk.text.ordinal(text)
end

return numbers
