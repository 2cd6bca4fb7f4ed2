--- Quarters and halves of years, and the periods that business news compares them with.

local grammar = require("grammar")
local months = require("months")
local numbers = require("numbers")

local add = grammar.add

local NUMBERS <const> = {
  first = 1, second = 2, third = 3, fourth = 4, ["1st"] = 1, ["2nd"] = 2, ["3rd"] = 3, ["4th"] = 4, last = 2,
}
local RELATIVE <const> = { this = 0, last = -1, next = 1 }

---@param match Match
---@param number integer
---@param size string "Q" or "H"
local function piece(match, number, size, year_offset, year_ago)
  return {
    kind = "date", how = "quarter", size = size, number = number, match = match,
    year = numbers.year(match.y),
    year_offset = year_offset, year_ago = year_ago,
  }
end

desk.define("of_year", [=[ ( of | in )? ( ( fiscal | calendar )? year? y:$year | rel:[this last next] year
    ) ]=])
desk.define("year_front", [=[ ( y:$full_year | rel:[this last next] year ) 's ]=])

add("Quarter", "date.quarter",
  [=[ ( rel:[this last next] year 's | y:$full_year 's )? ( fiscal | [latest current] )? (
    ago:[year-ago year-earlier] )? n:$quarter_number
    fiscal? size:[quarter half] ( of? y:$year | of the year | ( of )? rel:[this last next] year )?
    ]=], function(match)
  -- A half of no year is that of a match.
  local half = match.size.text:lower() == "half"
  if half and match.size.last == match.last and not (match.rel or match.y) then return nil end
  return piece(match, NUMBERS[match.n.text:lower()], half and "H" or "Q",
    match.rel and RELATIVE[match.rel.text:lower()], match.ago ~= nil)
end)
-- "First-half" is said of matches too; of business before these.
local BUSINESS <const> = [=[ &( [profit profits net pretax operating earnings results sales revenue revenues
  loss losses income dividend output growth production exports imports gains turnover figures] ) ]=]
add("HalfWord", "date.quarter", [=[ n:/(first|second)-half/i ]=] .. BUSINESS, function(match)
  local number = match.n.text:lower():match("^%a+")
  return { kind = "date", how = "quarter", size = "H", number = NUMBERS[number], match = match }
end)
add("QuarterWord", "date.quarter",
  [=[ fiscal? n:/(fiscal-)?(first|second|third|fourth)-quarter/i ( of? y:$full_year )? ]=],
  function(match)
    local word = match.n.text:lower()
    local number = NUMBERS[word:match("(%a+)%-%a+$")]
    return { kind = "date", how = "quarter", size = "Q", number = number, match = match,
      year = match.y and match.y.text }
  end, { article = false })
-- "the June quarter" is the one that ends in June.
add("MonthQuarter", "date.quarter",
  [=[ m:/March|June|September|December/ quarter !( of a ) ]=], function(match)
  return { kind = "date", how = "quarter", size = "Q", number = months.number(match.m.text) // 3,
    match = match }
end)
add("LastQuarter", "date.quarter", [=[ n:[last final latter] size:[quarter half] of
    ( y:$year | rel:[this last next] year ) ]=],
  function(match)
    local half = match.size.text:lower() == "half"
    return piece(match, half and 2 or 4, half and "H" or "Q", match.rel and RELATIVE[match.rel.text:lower()])
  end)
add("FirstQuarters", "date.quarter", [=[ [first last] two quarters of y:$year ]=], function(match)
  return piece(match, match.text:lower():find("first") and 1 or 2, "H")
end)
add("SamePeriod", "date.year_ago",
  [=[ ( [same corresponding comparable like similar]? [period quarter half] ( of | in )?
    last year
  | last year 's [quarter period] | [same corresponding comparable like similar]? [period quarter half] a
  year [ago earlier before] ) ]=],
  function(match)
    return { kind = "date", how = "year_ago", match = match }
  end)
add("YearQuarter", { "date.in_year", "date.quarter" },
  [=[ <&( the ) y:$full_year fiscal? n:$quarter_number? u:[quarter period half] ]=],
  function(match)
    if match.n then return piece(match, NUMBERS[match.n.text:lower()], match.u.text:lower() == "half" and "H"
      or "Q") end
    return { kind = "date", how = "in_year", year = match.y.text, match = match }
  end)
add("FiscalFirst", "date.quarter", [=[ /fiscal-(first|second|third|fourth)/i quarter ]=], function(match)
  return { kind = "date", how = "quarter", size = "Q",
    number = NUMBERS[match.text:lower():match("%-(%a+)")], match = match }
end)
add("QuarterCode", "date.quarter", [=[ n:/[QH][1-4]/ ( of? y:$year )? ]=], function(match)
  local size, number = match.n.text:match("^(%a)(%d)")
  if size == "H" and tonumber(number) > 2 then return nil end
  return { kind = "date", how = "quarter", size = size, number = tonumber(number), match = match,
    year = numbers.year(match.y) }
end)
add("YearQuarterCode", "date.quarter",
  [=[ ( y:$full_year -? n:/[QH][1-4]/i | n:/(19|20)\d\d-?[QH][1-4]/i ) ]=],
  function(match)
    local size, number = match.n.text:upper():match("(%a)(%d)$")
    return { kind = "date", how = "quarter", size = size, number = tonumber(number), match = match,
      year = match.text:match("^%d+") }
  end)

-- "the year-ago quarter", "the latest period".
add("YearAgoUnit", { "date.year_ago", "span.duration" },
  [=[ ( comparable | corresponding )? d:[year-ago year-earlier year-before]
    ( u:[quarter period month week half] | months:( #cardinal{number=2..11} months ) ) ]=], function(match)
  if match.months then
    return { kind = "span", how = "duration", amount = desk.text.number(match.months.text:match("^%S+")),
      unit = "month", match = match }
  end
  return { kind = "date", how = "year_ago", is_period = match.u.text:lower() == "period", match = match }
end)
add("YearAgo", "date.year_ago", [=[ d:[year-ago year-earlier] !( "$" | %num ) ]=],
  function(match)
    return { kind = "date", how = "year_ago", match = match }
  end, { article = false })
add("LatestQuarter", "date.latest_quarter",
  [=[ <&( the ) d:[latest recent] u:[quarter period] ]=], function(match)
  return { kind = "date", how = "latest_quarter", match = match }
end)
