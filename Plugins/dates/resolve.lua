--- Gives each piece its value: from the calendar, the publication date, or the time in focus.

local tense = require("tense")
local ranges = require("ranges")

local time = desk.time

---@class Context
---@field text string
---@field published string?  the day of publication
---@field options table
---@field focus string?  the last time of the narrative
---@field quarter string?  the last quarter or half that was named

local resolvers = {}

--- The direction that is meant where the expression itself does not say it.
---@param piece Piece
---@param context Context
---@return string direction
---@return string reason
local function direction_of(piece, context)
  local before = tense.before(context.text, piece.first)
  if before then return before, before .. " by the word before" end
  local sentence = piece.match.sentence
  local found = tense.around(context.text, sentence.first, sentence.last, piece.first, piece.last)
  if found then return found, found .. " tense" end
  return context.options.prefer, "no tense: " .. context.options.prefer .. " by default"
end

function resolvers.stated(piece)
  return piece.value, "as it is written"
end

--- Weekdays, months, seasons.
function resolvers.cycle(piece, context)
  if not context.published then return piece.pattern, "no publication date" end
  local direction, reason = piece.direction, nil
  if not direction then direction, reason = direction_of(piece, context) end
  local value = time.resolve(piece.pattern, direction, context.published)
  return value or piece.pattern, (reason or direction) .. ", seen from the publication date"
end

--- A year of two digits or four.
---@param digits string
---@param context Context
---@return string?
local function full_year(digits, context)
  if #digits == 4 then return digits end
  return time.year(tonumber(digits), context.published or "2000")
end

-- A day of the year is the nearest one, unless that is so far off that the tense can speak for another.
local FAR <const> = 90

--- The nearest day, or the one that the tense wants if the nearest is far off.
---@param piece Piece
---@param context Context
---@param find fun(direction: string): string?
---@return string?
---@return string reason
local function nearest(piece, context, find)
  local before = tense.before(context.text, piece.first)
  if before == "past" then return find(before), "past by the word before, seen from the publication date" end
  local value = find("nearest")
  local distance = value and time.difference(context.published, value, "day") or 0
  if math.abs(distance) > FAR then
    local direction, reason = direction_of(piece, context)
    if not reason:find("^no tense") and (direction == "past") == (distance > 0) then
      return find(direction), reason .. ", seen from the publication date"
    end
  end
  return value, "the nearest to the publication date"
end

--- A calendar date; the year can be missing.
function resolvers.date(piece, context)
  local rest
  if piece.season then rest = "-" .. piece.season
  elseif piece.day then rest = ("-%02d-%02d"):format(piece.month, piece.day)
  else rest = ("-%02d"):format(piece.month) end
  if piece.sibling and piece.sibling.value then piece.year = piece.sibling.value:match("^%d%d%d%d") end
  if piece.year then
    local year = full_year(piece.year, context)
    if piece.day and not time.day(tonumber(year), piece.month, piece.day) then return nil end
    return year .. rest, "as it is written"
  end
  if not time.canonical("XXXX" .. rest) then return nil end
  piece.pattern = "XXXX" .. rest
  if not context.published then return piece.pattern, "no publication date" end
  local value, reason = nearest(piece, context, function(direction)
    return time.resolve(piece.pattern, direction, context.published)
  end)
  return value or piece.pattern, reason
end

function resolvers.short_year(piece, context)
  return full_year(piece.year, context), "two digits, nearest to the publication date"
end

function resolvers.decade(piece, context)
  return time.decade(piece.year, context.published or "2000"), "the decade nearest to the publication date"
end

function resolvers.figures(piece, context)
  local a, b, c = piece.figures[1], piece.figures[2], piece.figures[3]
  local year, month, day = c, a, b
  if #a == 4 then year, month, day = a, b, c
  elseif context.options.order == "dmy" then month, day = b, a end
  month, day = tonumber(month), tonumber(day)
  if month > 12 and #a < 4 then month, day = day, month end
  if month < 1 or month > 12 or day < 1 or day > 31 then return nil end
  return resolvers.date({ year = year, month = month, day = day, match = piece.match, first = piece.first,
    last = piece.last }, context)
end

function resolvers.day_of_month(piece, context)
  local pattern = ("XXXX-XX-%02d"):format(piece.day)
  if not context.published then return pattern, "no publication date" end
  local direction, reason = direction_of(piece, context)
  return time.resolve(pattern, direction, context.published) or pattern, reason
    .. ", seen from the publication date"
