--- Days, months and years by name and number: "12 May 2016", "Sept. 11, '98", "June 1990", "1998".

-- What numbers count and measure: before these "May 12" is not a day and "1998" not a year.
local counted = require("kinds")("data/counted.tsv")
local grammar = require("grammar")
local lists = require("lists")
local months = require("months")
local numbers = require("numbers")

local add, text = grammar.add, grammar.text

local year_digits = numbers.year

---@param match Match
---@param year string?
---@param month integer
---@param day integer?
---@return Piece?
local function calendar_day(match, year, month, day)
  if not month or month < 1 or month > 12 or not day or day < 1 or day > 31 then return nil end
  return { kind = "day", how = "date", year = year, month = month, day = day, match = match }
end

---@param span Span
---@return integer
local function month_number(span)
  return months.number(span.text)
end

--- A regex for any of the words.
---@param list string
---@return string
local function any_of(list)
  local words = {}
  for word in pairs(list) do words[#words + 1] = word:gsub("%.", "\\.") end
  return "/" .. table.concat(words, "|") .. "/"
end

local NOT_COUNTED <const> = " !( % | " .. any_of(counted.day) .. " ) "

add("MonthDay", "day.date",
  [=[ ( $weekday_name ,? )? m:$month_name the? d:$day_number ]=] .. NOT_COUNTED .. [=[ ( ,?
    y:$year )? ]=],
  function(match)
    return calendar_day(match, year_digits(match.y), month_number(match.m), numbers.ordinal(match.d.text))
  end, { article = false })

-- "12 May 2016", "the fifth of June"; two days of a month make two expressions: "3 to 5 May".
add("DayMonth", "day.date",
  [=[ ( $weekday_name ,? the? )? d:$day_number ( [- – — to and through] b:$day_number )? (
    day? of )?
    m:$month_name ( ,? y:$year )? ]=],
  function(match)
    local year, month = year_digits(match.y), month_number(match.m)
    local from = calendar_day(match, year, month, numbers.ordinal(match.d.text))
    if not (match.b and from) then return from end
    local to = calendar_day(match, year, month, numbers.ordinal(match.b.text))
    if not to then return nil end
    from.last = match.d.last
    to.first, to.sibling = match.b.first, from
    return { from, to }
  end)

add("MonthDays", "day.date",
  [=[ m:$month_name a:$day_number [- – — to and through] b:$day_number ]=] .. NOT_COUNTED
  .. [=[ ( ,? y:$year )? ]=],
  function(match)
    local year, month = year_digits(match.y), month_number(match.m)
    local from = calendar_day(match, year, month, numbers.ordinal(match.a.text))
    local to = calendar_day(match, year, month, numbers.ordinal(match.b.text))
    if not (from and to) then return nil end
    from.last = match.a.last
    to.first, to.sibling = match.b.first, from
    return { from, to }
  end)

-- "June-August 1992" is one token and a year.
add("MonthSpan", { "date.cycle", "date.date" },
  [=[ p:/((Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)[-–](?1)/ ( ,? y:$year )?
    ]=],
  function(match)
    local from, to = match.p.text:match("^(%a+)%A+(%a+)$")
    local year = year_digits(match.y)
    if not (months.named(from) and months.named(to)) then return nil end
    local function month(name)
      local number = months.named(name)
      if year then return { kind = "date", how = "date", year = year, month = number, match = match } end
      return { kind = "date", how = "cycle", pattern = ("XXXX-%02d"):format(number), match = match }
    end
    local first, second = month(from), month(to)
    first.last = match.p.first + #from - 1
    second.first = match.p.last - #to + 1
    return { first, second }
  end)
add("WeekdaySpan", "day.cycle", [=[
    /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[-–](Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/ ]=], function(match)
  local from, to = match.text:match("^(%a+)%A+(%a+)$")
  local function day(name)
    return { kind = "day", how = "cycle", pattern = "XXXX-WXX-" .. lists.weekday:get(name).number,
      match = match }
  end
  local first, second = day(from), day(to)
  first.last = match.first + #from - 1
  second.first = match.last - #to + 1
  return { first, second }
end)
-- The day of a weekday, or of the month in focus: "Tuesday the 18th", "on the 15th".
add("WeekdayNumber", "day.day_of_month",
  [=[ $weekday_name ,? the? ( d:/\d\d?(st|nd|rd|th)/ | d:#day_word ) ]=], function(match)
  return { kind = "day", how = "day_of_month", day = numbers.ordinal(match.d.text), match = match }
end)
add("DayNumber", "day.day_of_month",
  [=[ <&( [on by until since before after from] the ) d:/([12]?\d|3[01])(st|nd|rd|th)/ of?
    !( %word | %num ) ]=], function(match)
  return { kind = "day", how = "day_of_month", day = numbers.ordinal(match.d.text), match = match }
end)

add("MonthYear", { "date.cycle", "date.date" }, [=[ m:$month_name ( of | , )? y:$year ]=], function(match)
  return { kind = "date", how = "date", year = year_digits(match.y), month = month_number(match.m),
    match = match }
end, { article = false })

--- A month of some year.
---@param match Match
---@return Piece
local function some_month(match)
  local pattern = ("XXXX-%02d"):format(month_number(match.m))
  return { kind = "date", how = "cycle", pattern = pattern, match = match }
end

-- "May" and "March" begin sentences and names as other words do: as months they follow a preposition
-- or a word that goes with months only.
local MONTH_BEFORE <const> = [=[ <&( [in of since by until till from to through during before after for and or
  this next last late early mid - – — every each between over -- "(" ,] ) ]=]
add("Month", "date.cycle",
  [=[ ( m:#month{text!=May|March|MAY|MARCH,len>3} | m:$short_month ) !( %Cap{!abbr} ) ]=],
  function(match)
    return { kind = "date", how = "cycle", pattern = ("XXXX-%02d"):format(month_number(match.m)),
      match = match }
  end, { article = false })
add("MonthWord", "date.cycle", MONTH_BEFORE .. [=[ m:#month{text=May|March} !( %Name ) ]=], function(match)
  return { kind = "date", how = "cycle", pattern = ("XXXX-%02d"):format(month_number(match.m)),
    match = match }
end, { article = false })
-- "Jan" and "Jun" are names as well.
add("MonthShort", "date.cycle",
  [=[ <&( [in since until by from to till] ) m:#month{len=3,text!=May} !( %Name | %num ) ]=],
  some_month)
-- Before a name a month could be a person's: "in April Mr. Ruiz", but "April Ruiz".
add("MonthBeforeName", "date.cycle",
  [=[ <&( [in of since by until till from to through during before after] )
    m:#month{text!=May|March|MAY|MARCH,len>3} &( %Cap ) ]=], function(match)
  return { kind = "date", how = "cycle", pattern = ("XXXX-%02d"):format(month_number(match.m)),
    match = match }
end)
local EDGES <const> = { early = "START", mid = "MID", late = "END" }
--- The modifier that "early", "mid" or "late" gives.
---@param span Span?
---@return string?
local function edge(span)
  return span and EDGES[span.text:lower():match("%a+")]
end
add("MidMonth", { "date.cycle", "date.date" },
  [=[ /(mid|early|late)-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?/i
    ( ,? y:$year )? ]=],
  function(match)
    local month = months.named(match.text:match("^%a+%-(%a+)"))
    if not month then return nil end
    local year = year_digits(match.y)
    if year then return { kind = "date", how = "date", year = year, month = month, mod = edge(match),
      match = match } end
    return { kind = "date", how = "cycle", pattern = ("XXXX-%02d"):format(month), mod = edge(match),
      match = match }
  end)

-- Figures only.
add("IsoDay", "day.date",
  [=[ y:/(1[5-9]|20)\d\d/ - m:/0[1-9]|1[0-2]/ - d:/0[1-9]|[12]\d|3[01]/ ]=], function(match)
  return calendar_day(match, text(match.y), tonumber(match.m.text), tonumber(match.d.text))
end)
add("Slashed", "day.figures",
  [=[ ( %num{text=~/^\d{1,2}\/\d{1,2}\/(\d\d|\d{4})$/} | %num{text=~/^\d{4}\/\d{1,2}\/\d{1,2}$/}
  | %num{text=~/^\d{1,2}\.\d{1,2}\.(19|20)\d\d$/} | /\d\d?/ - /\d\d?/ - /\d\d|\d{4}/ ) ]=], function(match)
  local a, b, c = match.text:match("^(%d+)%D+(%d+)%D+(%d+)$")
  return { kind = "day", how = "figures", figures = { a, b, c }, match = match }
end)
add("SlashedShort", "day.figures", [=[ <&( [on by until since before after from] | $weekday_name ,? )
    /(0?[1-9]|[12]\d|3[01])\/(0?[1-9]|[12]\d|3[01])/ ]=],
  function(match)
    local a, b = match.text:match("^(%d+)/(%d+)$")
    return { kind = "day", how = "figures", figures = { a, b }, match = match }
  end)

-- Years. A figure of four digits is one unless it counts or measures something, or is part of a number.
add("Year", "date.stated",
  [=[ <!( ["$" £ € ¥ "#" No. no. Flight flight Room Highway Route Route at "/" "+" §]
    | /\d{1,3}|\d{5,}/ [- – . "/"] ) ( year | calendar )?
    y:/(1[5-9]|20)\d\d/ !( [- –] /\d|\d\d\d/ | % | ° | ]=] .. any_of(counted.year) .. " )",
  function(match)
    return { kind = "date", how = "stated", value = match.y.text, match = match,
      takes_article = match.text ~= match.y.text }
  end, { priority = -1, article = false })
add("ShortYear", "date.short_year", [=[ /['’]\d\d/ !( %lower ) ]=], function(match)
  return { kind = "date", how = "short_year", year = match.text:match("%d%d"), match = match }
end)
add("MidYear", "date.stated", [=[ /(mid|early|late)-(1[5-9]|20)\d\d/i ]=], function(match)
  return { kind = "date", how = "stated", value = match.text:sub(-4), mod = edge(match), match = match }
end)
add("FiscalYear", { "date.short_year", "date.stated" },
  [=[ ( ( fiscal year? | FY ) ( $year | /\d\d/ ) | /FY'?(\d\d|\d{4})/ ) ]=], function(match)
  local digits = match.text:match("%d+$")
  if not digits then return nil end
  if #digits == 4 then return { kind = "date", how = "stated", value = digits, match = match } end
  return { kind = "date", how = "short_year", year = digits, match = match }
end)
add("YearInWords", "date.stated",
  [=[ year? front:[sixteen seventeen eighteen nineteen] ( two:#cardinal{number=10..99}
    | oh one:#cardinal{number=1..9} | hundred ) !( #unit | percent | people ) ]=], function(match)
  local low = match.two and desk.text.number(match.two.text) or match.one
    and desk.text.number(match.one.text) or 0
  return { kind = "date", how = "stated",
    value = ("%d"):format(desk.text.number(match.front.text) * 100 + low), match = match }
end)
add("YearTwoThousand", "date.stated",
  [=[ <&( in | of | by | since | until | from | to | $month_name | year ) two thousand
    ( and? one:#cardinal )? !( #unit | percent | people | %lower{text=~/s$/} ) ]=],
  function(match)
    return { kind = "date", how = "stated", match = match,
      value = ("%d"):format(2000 + (match.one and desk.text.number(match.one.text) or 0)) }
  end)
add("TheYearTwoThousand", "date.stated", [=[ year two thousand ( and? one:#cardinal )? ]=], function(match)
  return { kind = "date", how = "stated", match = match,
    value = ("%d"):format(2000 + (match.one and desk.text.number(match.one.text) or 0)) }
end)

-- Decades and centuries.
local DECADES <const> = {
  twenties = 20, thirties = 30, forties = 40, fifties = 50, sixties = 60, seventies = 70, eighties = 80,
    nineties = 90,
}
add("Decade", "date.stated",
  [=[ ( e:[early mid late] -? )? d:/(early-|mid-|late-)?(1[5-9]|20)\d0s/ ]=], function(match)
  local digits = match.d.text:match("%d+")
  return { kind = "date", how = "stated", value = digits:sub(1, 3), mod = edge(match.e) or edge(match.d),
    match = match }
end)
add("ShortDecade", "date.decade",
  [=[ <&( the ) ( e:[early mid late] -? )? d:/(early-|mid-|late-)?['’]?[2-9]0s/ ]=],
  function(match)
    return { kind = "date", how = "decade", year = tonumber(match.d.text:match("%d+")), match = match,
      mod = edge(match.e) or edge(match.d) }
  end)
add("DecadeWord", "date.decade", [=[ <&( the ) ( e:[early mid late] -? )? nineteen?
    d:/(early-|mid-|late-)?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)/i ]=],
  function(match)
    return { kind = "date", how = "decade", year = DECADES[match.d.text:lower():match("%a+$")], match = match,
      mod = edge(match.e) or edge(match.d) }
  end)
-- TIMEX3 has no value for a century before Christ.
add("Century", "date.stated",
  [=[ ( e:[early mid late] -? )? ( d:/\d\d?(st|nd|rd|th)/ | d:#day_word ) ( century |
    centuries ) [A.D. AD]? !( [B.C. BC BCE] ) ]=],
  function(match)
    local number = numbers.ordinal(match.d.text)
    if not number or number < 1 then return nil end
    return { kind = "date", how = "stated", value = ("%02d"):format(number - 1), mod = edge(match.e),
      match = match }
end)
add("CenturyWord", "date.stated", [=[ /\d\d?(st|nd|rd|th)-century/ ]=], function(match)
  return { kind = "date", how = "stated", value = ("%02d"):format(tonumber(match.text:match("^%d+")) - 1),
    match = match }
end)

-- Seasons and holidays.
add("SeasonYear", "date.date", [=[ e:[early mid late]? s:#season ( of | , )? y:$year ]=], function(match)
  return { kind = "date", how = "date", year = year_digits(match.y), match = match, mod = edge(match.e),
    season = lists.season:get(match.s.text).code }
end)
add("Season", "date.cycle",
  [=[ <&( [in by since until during through over of into throughout] the? [early mid late]? )
    s:#season
    !( [in for of off] | %num | %lower{text=~/[a-z]/} ) ]=], function(match)
  return { kind = "date", how = "cycle", pattern = "XXXX-" .. lists.season:get(match.s.text).code,
    match = match }
end)
add("LastHoliday", "day.holiday", [=[ d:[last next this past previous] name:#holiday ]=], function(match)
  local directions = { last = "before", past = "before", previous = "before", next = "after",
    this = "nearest" }
  return { kind = "day", how = "holiday", name = match.name.text,
    direction = directions[match.d.text:lower()], match = match }
end)
add("Holiday", "day.holiday", [=[ name:#holiday ( ,? y:/(19|20)\d\d/ )? ]=], function(match)
  return { kind = "day", how = "holiday", name = match.name.text, year = text(match.y), match = match }
end, { article = false })

-- Weekdays.
add("Weekday", "day.cycle",
  [=[ ( <!( the | %quote ) w:#weekday | w:#weekday !( %Cap ) ) ]=], function(match)
  return { kind = "day", how = "cycle", match = match,
    pattern = "XXXX-WXX-" .. lists.weekday:get(match.w.text).number }
end, { article = false, before_day = true })
