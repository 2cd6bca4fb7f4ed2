--- Gives each piece its value: from the calendar, the publication date, or the time in focus.

local ranges = require("ranges")
local resolvers = require("resolvers")
local speaking = require("speaking")

local time = desk.time

-- What a story from a news agency begins with: BAGHDAD, Sept. 12 (Agency) - …
local DATELINE <const> = "^%s*%u[%u%s,.'/%-]*,%s*$"

--- A date in the dateline is the day of writing: what follows is seen from there.
---@param piece Piece
---@param context ResolutionContext
local function read_dateline(piece, context)
  if piece.kind ~= "day" or piece.how ~= "date" or not context.published then return end
  local line = context.text:sub(math.max(1, piece.first - 60), piece.first - 1):match("[^\n]*$")
  if not line:find(DATELINE) then return end
  local distance = time.difference(piece.value, context.published, "day")
  if distance and distance >= 0 and distance <= 7 then context.published = piece.value end
end

--- "today" and the like in a quotation, seen from the day on which it was spoken.
---@param pieces Piece[]
---@param index integer
---@param context ResolutionContext
---@return string? value
---@return string? anchor
local function spoken(pieces, index, context)
  local piece = pieces[index]
  if piece.how ~= "period" or piece.unit ~= "day" or not context.published then return nil end
  local weekday = speaking.weekday(pieces, index, context.text)
  local day = weekday and resolvers.cycle(weekday, context)
  if not day or day:find("X") then return nil end
  return time.period(day, "day", piece.offset), "seen from the day of speaking, " .. day
end

--- "a year earlier" looks back for a comparison, and the text goes on where it was.
---@param piece Piece
---@return boolean
local function is_compared(piece)
  return piece.how == "focus_shift" and piece.unit == "year" and piece.sign < 0
end

--- Resolves the pieces in the order of the text and keeps what is in focus.
---@param pieces Piece[]
---@param context ResolutionContext
local function resolve(pieces, context)
  for index, piece in ipairs(pieces) do
    local value, anchor = spoken(pieces, index, context)
    -- "Sunday (July 24)": the date says which Sunday.
    if piece.same_as then value, anchor = resolvers.date(piece.same_as, context), "the date behind it" end
    if not value then value, anchor = resolvers[piece.how](piece, context) end
    if value and piece.week then value = time.period(value, "week") end
    if value then
      local label = "DATE"
      if piece.kind == "set" then
        label = "SET"
      elseif value:find("^P[%dX]") or value:find("^PT") then
        label = "DURATION"
      elseif piece.kind ~= "vague" and piece.how ~= "set" then
        if value:find("^%d%d%d%d") and not piece.part and not piece.clock and not is_compared(piece) then
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
