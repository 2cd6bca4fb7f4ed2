--- Values that are counted from the publication date or from the time in focus.

local choice = require("values.choice")
local fiscal = require("values.fiscal")
local lengths = require("values.lengths")

local time = desk.time

local resolvers = {}

function resolvers.stated(piece)
  return piece.value, "as it is written"
end

--- "this week", "last year", "today".
function resolvers.period(piece, context)
  if not context.published then return choice.UNSPECIFIED[piece.unit], "no publication date" end
  return time.period(context.published, piece.unit, piece.offset),
    ("%+d %s from the publication date"):format(piece.offset, piece.unit)
end

--- "the following month", "that year": from the time in focus.
function resolvers.focus_period(piece, context)
  -- The day after something that happened on a day not told is not known either.
  local origin
  if piece.unit == "day" then origin = context.day else origin = context.focus or context.published end
  if not origin then return choice.UNSPECIFIED[piece.unit], "nothing to count from" end
  return time.period(origin, piece.unit, piece.offset) or choice.UNSPECIFIED[piece.unit],
    ("%+d %s from the time in focus, %s"):format(piece.offset, piece.unit, origin)
end

--- "the quarter", "the year".
function resolvers.the_unit(piece, context)
  if piece.unit == "quarter" then return fiscal.latest_quarter(piece, context) end
  if piece.unit == "day" then
    if not piece.mod then return nil end
    return context.day or context.published or "XXXX-XX-XX", "the day in focus"
  end
  if not context.published then return choice.UNSPECIFIED[piece.unit], "no publication date" end
  return time.period(context.published, piece.unit, 0), "the one of the publication date"
end

--- "two years ago".
function resolvers.shift(piece, context)
  if piece.amount == "X" then
    return piece.sign < 0 and "PAST_REF" or "FUTURE_REF", "no number to count with"
  end
  if not context.published then return choice.UNSPECIFIED[piece.unit], "no publication date" end
  if piece.unit == "year" and piece.amount == 1 and piece.sign < 0 and context.quarter then
    return time.shift(context.quarter, -1, "year"), "a year before " .. context.quarter
  end
  return resolvers.count(piece, context, context.published, "the publication date")
end

-- Half a century is counted in years.
local IN_YEARS <const> = { decade = 10, century = 100 }

--- So many units from an origin, as large as the unit.
function resolvers.count(piece, _, origin, name)
  local unit, amount = piece.unit, piece.amount
  if unit == "fortnight" then unit, amount = "week", amount * 2 end
  if unit == "night" then unit = "day" end
  local years = math.type(amount) ~= "integer" and IN_YEARS[unit]
  if years and amount * years % 1 == 0 then unit, amount = "year", math.tointeger(amount * years) end
  if math.type(amount) ~= "integer" then
    if amount * 12 % 1 == 0 and unit == "year" then unit, amount = "month", math.tointeger(amount * 12)
    else return choice.UNSPECIFIED[piece.unit] end
  end
  local value = time.period(origin, unit, piece.sign * amount)
  return value or choice.UNSPECIFIED[piece.unit], ("%+d %s from %s"):format(piece.sign * amount, unit, name)
end

-- Clock times are not kept, and so nothing is counted from them.
local WITHIN_A_DAY <const> = { hour = true, minute = true, second = true }

--- "a year earlier", "two days later": from the time in focus, as large as that.
function resolvers.focus_shift(piece, context)
  if piece.amount == "X" and piece.sign < 0 then return "PAST_REF", "no number to count with" end
  local known = piece.unit == "day" and context.day or context.focus
  if piece.sign > 0 and (piece.amount == "X" or not known or WITHIN_A_DAY[piece.unit]) then
    -- Later than something that is not told: what is known is the length before "later".
    piece.how, piece.last = "duration", piece.last - #" later"
    return lengths.duration(piece)
  end
  local origin = context.quarter
  if piece.unit == "year" and origin then
    return time.shift(origin, piece.sign * piece.amount, "year"), "counted from " .. origin
  end
  -- What came later than something that is not told, or a day before it, stays open.
  if piece.unit == "day" then origin = context.day
  -- The months of business news are those of the year of publication.
  elseif piece.unit == "year" and context.months then origin = context.published
  else origin = context.focus or piece.sign < 0 and context.published or nil end
  if not origin then return choice.UNSPECIFIED[piece.unit], "nothing to count from" end
  return resolvers.count(piece, context, origin, "the time in focus")
end

--- A time without a day is that of the day in focus.
function resolvers.day_in_focus(_, context)
  local origin = context.day or context.published
  if not origin then return "XXXX-XX-XX", "no publication date" end
  return time.truncate(origin, "day"), "on the day in focus"
end

return resolvers
