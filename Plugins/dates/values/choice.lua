--- What values are chosen by where the expression itself does not say it.

local tense = require("tense")

local time = desk.time

local choice = {}

--- The direction that is meant where the expression itself does not say it.
---@param piece Piece
---@param context ResolutionContext
---@return string direction
---@return string reason
function choice.direction(piece, context)
  local before = tense.before(context.text, piece.first)
  if before then return before, before .. " by the word before" end
  local sentence = piece.match.sentence
  local found = tense.around(context.text, sentence.first, sentence.last, piece.first, piece.last)
  if found then return found, found .. " tense" end
  return context.options.prefer, "no tense: " .. context.options.prefer .. " by default"
end

--- A year of two digits or four.
---@param digits string
---@param context ResolutionContext
---@return string?
function choice.full_year(digits, context)
  if #digits == 4 then return digits end
  return time.year(tonumber(digits), context.published or "2000")
end

-- A day of the year is the nearest one, unless that is so far off that the tense can speak for another.
local FAR <const> = 90

--- The nearest day, or the one that the tense wants if the nearest is far off.
---@param piece Piece
---@param context ResolutionContext
---@param find fun(direction: string): string?
---@return string?
---@return string reason
function choice.nearest(piece, context, find)
  local before = tense.before(context.text, piece.first)
  if before == "past" then return find(before), "past by the word before, seen from the publication date" end
  local value = find("nearest")
  local distance = value and time.difference(context.published, value, "day") or 0
  if math.abs(distance) > FAR then
    local direction, reason = choice.direction(piece, context)
    if not reason:find("^no tense") and (direction == "past") == (distance > 0) then
      return find(direction), reason .. ", seen from the publication date"
    end
  end
  return value, "the nearest to the publication date"
end

-- What is written where nothing is known to count from.
choice.UNSPECIFIED = {
  day = "XXXX-XX-XX", week = "XXXX-WXX", weekend = "XXXX-WXX-WE", month = "XXXX-XX", quarter = "XXXX-QX",
    year = "XXXX",
  decade = "XXX", century = "XX", half = "XXXX-HX", hour = "XXXX-XX-XXTXX", minute = "XXXX-XX-XXTXX:XX",
  second = "XXXX-XX-XXTXX:XX:XX", fortnight = "XXXX-WXX", night = "XXXX-XX-XXTNI", millennium = "X",
}

return choice
