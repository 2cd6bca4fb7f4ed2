--- Times of day: "3:07 p.m. EST", "1500 GMT", "noon".

local grammar = require("grammar")

local add = grammar.add

--- The offset of the zone that is told, as "-05:00".
---@param match Match
---@return string?
local function zone_of(match)
  return match.zone and desk.time.zone(match.zone.text)
end

add("Clock12", "time", [=[ ( h:/\d{1,2}([:.]\d\d)?/ half:[am pm a.m. p.m. AM PM A.M. P.M. a.m p.m] |
    glued:/\d{1,2}([:.]\d\d)?([ap]\.?m\.?|[AP]M)/ )
    ( zone:#zone | ( ET | PT ) | local time )? ]=], function(match)
  local digits = match.h and match.h.text or match.glued.text
  local hour, minute = digits:match("^(%d+)[:.]?(%d*)")
  local half = (match.half or match.glued).text:lower():find("p") and "pm" or "am"
  local clock = desk.time.clock(tonumber(hour), tonumber(minute) or 0, nil, half)
  return clock and { kind = "time", match = match, clock = clock, zone = zone_of(match) }
end)
add("Clock24", "time",
  [=[ ( t:/([01]?\d|2[0-3]):[0-5]\d/ | t:/([01]\d|2[0-3])[0-5]\d/ ) ( hours )? zone:#zone ]=],
  function(match)
    local hour, minute = match.t.text:match("^(%d%d?):?(%d%d)$")
    return { kind = "time", match = match, clock = desk.time.clock(tonumber(hour), tonumber(minute)),
      zone = zone_of(match) }
  end)
add("ClockPart", "time", [=[ t:/(0?[1-9]|1[0-2]):[0-5]\d/ &( ( in the | this | yesterday | tomorrow )
    [morning afternoon evening] | tonight ) ]=], function(match)
  local hour, minute = match.t.text:match("^(%d+):(%d+)$")
  local clock = desk.time.clock(tonumber(hour), tonumber(minute))
  return { kind = "time", match = match, clock = clock, loose = true }
end)
add("ClockBare", "time", [=[ <&( [at by from until since around about before after between] )
    t:/([01]?\d|2[0-3]):[0-5]\d/
    !( [am pm a.m. p.m. AM PM a.m p.m] | #zone ) ]=], function(match)
  local hour, minute = match.t.text:match("^(%d+):(%d+)$")
  return { kind = "time", match = match, clock = desk.time.clock(tonumber(hour), tonumber(minute)) }
end)
local HALVES <const> = { ["half past"] = 30, ["quarter past"] = 15, ["quarter to"] = -15 }
add("OClock", "time", [=[ ( f:( half past | quarter past | quarter to ) )? ( h:/([1-9]|1[0-2])/ |
    h:$small_number ) /o['’]?clock/i ]=],
  function(match)
    local minutes = match.f and HALVES[match.f.text:lower():gsub("%s+", " ")] or 0
    local hour = desk.text.number(match.h.text)
    if minutes < 0 then hour, minutes = hour - 1, minutes + 60 end
    return { kind = "time", match = match, clock = desk.time.clock(hour, minutes), loose = true }
  end)
add("HalfPast", "time",
  [=[ f:( half past | quarter past | quarter to ) h:#cardinal{number=1..12} ]=], function(match)
  local minutes = HALVES[match.f.text:lower():gsub("%s+", " ")]
  local hour = desk.text.number(match.h.text)
  if minutes < 0 then hour, minutes = hour - 1, minutes + 60 end
  return { kind = "time", match = match, clock = desk.time.clock(hour, minutes), loose = true }
end)
local NAMED <const> = { noon = "T12:00", midnight = "T24:00", midday = "T12:00" }
add("Noon", "time", [=[ w:[noon midnight] ]=], function(match)
  return { kind = "time", match = match, clock = NAMED[match.w.text:lower()] }
end)