end

function resolvers.holiday(piece, context)
  if piece.year then
    return time.holiday(piece.name, tonumber(piece.year)), "the holiday in that year"
  end
  if not context.published then return "XXXX-XX-XX", "no publication date" end
  if piece.direction then
    return time.holiday(piece.name, piece.direction, context.published), piece.direction
      .. ", seen from the publication date"
  end
  return nearest(piece, context, function(direction)
    return time.holiday(piece.name, direction, context.published)
  end)
end

local UNSPECIFIED <const> = {
  day = "XXXX-XX-XX", week = "XXXX-WXX", weekend = "XXXX-WXX-WE", month = "XXXX-XX", quarter = "XXXX-QX",
    year = "XXXX",
  decade = "XXX", century = "XX", half = "XXXX-HX", hour = "XXXX-XX-XXTXX", minute = "XXXX-XX-XXTXX:XX",
  second = "XXXX-XX-XXTXX:XX:XX", fortnight = "XXXX-WXX", night = "XXXX-XX-XXTNI", millennium = "X",
}

--- "this week", "last year", "today".
function resolvers.period(piece, context)
  if not context.published then return UNSPECIFIED[piece.unit], "no publication date" end
  return time.period(context.published, piece.unit, piece.offset),
    ("%+d %s from the publication date"):format(piece.offset, piece.unit)
end

--- "the following month", "that year": from the time in focus.
function resolvers.focus_period(piece, context)
  -- The day after something that happened on a day not told is not known either.
  local origin
  if piece.unit == "day" then origin = context.day else origin = context.focus or context.published end
  if not origin then return UNSPECIFIED[piece.unit], "nothing to count from" end
  return time.period(origin, piece.unit, piece.offset) or UNSPECIFIED[piece.unit],
    ("%+d %s from the time in focus, %s"):format(piece.offset, piece.unit, origin)
end

--- "the quarter", "the year".
function resolvers.the_unit(piece, context)
  if piece.unit == "quarter" then return resolvers.latest_quarter(piece, context) end
  if piece.unit == "day" then
    if not piece.mod then return nil end
    return context.day or context.published or "XXXX-XX-XX", "the day in focus"
  end
  if not context.published then return UNSPECIFIED[piece.unit], "no publication date" end
  return time.period(context.published, piece.unit, 0), "the one of the publication date"
end

--- "two years ago".
function resolvers.shift(piece, context)
  if piece.amount == "X" then
    return piece.sign < 0 and "PAST_REF" or "FUTURE_REF", "no number to count with"
  end
  if not context.published then return UNSPECIFIED[piece.unit], "no publication date" end
  if piece.unit == "year" and piece.amount == 1 and piece.sign < 0 and context.quarter then
    return time.shift(context.quarter, -1, "year"), "a year before " .. context.quarter
  end
  return resolvers.count(piece, context, context.published, "the publication date")
end

--- So many units from an origin, as large as the unit.
function resolvers.count(piece, _, origin, name)
  local unit, amount = piece.unit, piece.amount
  if unit == "fortnight" then unit, amount = "week", amount * 2 end
  if unit == "night" then unit = "day" end
  if math.type(amount) ~= "integer" then
    if amount * 12 % 1 == 0 and unit == "year" then unit, amount = "month", math.tointeger(amount * 12)
    else return UNSPECIFIED[piece.unit] end
  end
  local value = time.period(origin, unit, piece.sign * amount)
  return value or UNSPECIFIED[piece.unit], ("%+d %s from %s"):format(piece.sign * amount, unit, name)
end

--- "a year earlier", "two days later": from the time in focus, as large as that.
function resolvers.focus_shift(piece, context)
  if piece.amount == "X" then
    return piece.sign < 0 and "PAST_REF" or "FUTURE_REF", "no number to count with"
  end
  local origin = context.quarter
  if piece.unit == "year" and origin then
    return time.shift(origin, piece.sign * piece.amount, "year"), "counted from " .. origin
  end
  origin = context.focus or context.published
  if not origin then return UNSPECIFIED[piece.unit], "nothing to count from" end
  return resolvers.count(piece, context, origin, "the time in focus")
end

