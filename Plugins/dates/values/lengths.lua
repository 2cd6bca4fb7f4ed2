--- Values of lengths of time and of what recurs.

local time = desk.time

local resolvers = {}

local HALVES <const> = {
  year = { "month", 12 }, hour = { "minute", 60 }, minute = { "second", 60 }, day = { "hour", 24 },
    century = { "year", 100 },
  decade = { "year", 10 }, millennium = { "year", 1000 },
}

--- The TIMEX3 value of so many units.
---@param amount number|string
---@param unit string
---@return string?
local function duration(amount, unit)
  if not amount then return nil end
  if unit == "fortnight" then return duration(amount == "X" and "X" or amount * 2, "week") end
  if math.type(amount) == "float" and amount % 1 ~= 0 and HALVES[unit] then
    local small, size = HALVES[unit][1], HALVES[unit][2]
    local whole = amount // 1
    local rest = (amount % 1) * size
    if rest % 1 == 0 then
      if whole == 0 then return time.duration(rest, small) end
      return time.join({ time.duration(whole, unit), time.duration(rest, small) })
    end
  end
  return time.duration(amount, unit)
end

local PARTS_OF_YEAR <const> = { [3] = true, [6] = true, [9] = true }

function resolvers.duration(piece, context)
  local value = duration(piece.amount, piece.unit)
  -- "the nine months", "the first six months": business years are compared by them as by quarters.
  local is_named = piece.has_article or piece.is_part
  if context and is_named and piece.unit == "month" and PARTS_OF_YEAR[piece.amount] then
    context.months, context.quarter = value, nil
  end
  return value, piece.direction and "a length of time "
    .. (piece.direction == "before" and "up to" or "from") .. " the publication date" or "a length of time"
end

--- "in coming months" is some time ahead; "the coming months" are a length of time.
function resolvers.ahead(piece, context)
  if piece.has_article then return resolvers.duration(piece, context) end
  return "FUTURE_REF", "no number to count with"
end

function resolvers.length(piece)
  return piece.value, "a length of time"
end

--- Lengths side by side: "two years and six months".
function resolvers.joined(piece)
  return time.join({ duration(piece.amount, piece.unit), duration(piece.more.amount, piece.more.unit) }),
    "a length of time"
end

function resolvers.set_unit(piece)
  if piece.unit == "night" then return "XXXX-XX-XXTNI", "recurring" end
  if piece.unit == "weekend" then return "XXXX-WXX-WE", "recurring" end
  return duration(piece.amount, piece.unit), "recurring"
end

function resolvers.set(piece)
  return piece.value, "recurring"
end

return resolvers
