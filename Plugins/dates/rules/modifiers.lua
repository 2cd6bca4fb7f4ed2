--- What stands before an expression and belongs to it: "early", "the end of", "more than".

local grammar = require("grammar")

local add = grammar.add

local EDGES <const> = {
  early = "START", earlier = "START", beginning = "START", start = "START", middle = "MID", mid = "MID",
  late = "END", later = "END", ["end"] = "END", close = "END", dawn = "START",
}
-- What follows is looked at first: these words are common, and mostly stand before other things.
local BEFORE_DATE <const> = [=[ &( [the this that last next yesterday today tomorrow noon fiscal] | %num |
    $month_name
    | #weekday | #season | #part_of_day ) ]=]
add("Edge", "edge",
  [=[ ( e:[beginning start middle end close dawn] of | e:[early late mid earlier later] ( in | on
    )? ) ]=]
  .. BEFORE_DATE, function(match)
  return { kind = "edge", mod = EDGES[match.e.text:lower()], match = match }
end)
add("WeekOf", "week_of", [=[ <&( the ) week ( of | ending | ended | beginning | starting | that began )
    &( the? ( $month_name | %num | #weekday ) ) ]=], function(match)
  return { kind = "week_of", match = match }
end, { priority = 1 })
add("PartOf", "part_of", [=[ <&( the ) p:/morning|afternoon|evening|night/i of ]=], function(match)
  local codes = { morning = "MO", afternoon = "AF", evening = "EV", night = "NI" }
  return { kind = "part_of", code = codes[match.p.text:lower()], match = match }
end)

local LIMITS <const> = {
  about = "APPROX", around = "APPROX", approximately = "APPROX", roughly = "APPROX", some = "APPROX",
  nearly = "LESS_THAN", almost = "LESS_THAN", ["more than"] = "MORE_THAN", over = "MORE_THAN",
  ["less than"] = "LESS_THAN", ["fewer than"] = "LESS_THAN", under = "LESS_THAN",
  ["at least"] = "EQUAL_OR_MORE",
  ["no less than"] = "EQUAL_OR_MORE", ["at most"] = "EQUAL_OR_LESS", ["no more than"] = "EQUAL_OR_LESS",
  ["up to"] = "EQUAL_OR_LESS", ["as many as"] = "EQUAL_OR_LESS", ["as little as"] = "EQUAL_OR_MORE",
}
-- "over three years" is mostly a time in which something happens; "for over three years" is a length.
add("Limit", "limit", [=[ ( /about|around|approximately|roughly|some|nearly|almost/i
    | <&( [for in by after of to than] ) /over/i
    | /more|less|fewer/i /than/i | /at/i /least|most/i | /no/i /more|less/i /than/i | /up/i /to/i
    | /as/i /many|little/i /as/i )
    &( %num | $small_number | /an?|half|several|noon|midnight|early|mid|late|the/i | $month_name ) ]=],
  function(match)
    local words = match.text:lower():gsub("%s+", " ")
    local word = (words == "around" or words == "about") and words or nil
    return { kind = "limit", mod = LIMITS[words], word = word, match = match }
  end, { article = false })
