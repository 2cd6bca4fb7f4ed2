--- Joins pieces that stand together: "early" + "next year", "10 p.m." + "Wednesday", "Friday" + "night".

-- What may stand between a time and its day, and between a day and its time.
local AFTER_TIME <const> = { [" "] = true, [", "] = true, [" on "] = true, [" of "] = true }
local AFTER_DAY <const> = { [" "] = true, [", "] = true, [" at "] = true, [", at "] = true }

---@param front Piece
---@param piece Piece
local function extend(front, piece)
  piece.first = front.first
  return piece
end

local numbers = require("numbers")

-- Whether "a year" is a length of time, by the word before it.
local BEFORE_LENGTH = require("kinds")("data/before_length.tsv")
local FINER <const> = { year = "month", month = "day", week = "day", day = "hour", hour = "minute",
  minute = "second" }
local AFTER_NOON <const> = { AF = true, EV = true, NI = true }
local IS_DATE <const> = { date = true, figures = true }
local IS_STATED <const> = { date = true, stated = true, decade = true, holiday = true }
local DATES <const> = { day = true, date = true }

--- "4:30 this afternoon" is 16:30.
---@param clock string
---@return string
local function after_noon(clock)
  local hour, rest = clock:match("^T(%d%d)(.*)$")
  return tonumber(hour) < 12 and ("T%d%s"):format(tonumber(hour) + 12, rest) or clock
end

--- What two neighbours make together; nil if they stay apart.
---@param a Piece
---@param b Piece
---@param gap string
---@return Piece?
local function join(a, b, gap)
  if a.kind == "edge" then
    if gap == " " and (DATES[b.kind] or b.kind == "part") then
      b.mod = b.mod or a.mod
      return extend(a, b)
    end
  elseif a.kind == "week_of" then
    if gap == " " and b.kind == "day" and not b.part then
      b.kind, b.week = "date", true
      return extend(a, b)
    end
  elseif a.kind == "part_of" then
    if gap == " " and b.kind == "day" and not b.part then
      b.part = a.code
      return extend(a, b)
    end
  elseif a.kind == "limit" then
    if gap == " " and b.kind == "span" and not b.direction and b.traits.limits ~= false then
      b.mod = b.mod or a.mod
      return extend(a, b)
    elseif gap == " " and b.kind == "date" and b.how == "shift" then
      b.mod = "APPROX"
      return extend(a, b)
    elseif gap == " " and a.word and (b.kind == "time" or a.word == "around" and IS_STATED[b.how]) then
      b.mod = "APPROX"
      return extend(a, b)
    end
  elseif a.kind == "span" and b.kind == "span" then
    if (gap == " " or gap == " and ") and a.how == "duration" and b.how == "duration"
      and FINER[a.unit] == b.unit
      and not a.direction and math.type(a.amount) and math.type(b.amount) then
      a.how, a.more, a.last = "joined", b, b.last
      return a
    end
  elseif a.kind == "day" and b.kind == "part" and gap == " " and not a.part then
    a.last, a.part = b.last, b.code
    a.mod = a.mod or b.mod
    return a
  elseif a.kind == "part" and b.kind == "day" and gap == " " and not b.part then
    b.part = a.code
    b.mod = b.mod or a.mod
    return extend(a, b)
  elseif a.kind == "time" and b.kind == "part" and b.alone and gap == " in " then
    if AFTER_NOON[b.code] then a.clock = after_noon(a.clock) end
    a.last = b.last
    return a
  elseif a.traits.before_day and b.kind == "day" and IS_DATE[b.how] and (gap == " " or gap == ", ")
      or a.traits.before_date and b.how == "date" and gap == ", " then
    return extend(a, b)
  elseif a.kind == "time" and b.kind == "day" and AFTER_TIME[gap] then
    if a.loose and AFTER_NOON[b.part] then a.clock = after_noon(a.clock) end
    b.clock, b.zone, b.part = a.clock, a.zone, nil
    return extend(a, b)
  elseif a.kind == "day" and b.kind == "time" and AFTER_DAY[gap] and not a.clock then
    a.last, a.clock, a.zone, a.part = b.last, b.clock, b.zone, nil
    return a
  end
  return nil
end

local STANDALONE <const> = { edge = false, limit = false, part_of = false, week_of = false, part = false }

--- Takes in a "the" before the piece. That the patterns do not begin with it makes them start
--- at rarer words, and so the search fast.
---@param piece Piece
---@param text string
local function take_article(piece, text)
  if piece.traits.article == false and not piece.takes_article then return end
  local before = text:sub(math.max(1, piece.first - 5), piece.first - 1)
  if before:find("^%W?[Tt]he%s$") then piece.first, piece.has_article = piece.first - 4, true end
end

--- Whether "a year" is a length and no rate: rates follow figures, plurals and words such as "million".
---@param piece Piece
---@param text string
---@return boolean
local function is_length(piece, text)
  if not piece.is_one or piece.mod or piece.how ~= "duration" then return true end
  local after = text:sub(piece.last + 1, piece.last + 8)
  if after:find("^ before ") or after:find("^ after ") then return true end
  local before = text:sub(math.max(1, piece.first - 14), piece.first - 1):match("([%w']+)%s$")
  if not before or before:find("%d") then return false end
  local word = before:lower()
  if piece.unit == "minute" then return BEFORE_LENGTH.minute[word] == true end
  if BEFORE_LENGTH.length[word] then return true end
  return not BEFORE_LENGTH.rate[word] and not word:find("s$") and not numbers.amount(word)
end

--- Takes in the number before "times a week"; false if there is none.
---@param piece Piece
---@param text string
---@return boolean
local function take_count(piece, text)
  if not piece.is_times then return true end
  local word = text:sub(math.max(1, piece.first - 20), piece.first - 1):match("([%w,-]+)%s$")
  local count = word and numbers.amount(word)
  if not count then return false end
  piece.first, piece.freq = piece.first - #word - 1, ("%sX"):format(count)
  return true
end

--- Joins neighbours and drops pieces that mean nothing alone.
---@param pieces Piece[]
---@param text string
---@return Piece[]
local function combine(pieces, text)
  local result = {}
  for index = #pieces, 1, -1 do
    -- From the right, so that "early" finds "Friday night" whole.
    local piece = pieces[index]
    take_article(piece, text)
    local next_piece = result[#result]
    local joined = next_piece and join(piece, next_piece, text:sub(piece.last + 1, next_piece.first - 1))
    if joined then result[#result] = joined else result[#result + 1] = piece end
  end
  local kept = {}
  for index = #result, 1, -1 do
    local piece = result[index]
    if piece.kind == "time" then
      piece.kind, piece.how = "day", "day_in_focus"
    elseif piece.kind == "part" and piece.alone then
      piece.kind, piece.how, piece.part = "day", "day_in_focus", piece.code
    end
    if STANDALONE[piece.kind] ~= false and is_length(piece, text) and take_count(piece, text) then
      kept[#kept + 1] = piece
    end
  end
  return kept
end

return combine
