--- Expressions that are read from another time: "last week", "two years ago", "the day before".

local grammar = require("grammar")
local lists = require("lists")
local months = require("months")
local numbers = require("numbers")

local add = grammar.add

local DIRECTIONS <const> = {
  last = "before", past = "before", previous = "before", next = "after", coming = "after", upcoming = "after",
  this = "this",
}

local OFFSETS <const> = {
  this = 0, current = 0, present = 0, last = -1, past = -1, previous = -1, next = 1, coming = 1, upcoming = 1,
}

local function unit(span)
  local entry = lists.unit:get(span.text)
  return entry.unit, entry.count
end

-- Days seen from the day of speaking.
local DAYS <const> = {
  today = 0, tonight = 0, yesterday = -1, tomorrow = 1,
  ["day before yesterday"] = -2, ["day after tomorrow"] = 2,
}
add("Today", "day.period",
  [=[ ( /today|tonight|yesterday|tomorrow/i | day [before after] /yesterday|tomorrow/i ) ]=],
  function(match)
    local word = match.text:lower():gsub("%s+", " ")
    return { kind = "day", how = "period", unit = "day", offset = DAYS[word], match = match,
      part = word == "tonight" and "NI" or nil }
  end)
add("ThisPart", "day.period", [=[ d:[this last] p:#part_of_day{code=MO|AF|EV|NI} ]=], function(match)
  local code = lists.part_of_day:get(match.p.text).code
  local last = match.d.text:lower() == "last"
  return { kind = "day", how = "period", unit = "day", offset = last and -1 or 0, match = match, part = code }
end)
add("EarlyPart", "part", [=[ <!( the ) e:[early late] p:#part_of_day{code=MO|AF|EV|NI} ]=], function(match)
  return { kind = "part", alone = true, code = lists.part_of_day:get(match.p.text).code, match = match,
    mod = match.e.text:lower() == "early" and "START" or "END" }
end, { article = false })
add("ThePart", "part",
  [=[ <&( [in during through of over] the ) e:[early late]? p:#part_of_day{code=MO|AF|EV|NI} ]=],
  function(match)
    local early = match.e and match.e.text:lower() == "early"
    return { kind = "part", alone = true, code = lists.part_of_day:get(match.p.text).code, match = match,
      mod = match.e and (early and "START" or "END") or nil }
  end)
add("Part", "part", [=[ p:#part_of_day ]=], function(match)
  return { kind = "part", code = lists.part_of_day:get(match.p.text).code, match = match,
    mod = match.text:lower():find("^mid") and "MID" or nil }
end, { article = false })

-- "the first Monday of May", "the last Friday of the month", "Tuesday of next week".
local ORDER <const> = { first = 1, second = 2, third = 3, fourth = 4, last = -1 }
add("NthWeekday", "day.nth_weekday",
  [=[ n:[first second third fourth last] w:#weekday [of in] ( m:$month_name ( ,? y:$year )?
    | d:[this last next] month
    | the month ) ]=], function(match)
  return { kind = "day", how = "nth_weekday", number = ORDER[match.n.text:lower()], match = match,
    weekday = tonumber(lists.weekday:get(match.w.text).number), month = match.m
      and months.number(match.m.text),
    year = numbers.year(match.y), unit = "month", offset = match.d and OFFSETS[match.d.text:lower()] or 0 }
end)
add("WeekdayOfWeek", "day.nth_weekday", [=[ w:#weekday of? d:[this last next] week ]=], function(match)
  return { kind = "day", how = "nth_weekday", number = 1,
    weekday = tonumber(lists.weekday:get(match.w.text).number),
    unit = "week", offset = OFFSETS[match.d.text:lower()], match = match }
end)

-- "this year", "last week", "the current month", "the following day", "that quarter".
local FOCUS_OFFSETS <const> = { following = 1, same = 0, that = 0, previous = -1, preceding = -1, next = 1 }
add("ThisUnit", { "date.period", "day.period" },
  [=[ ( d:[current present coming upcoming] | d:this ( past | coming | current )? | <!( the )
    d:[last next] ) fiscal?
    ( calendar )? u:#unit{count=one,unit!=second|minute|night|hour,!Name} ]=],
  function(match)
    local name = unit(match.u)
    local word = match.d.text:lower()
    local offset = OFFSETS[word]
    if match.text:lower():find("^this past")
      then offset = -1 elseif match.text:lower():find("^this coming") then offset = 1 end
    return { kind = name == "day" and "day" or "date", how = "period", unit = name, offset = offset,
      match = match }
  end)
add("LastUnit", { "date.period", "span.duration" },
  [=[ <&( the ) d:[last past next coming] u:#unit{count=one,unit!=second|night|day} ]=],
  function(match)
    local name = unit(match.u)
    local before = DIRECTIONS[match.d.text:lower()] == "before"
    if name == "year" then
      return { kind = "date", how = "period", unit = name, offset = before and -1 or 1, match = match }
    end
    return { kind = "span", how = "duration", amount = 1, unit = name, direction = before and "before"
      or "after", match = match }
  end)
add("FocusUnit", { "date.focus_period", "day.focus_period" },
  [=[ ( <&( the ) d:[same previous preceding next] | d:that same? | d:following )
    u:#unit{count=one,unit!=second|minute|hour|night} ]=],
  function(match)
    local name = unit(match.u)
    return { kind = name == "day" and "day" or "date", how = "focus_period", unit = name, match = match,
      offset = FOCUS_OFFSETS[match.d.text:lower()] }
  end)
add("ThatPart", "day.focus_period", [=[ ( <&( the ) d:[same previous preceding next] | d:[that following] )
    p:#part_of_day{code=MO|AF|EV|NI} ]=],
  function(match)
    return { kind = "day", how = "focus_period", unit = "day", match = match,
      offset = FOCUS_OFFSETS[match.d.text:lower()],
      part = lists.part_of_day:get(match.p.text).code }
  end)
add("TheUnit", { "date.cycle", "date.the_unit", "span.duration" },
  [=[ <&( the ) <!( [time person man woman player team day book song coach word game] of the )
    full? u:[year month week weekend quarter day] e:[ended ending]?
    !( %num | two thousand | [nineteen eighteen final finals half pounder back of after beginning starting
    before when that in] ) ]=], function(match)
  if match.e then
    local length = { kind = "span", how = "duration", amount = 1, unit = match.u.text:lower(), match = match,
      last = match.u.last }
    if length.unit == "year" then return length end
    return { kind = "date", how = "the_unit", unit = length.unit, match = match, last = match.u.last }
  end
  if match.u.text:lower() == "weekend" then
    return { kind = "date", how = "cycle", pattern = "XXXX-WXX-WE", match = match }
  end
  return { kind = "date", how = "the_unit", unit = match.u.text:lower(), match = match }
end)
-- "earlier in the day", with a clause behind it.
add("UnitBeforeLast", "date.period",
  [=[ u:[week weekend month year] ( w:before last | after next ) ]=], function(match)
  return { kind = "date", how = "period", unit = match.u.text:lower(), offset = match.w and -2 or 2,
    match = match }
end)
add("OtherDay", "vague.stated", [=[ <&( the ) other day !( of | %Name ) ]=], function(match)
  return { kind = "vague", how = "stated", value = "PAST_REF", match = match }
end)
add("InTheUnit", "date.the_unit", [=[ <&( [earlier later early late] in the ) u:[day week month year]
    &( [after before when] ) ]=],
  function(match)
    local word = match.u.text:lower()
    return { kind = "date", how = "the_unit", unit = word, match = match }
  end)
add("TheFiscalYear", { "date.period", "span.duration" },
  [=[ current? fiscal year e:[ended ending]? ]=], function(match)
  if match.e then
    return { kind = "span", how = "duration", amount = 1, unit = "year", match = match,
      last = match.e.first - 2 }
  end
  return { kind = "date", how = "period", unit = "year", offset = 0, match = match }
end)
add("UnitEnd", "date.period", [=[ u:[week month quarter] 's end ]=], function(match)
  return { kind = "date", how = "period", unit = match.u.text:lower(), offset = 0, mod = "END",
    match = match }
end)
add("YearEnd", { "date.period", "date.stated" },
  [=[ ( $full_year? year-end | year 's end ) ]=], function(match)
  local year = match.text:match("^%d%d%d%d")
  if year then return { kind = "date", how = "stated", value = year, mod = "END", match = match } end
  return { kind = "date", how = "period", unit = "year", offset = 0, mod = "END", match = match }
end)

-- "last Friday", "next May", "this summer".
add("LastWeekday", "day.cycle",
  [=[ d:[last next this past coming previous following] ( past | coming )? w:#weekday ]=],
  function(match)
    local word = match.d.text:lower()
    local direction = DIRECTIONS[word] or "after"
    local whole = match.text:lower()
    if whole:find("^this past") then direction = "before" elseif whole:find("^this coming")
      then direction = "after" end
    if direction == "this" then direction = "nearest" end
    return { kind = "day", how = "cycle", direction = direction, match = match,
      pattern = "XXXX-WXX-" .. lists.weekday:get(match.w.text).number }
  end, { before_date = true })
add("LastMonth", "date.cycle",
  [=[ d:[last next this past coming previous] ( past | coming )? m:$month_name ]=],
  function(match)
    local word = match.d.text:lower()
    local direction = DIRECTIONS[word]
    local whole = match.text:lower()
    if whole:find("^this past") then direction = "before" elseif whole:find("^this coming")
      then direction = "after" end
    return { kind = "date", how = "cycle", direction = direction, match = match,
      pattern = ("XXXX-%02d"):format(months.number(match.m.text)) }
  end)
add("LastSeason", "date.cycle",
  [=[ d:[last next this past coming previous] ( past | coming )? s:#season ]=],
  function(match)
    local word = match.d.text:lower()
    local direction = DIRECTIONS[word]
    local whole = match.text:lower()
    if whole:find("^this past") then direction = "before" elseif whole:find("^this coming")
      then direction = "after" end
    return { kind = "date", how = "cycle", direction = direction, match = match,
      pattern = "XXXX-" .. lists.season:get(match.s.text).code }
  end)

-- "two years ago", "three days later", "a year earlier", "six months from now".
local SIGNS <const> = { before = -1, after = 1 }
add("DayBefore", "date.focus_shift",
  [=[ <&( the ) <!( [in of] the ) u:[day week month year night] d:[before after]
    !( #weekday | $month_name | %num | [yesterday tomorrow the a an his her its their] | %Name ) ]=],
  function(match)
    local word = match.u.text:lower()
    return { kind = "date", how = "focus_shift", amount = 1, unit = word == "night" and "day" or word,
      part = word == "night" and "NI" or nil, sign = SIGNS[match.d.text:lower()], match = match }
  end)

-- Vague references.
add("TheVague", "vague.stated",
  [=[ <&( [in of from to for into about on at by than until] the ) v:#vague_after_the !( %num
    | #cardinal | #season | [several few couple and or of] ) ]=], function(match)
  return { kind = "vague", how = "stated", value = lists.vague_after_the:get(match.v.text).value,
    match = match }
end)
add("Vague", "vague.stated",
  [=[ v:#vague !( %num | #cardinal | #season | [several few couple and or] | after | as ) ]=],
  function(match)
    return { kind = "vague", how = "stated", value = lists.vague:get(match.v.text).value, match = match }
  end, { article = false })
-- "between now and May", "both now and later"; not "now and then".
add("NowAnd", "vague.stated", [=[ ( right? now ) &( [and or] !( then | again ) ) ]=], function(match)
  return { kind = "vague", how = "stated", value = "PRESENT_REF", match = match }
end)
add("ThatTime", "vague.stated", [=[ <&( at ) that time !( of ) ]=], function(match)
  return { kind = "vague", how = "stated", value = "PAST_REF", match = match }
end)
add("MomentsAgo", "vague.stated",
  [=[ ( ( a few )? moments | a moment ) d:[ago earlier later] ]=], function(match)
  local value = match.d.text:lower() == "later" and "FUTURE_REF" or "PAST_REF"
  return { kind = "vague", how = "stated", value = value, match = match }
end)
add("AtTheTime", "vague.stated",
  [=[ <&( at the ) time !( of | [that when being] | %lower ) ]=], function(match)
  return { kind = "vague", how = "stated", value = "PAST_REF", match = match }
end)
add("Current", "vague.stated",
  [=[ current !( #unit | %Name | [and or affairs was is were are will has had would could runs
    flows ran swept carried] ) &( %lower ) ]=], function(match)
  return { kind = "vague", how = "stated", value = "PRESENT_REF", match = match }
end, { article = false })
add("LongAgo", "vague.stated", [=[ ( long | not long | some time | a long time ) ago ]=], function(match)
  return { kind = "vague", how = "stated", value = "PAST_REF", match = match }
end)
add("UnitsAhead", "span.duration", [=[ <&( the ) u:#unit{count=many} ahead ]=], function(match)
  return { kind = "span", how = "duration", amount = "X", unit = unit(match.u), match = match,
    direction = "after" }
end)
add("OneDay", "vague.stated", [=[ <&( [will would could may might can 'll to] ) one day ]=], function(match)
  return { kind = "vague", how = "stated", value = "FUTURE_REF", match = match }
end, { priority = 1 })
local AHEAD <const> = { coming = true, upcoming = true, future = true }
add("RecentUnits", { "span.ahead", "span.duration" },
  [=[ d:[recent coming future past following previous preceding upcoming subsequent]
    u:#unit{count=many} ]=], function(match)
  local word = match.d.text:lower()
  local back = word == "recent" or word == "past" or word:find("^pre")
  return { kind = "span", how = AHEAD[word] and "ahead" or "duration", amount = "X",
    unit = unit(match.u), match = match, direction = back and "before" or "after" }
end)