--- "the third quarter": by the year it is said with, or the latest that has begun.
function resolvers.quarter(piece, context)
  local pattern = ("XXXX-%s%d"):format(piece.size, piece.number)
  local value, anchor
  if piece.year then
    value, anchor = full_year(piece.year, context) .. pattern:sub(5), "as it is written"
  elseif not context.published then
    return pattern, "no publication date"
  elseif piece.year_offset then
    value = time.period(context.published, "year", piece.year_offset) .. pattern:sub(5)
    anchor = "in that year"
  else
    -- Companies "will report" a quarter that is over: the future is the nearest one.
    local direction, reason = direction_of(piece, context)
    value = time.resolve(pattern, direction == "future" and "nearest" or direction, context.published)
    anchor = reason .. ", seen from the publication date"
  end
  if piece.year_ago and value then value = time.shift(value, -1, "year") else context.quarter = value end
  return value or pattern, anchor
end

--- "the 1988 quarter": the piece of that year that is in focus.
function resolvers.in_year(piece, context)
  if not context.quarter then return piece.year, "as it is written" end
  return piece.year .. context.quarter:sub(5), "the quarter in focus, in that year"
end

function resolvers.latest_quarter(_, context)
  local known = context.quarter
  if not context.published then return known or "XXXX-QX", "no publication date" end
  local _, over = time.interval(known or "XXXX")
  if over and over <= context.published then return known, "the quarter in focus" end
  return time.period(context.published, "quarter", -1), "the last that ended before publication"
end

function resolvers.year_ago(piece, context)
  if context.quarter then
    return time.shift(context.quarter, -1, "year"), "a year before " .. context.quarter
  end
  if not context.published then return "XXXX", "no publication date" end
  return time.period(context.published, "year", -1), "a year before publication"
end

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

function resolvers.duration(piece)
  return duration(piece.amount, piece.unit), piece.direction and "a length of time "
    .. (piece.direction == "before" and "up to" or "from") .. " the publication date" or "a length of time"
end

function resolvers.length(piece)
  return piece.value, "a length of time"
end

--- "the first Monday of May", "Tuesday of next week".
function resolvers.nth_weekday(piece, context)
  local span = piece.span
  if not span then
    if piece.year then span = ("%s-%02d"):format(full_year(piece.year, context), piece.month)
    elseif not context.published then return "XXXX-XX-XX", "no publication date"
    elseif piece.month then
      span = time.resolve(("XXXX-%02d"):format(piece.month), (direction_of(piece, context)),
        context.published)
    else span = time.period(context.published, piece.unit, piece.offset) end
  end
  return span and time.nth_weekday(piece.number, piece.weekday, span), "counted in " .. (span or "that time")
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

--- A time without a day is that of the day in focus.
function resolvers.day_in_focus(_, context)
  local origin = context.day or context.published
  if not origin then return "XXXX-XX-XX", "no publication date" end
  return time.truncate(origin, "day"), "on the day in focus"
end

-- What a story from a news agency begins with: BAGHDAD, Sept. 12 (Agency) - …
local DATELINE <const> = "^%s*%u[%u%s,.'/%-]*,%s*$"

--- A date in the dateline is the day of writing: what follows is seen from there.
---@param piece Piece
---@param context Context
local function read_dateline(piece, context)
  if piece.kind ~= "day" or piece.how ~= "date" or not context.published then return end
  local line = context.text:sub(math.max(1, piece.first - 60), piece.first - 1):match("[^\n]*$")
  if not line:find(DATELINE) then return end
  local distance = time.difference(piece.value, context.published, "day")
  if distance and distance >= 0 and distance <= 7 then context.published = piece.value end
end

--- Resolves the pieces in the order of the text and keeps what is in focus.
---@param pieces Piece[]
---@param context Context
local function resolve(pieces, context)
  for index, piece in ipairs(pieces) do
    local value, anchor = resolvers[piece.how](piece, context)
    if value and piece.week then value = time.period(value, "week") end
    if value then
      local label = "DATE"
      if piece.kind == "set" then label = "SET"
      elseif (piece.how == "duration" or piece.how == "length" or piece.how == "joined")
        then label = "DURATION"
      elseif piece.kind ~= "vague" and piece.how ~= "set" then
        if value:find("^%d%d%d%d") and not piece.part and not piece.clock then
          context.focus = value
          if piece.kind == "day" then context.day = value end
        end
      end
      if piece.part or piece.clock then
        label = "TIME"
        local day = value
        value = value .. (piece.clock or "T" .. piece.part)
        if not day:find("X") then context.day = day end
      end
      piece.value, piece.anchor, piece.label = value, anchor, label
      if piece.from then ranges.straighten(piece) end
      if index == 1 then read_dateline(piece, context) end
    else
      piece.value = nil
    end
  end
end

return resolve
