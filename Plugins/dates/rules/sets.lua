--- What recurs: "every Tuesday", "twice a week", "annually".

local grammar = require("grammar")
local lists = require("lists")
local months = require("months")
local numbers = require("numbers")

local add = grammar.add

local function unit(span)
  return lists.unit:get(span.text).unit
end

add("EveryUnit", "set.set_unit",
  [=[ d:[every each] ( q:( $count | other | few ) )? u:#unit ]=], function(match)
  local word = match.q and match.q.text:lower()
  local amount = word == "other" and 2 or word and numbers.amount(word) or 1
  return { kind = "set", how = "set_unit", amount = amount, unit = unit(match.u),
    quant = match.d.text:upper(), match = match }
end)
add("EveryDay", "set.set", [=[ d:[every each] w:#weekday ]=], function(match)
  return { kind = "set", how = "set", value = "XXXX-WXX-" .. lists.weekday:get(match.w.text).number,
    quant = match.d.text:upper(), match = match }
end)
add("EveryMonth", "set.set", [=[ d:[every each] m:$month_name ]=], function(match)
  return { kind = "set", how = "set", quant = match.d.text:upper(), match = match,
    value = ("XXXX-%02d"):format(months.number(match.m.text)) }
end)
add("EverySeason", "set.set", [=[ d:[every each] s:#season ]=], function(match)
  return { kind = "set", how = "set", value = "XXXX-" .. lists.season:get(match.s.text).code,
    quant = match.d.text:upper(), match = match }
end)
add("EveryPart", "set.set", [=[ d:[every each] p:#part_of_day ]=], function(match)
  return { kind = "set", how = "set", value = "XXXX-XX-XXT" .. lists.part_of_day:get(match.p.text).code,
    quant = match.d.text:upper(), match = match }
end)
local ADVERBS <const> = {
  annually = "year", yearly = "year", monthly = "month", weekly = "week", daily = "day",
    quarterly = "quarter",
  hourly = "hour", nightly = "night",
}
-- As adverbs only: "the daily newspaper", "quarterly results" say what kind of thing it is.
-- "20% annually", "5,000 cars annually" are rates.
add("Adverb", "set.set_unit", [=[ <!( % | [million billion percent trillion] | %num %lower? )
    <!( [the a an its his her their our average first last] ) w:[annually yearly monthly
    weekly daily quarterly hourly nightly]
    !( %lower{text!=and|in|on|at|for|to|by|with|from|but|or|as|since|through|because|if|until|when|while} |
    %Name ) ]=], function(match)
  return { kind = "set", how = "set_unit", amount = 1, unit = ADVERBS[match.w.text:lower()], match = match }
end)
-- How many times stands before and is read when the pieces are joined: figures begin too many things.
add("TimesA", "set.set_unit",
  [=[ f:/once|twice|times/i ( a | an | each | every | per ) u:#unit{count=one} ]=],
  function(match)
    local word = match.f.text:lower()
    return { kind = "set", how = "set_unit", amount = 1, unit = unit(match.u), match = match,
      freq = word == "once" and "1X" or word == "twice" and "2X" or nil, is_times = word == "times" }
  end)
add("Weekdays", "set.set", [=[ /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days/ ]=], function(match)
  return { kind = "set", how = "set", value = "XXXX-WXX-" .. lists.weekday:get(match.text:sub(1,
    -2)).number, match = match }
end)
add("Weekends", "set.set", [=[ weekends ]=], function(match)
  return { kind = "set", how = "set", value = "XXXX-WXX-WE", match = match }
end)
add("WeekdayParts", "set.set", [=[ w:#weekday p:/(morning|afternoon|evening|night)s/ ]=], function(match)
  return { kind = "set", how = "set", match = match,
    value = "XXXX-WXX-" .. lists.weekday:get(match.w.text).number .. "T"
      .. lists.part_of_day:get(match.p.text).code }
end)
