--- Lengths of time: "more than two years", "the past few months", "24 hours".

local grammar = require("grammar")
local lists = require("lists")
local numbers = require("numbers")

local add = grammar.add

local function unit(span)
  return lists.unit:get(span.text).unit
end

local DIRECTIONS <const> = {
  last = "before", past = "before", previous = "before", recent = "before", preceding = "before",
  next = "after", coming = "after", following = "after", first = nil,
}

--- "12 and 18 months": two lengths, of which the first shares the unit of the second.
---@param match Match
---@param amount number|string
---@return Piece[]?
local function shared_unit(match, amount)
  if match.d or match.now or lists.unit:get(match.u.text).count ~= "many" then return nil end
  local name = unit(match.u)
  return {
    { kind = "span", how = "duration", amount = amount, unit = name, match = match, last = match.q.last },
    { kind = "span", how = "duration", amount = numbers.amount(match.b.text), unit = name, match = match,
      first = match.b.first },
  }
end

-- "two years", "two years ago", "two years earlier", "two years from now": what follows says which.
local SIGNS <const> = { ago = -1, hence = 1, earlier = -1, later = 1, before = -1 }
add("Amount", { "date.focus_shift", "date.shift", "span.duration", "span.length" },
  [=[ q:$amount ( /to|or|-|–/ $count )? ( /and/ b:$count )?
    ( /additional|more|full|straight|consecutive|trading|business|working|short|long|little/i?
      ( u:$unit_word | /while/i ) | side:/past|previous|last|next|coming|upcoming|following/i u:$units_word )
    ( /and/i /a/i half:/half/i )? s:( /or/i /so/i )?
    ( d:/ago|hence|earlier|later/i | d:/before/i &( %punct | sent> ) | now:( /from/i /now|today/i ) )?
    !( old | of age ) ]=],
  function(match)
    local words = match.q.text:lower()
    local is_one = words == "a" or words == "an"
    if not match.u then
      if not is_one or match.d then return nil end
      return { kind = "span", how = "length", value = "PXX", match = match }
    end
    local amount = numbers.amount(words)
    if not amount then return nil end
    if match.b then return shared_unit(match, amount) end
    local name, count = unit(match.u), lists.unit:get(match.u.text).count
    if count == "one" and amount ~= 1 and (amount == "X" or amount >= 100) then return nil end
    if match.half and amount ~= "X" then amount = amount + 0.5 end
    local piece = { kind = "date", amount = amount, unit = name, match = match, mod = match.s and "APPROX"
      or nil }
    local after = match.now and "hence" or match.d and match.d.text:lower()
    if after then
      piece.how = (after == "ago" or after == "hence") and "shift" or "focus_shift"
      piece.sign = SIGNS[after]
      return piece
    end
    -- "a second" and "a quarter" are more often a place in a row and a fraction.
    if name == "second" and count == "one" or name == "quarter" and (amount == 1 or amount == 0.5)
      then return nil end
    piece.kind, piece.how, piece.takes_article = "span", "duration", count == "many"
    piece.is_one = is_one and not match.text:find("%s%S+%s") or nil
    if match.side then
      piece.direction, piece.takes_article = DIRECTIONS[match.side.text:lower()], true
    end
    return piece
  end, { article = false })
