--- Two expressions that make a range: "from 3 to 5 May", "between 2009 and 2011", "Monday through Friday".

local time = desk.time

local ranges = {}

local BETWEEN <const> = {
  [" to "] = true, [" through "] = true, [" until "] = true, [" till "] = true, ["-"] = true, ["–"] = true,
  ["—"] = true, [" - "] = true, [" – "] = true, [" — "] = true,
}
local POINTS <const> = { day = true, date = true }

--- Whether two pieces can be the ends of a range: a weekday and a month are none ("moved Monday to May").
---@param a Piece
---@param b Piece
---@return boolean
local function is_range(a, b)
  return not (a.how == "cycle" and b.how == "cycle") or (a.kind == "day") == (b.kind == "day")
end

--- Links the second piece of a range to the first.
---@param pieces Piece[]
---@param text string
function ranges.link(pieces, text)
  for index = 2, #pieces do
    local a, b = pieces[index - 1], pieces[index]
    if POINTS[a.kind] and POINTS[b.kind] then
      if a.traits.before_day and b.how == "date" and b.day and text:sub(a.last + 1, b.first - 1) == " (" then
        a.same_as = b
      end
      local gap = text:sub(a.last + 1, b.first - 1)
      if is_range(a, b) and (BETWEEN[gap] or gap == " and " and text:sub(math.max(1, a.first - 8),
        a.first - 1):find("[Bb]etween $")) then
        b.from = a
        -- "from March to May 2015": the year is that of both.
        if b.year and not a.year and a.how ~= "stated" then
          if a.how == "date" then a.year = b.year
          elseif a.how == "cycle" and a.pattern:find("^XXXX%-%d%d$") then
            a.how, a.year, a.month = "date", b.year, tonumber(a.pattern:sub(6))
          end
        end
      end
    end
  end
end

--- The end of a range lies after its beginning: in "from November to March" in the next year.
---@param piece Piece  the end
function ranges.straighten(piece)
  local from = piece.from
  if piece.year or not piece.pattern or not from.value or piece.clock or piece.part then return end
  if (time.compare(piece.value, from.value) or 1) < 0 and time.is_specified(from.value) then
    local later = time.resolve(piece.pattern, "after", from.value)
    if later then piece.value, piece.anchor = later, "the first after the beginning of the range" end
  end
end

--- Gives both the interval from the beginning of one to the end of the other.
---@param piece Piece  the end
function ranges.interval(piece)
  local from = piece.from
  if not (from.value and piece.value) or from.value:find("[X_]") or piece.value:find("[X_]") then return end
  local begin, finish = time.interval(from.value, piece.value)
  from.begin, from.finish, piece.begin, piece.finish = begin, finish, begin, finish
end

return ranges
