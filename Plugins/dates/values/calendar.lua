--- Values of days, months, seasons, years and holidays by name and number.

local choice = require("values.choice")

local time = desk.time

local resolvers = {}

--- Weekdays, months, seasons.
function resolvers.cycle(piece, context)
  if not context.published then return piece.pattern, "no publication date" end
  local direction, reason = piece.direction, nil
  if not direction then direction, reason = choice.direction(piece, context) end
  local value = time.resolve(piece.pattern, direction, context.published)
  return value or piece.pattern, (reason or direction) .. ", seen from the publication date"
end

--- A calendar date; the year can be missing.
function resolvers.date(piece, context)
  local rest
  if piece.season then rest = "-" .. piece.season
  elseif piece.day then rest = ("-%02d-%02d"):format(piece.month, piece.day)
  else rest = ("-%02d"):format(piece.month) end
  if piece.sibling and piece.sibling.value then piece.year = piece.sibling.value:match("^%d%d%d%d") end
  if piece.year then
    local year = choice.full_year(piece.year, context)
    if piece.day and not time.day(tonumber(year), piece.month, piece.day) then return nil end
    return year .. rest, "as it is written"
  end
  if not time.canonical("XXXX" .. rest) then return nil end
  piece.pattern = "XXXX" .. rest
  if not context.published then return piece.pattern, "no publication date" end
  local value, reason = choice.nearest(piece, context, function(direction)
    return time.resolve(piece.pattern, direction, context.published)
  end)
  return value or piece.pattern, reason
end

function resolvers.short_year(piece, context)
  return choice.full_year(piece.year, context), "two digits, nearest to the publication date"
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
  local direction, reason = choice.direction(piece, context)
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
  return choice.nearest(piece, context, function(direction)
    return time.holiday(piece.name, direction, context.published)
  end)
end

--- "the first Monday of May", "Tuesday of next week".
function resolvers.nth_weekday(piece, context)
  local span = piece.span
  if not span then
    if piece.year then span = ("%s-%02d"):format(choice.full_year(piece.year, context), piece.month)
    elseif not context.published then return "XXXX-XX-XX", "no publication date"
    elseif piece.month then
      span = time.resolve(("XXXX-%02d"):format(piece.month), (choice.direction(piece, context)),
        context.published)
    else span = time.period(context.published, piece.unit, piece.offset) end
  end
  return span and time.nth_weekday(piece.number, piece.weekday, span), "counted in " .. (span or "that time")
end

return resolvers