-- The time of a race.
add("RaceTime", "span.length",
  [=[ /\d{1,2}:[0-5]\d:[0-5]\d/ !( [am pm a.m. p.m. AM PM] | #zone ) ]=], function(match)
  local hours, minutes, seconds = match.text:match("(%d+):(%d+):(%d+)")
  return { kind = "span", how = "length", match = match,
    value = ("PT%dH%dM%dS"):format(tonumber(hours), tonumber(minutes), tonumber(seconds)) }
end)
-- "hours after the blast", "all week".
add("UnitsBefore", "span.duration", [=[ <!( %num | [these those] ) u:#unit{count=many,unit!=second}
    &( [before after] ) ]=], function(match)
  return { kind = "span", how = "duration", amount = "X", unit = unit(match.u), match = match }
end)
-- "over the years", said of no years in particular.
add("TheYears", "span.duration", [=[ <&( [over through] the ) years
    !( %num | %Cap | [of since when that before after ahead] ) ]=],
  function(match)
    return { kind = "span", how = "duration", amount = "X", unit = "year", match = match }
  end)
-- "a month-long strike", "the weeks-long siege", "a three-year-long row".
add("Long", "span.duration",
  [=[ /(\w+-)?(minute|hour|day|week|month|year|decade)s?-long/i ]=], function(match)
  local front, name, many = match.text:lower():match("^(.-)%-?(%a-)(s?)%-long$")
  local amount = front ~= "" and numbers.amount(front) or front == "" and (many == "s" and "X" or 1)
  if not amount then return nil end
  return { kind = "span", how = "duration", amount = amount, unit = name, match = match }
end, { article = false })
add("AllUnit", { "date.cycle", "span.duration" },
  [=[ all u:[day week weekend month year night] ]=], function(match)
  local name = match.u.text:lower()
  if name == "weekend" then
    return { kind = "date", how = "cycle", pattern = "XXXX-WXX-WE", match = match }
  end
  return { kind = "span", how = "duration", amount = 1, unit = name, match = match }
end)
add("UnitsAgo", { "date.focus_shift", "date.shift" },
  [=[ u:#unit{count=many} d:/ago|earlier|later/i ]=], function(match)
  local word = match.d.text:lower()
  local how = word == "ago" and "shift" or "focus_shift"
  return { kind = "date", how = how, amount = "X", unit = unit(match.u), sign = SIGNS[word], match = match }
end)
add("FirstUnits", "span.duration",
  [=[ <&( the ) [first last final opening closing] u:#unit{count=many} !( %num ) ]=],
  function(match)
    return { kind = "span", how = "duration", amount = "X", unit = unit(match.u), match = match,
      direction = "within" }
  end)
add("UnitsOf", "span.duration",
  [=[ <!( [the these those office business opening working school %num of] | #cardinal )
    u:#unit{count=many,unit!=second|minute|hour|day} &( of !( age operation ) ) ]=], function(match)
  return { kind = "span", how = "duration", amount = "X", unit = unit(match.u), match = match }
end)
add("PastUnits", "span.duration",
  [=[ d:[last past previous next coming first final following preceding recent] ( q:$count (
    ( to | or | - | – ) $count )? | q:[few several couple many dozen half-dozen] of? | couple of )
    u:#unit ( or so )? ]=],
  function(match)
    local amount = match.q and numbers.amount(match.q.text) or 2
    return { kind = "span", how = "duration", amount = amount, unit = unit(match.u), match = match,
      direction = DIRECTIONS[match.d.text:lower()], is_part = match.d.text:lower() == "first",
      mod = match.text:find("or so$") and "APPROX" or nil }
  end)
add("HalfMore", "span.duration",
  [=[ q:#cardinal{number=1..9} and a f:[half quarter] u:#unit ]=], function(match)
  local more = match.f.text:lower() == "half" and 0.5 or 0.25
  return { kind = "span", how = "duration", amount = desk.text.number(match.q.text) + more,
    unit = unit(match.u), match = match }
end)
-- "three-year", "18-month": one token. "mid-year" and "last-minute" have no amount in front.
add("Adjective", "span.duration",
  [=[ /\w+(-\w+)?-(year|month|week|day|hour|minute|decade|century|night)/i ]=], function(match)
  local front, name = match.text:lower():match("^(.+)%-(%a+)$")
  local amount = front == "multi" and "X" or front == "half" and 0.5
    or front == "quarter" and name == "century" and 0.25 or numbers.amount(front)
  if not amount or amount == "X" and front ~= "multi" then return nil end
  return { kind = "span", how = "duration", amount = amount, unit = name, match = match }
end, { article = false, limits = false })
add("BareUnits", "span.duration",
  [=[ <&( [for in after of take takes took within spend spent spends last lasted wait waited] )
    u:#unit{count=many,unit!=second|minute|night} ]=], function(match)
  return { kind = "span", how = "duration", amount = "X", unit = unit(match.u), match = match }
end)
