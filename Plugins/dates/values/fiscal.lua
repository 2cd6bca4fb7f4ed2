--- Values of quarters and halves of years, and of the periods they are compared with.

local choice = require("values.choice")

local time = desk.time

local resolvers = {}

--- Nothing is compared with a quarter that has not begun, or that the text looks forward to.
---@param value string?
---@param anchor string?
---@param context ResolutionContext
---@return boolean
local function lies_ahead(value, anchor, context)
  if not (value and context.published) then return false end
  local begin, finish = time.interval(value)
  if anchor and anchor:find("^future") then begin = finish end
  return begin ~= nil and begin > context.published
end

--- "the third quarter": by the year it is said with, or the latest that has begun.
function resolvers.quarter(piece, context)
  local pattern = ("XXXX-%s%d"):format(piece.size, piece.number)
  local value, anchor
  if piece.year then
    value, anchor = choice.full_year(piece.year, context) .. pattern:sub(5), "as it is written"
  elseif not context.published then
    return pattern, "no publication date"
  elseif piece.year_offset then
    value = time.period(context.published, "year", piece.year_offset) .. pattern:sub(5)
    anchor = "in that year"
  else
    -- Companies "will report" a quarter that is over: the future is the nearest one.
    local direction, reason = choice.direction(piece, context)
    value = time.resolve(pattern, direction == "future" and "nearest" or direction, context.published)
    anchor = reason .. ", seen from the publication date"
  end
  if piece.year_ago and value then
    value = time.shift(value, -1, "year")
  elseif not lies_ahead(value, anchor, context) then
    context.quarter, context.months = value, nil
  end
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
  -- Of "the first nine months" the year-earlier period is nine months long too.
  if context.months and piece.is_period then return context.months, "as long as the months in focus" end
  if context.quarter then
    return time.shift(context.quarter, -1, "year"), "a year before " .. context.quarter
  end
  if not context.published then return "XXXX", "no publication date" end
  return time.period(context.published, "year", -1), "a year before publication"
end

return resolvers
