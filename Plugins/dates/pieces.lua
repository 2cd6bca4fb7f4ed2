--- What rules make of their matches, before it is resolved. A piece has a kind, which says what it can be joined with,
--- and if it has a value of its own, a `how`: the resolver that gives its value. Fields are added here before they are used.

---@class Piece
---@field kind string
---@field how string?  the resolver; nil for what has no value alone
---@field match Match
---@field first integer  first byte, from 1; that of the match unless the rule sets it
---@field last integer
---@field rule string  set by `grammar.read`
---@field traits RuleTraits  of the rule, set by `grammar.read`
---@field mod string?  TIMEX3 mod: "START", "MID", "END", "APPROX", …
---@field has_article boolean?  a "the" in front was taken in
---@field takes_article boolean?  takes a "the" though its rule does not
---@field value string?  the result, with `anchor`: how it was found, in words, and `label`
---@field anchor string?
---@field label string?
---@field from Piece?  the beginning of the range that this one ends
---@field begin string?  the interval of a range, half-open
---@field finish string?
---@field part string?  part of the day, as "NI"
---@field clock string?  time of day, as "T16:30"
---@field zone string?  offset from UTC

--- A day: "12 May", "Friday", "today", "Christmas".
---@class DayPiece : Piece
---@field year string?
---@field month integer?
---@field day integer?
---@field figures string[]?  how = "figures": the numbers of 12/05/2016
---@field pattern string?  how = "cycle": the next or last day that fits, as "XXXX-WXX-5"
---@field direction string?  "before", "after" or "this"
---@field number integer?  how = "nth_weekday"
---@field weekday integer?  how = "nth_weekday": 1 is Monday
---@field span string?  how = "nth_weekday": the period it is counted in
---@field offset integer?  how = "period": units from the publication date
---@field unit string?
---@field name string?  how = "holiday"
---@field sibling Piece?  the other day of "3 to 5 May"
---@field same_as Piece?  the date in brackets after a weekday

--- A month, quarter, season, year, decade or century.
---@class DatePiece : Piece
---@field year string|integer|nil
---@field month integer?
---@field season string?
---@field pattern string?  how = "cycle", as "XXXX-05"
---@field direction string?
---@field amount number|"X"|nil  how = "shift" or "focus_shift"
---@field sign -1|1|nil
---@field unit string?
---@field offset integer?  how = "period"
---@field number integer?  how = "quarter"
---@field size "Q"|"H"|nil  how = "quarter": quarters or halves of a year
---@field year_ago boolean?  how = "quarter": a year before
---@field year_offset integer?  how = "quarter": of last year, of next year
---@field is_period boolean?  how = "year_ago": "the year-earlier period"
---@field week boolean?  the week of a day

--- A length of time: "three years".
---@class SpanPiece : Piece
---@field amount number|"X"
---@field unit string
---@field direction "before"|"after"|nil  up to or from the publication date
---@field is_one boolean?  "a year", which may be a rate
---@field is_part boolean?  "the first six months"
---@field more Piece?  how = "joined": the second length

--- What recurs: "every Friday".
---@class SetPiece : Piece
---@field amount integer?
---@field unit string?
---@field quant string?  TIMEX3 quant: "EVERY"
---@field freq string?  TIMEX3 freq: "3X"
---@field is_times boolean?  "times a week", with its number in front

--- A time that is known only roughly: "now", "recently".
---@class VaguePiece : Piece

--- A part of the day: "morning".
---@class PartPiece : Piece
---@field code string  as "MO"
---@field alone boolean?  it can be an expression by itself

--- "the night of", in front of a day.
---@class PartOfPiece : Piece
---@field code string

--- A time of day: "4:30 p.m.".
---@class TimePiece : Piece
---@field loose boolean?  without a.m. or p.m.

--- "early", "late", "the end of", in front of a date.
---@class EdgePiece : Piece

--- "about", "less than", in front of a length.
---@class LimitPiece : Piece
---@field word string?  a word that can stand in front of a time or date too

--- "the week of", in front of a day.
---@class WeekOfPiece : Piece

local pieces = {}

--- The kinds with a value of their own; true for those that rules give a `how`.
---@type table<string, boolean>
pieces.KINDS = {
  day = true, date = true, span = true, set = true, vague = true,
  part = false, part_of = false, time = false, edge = false, limit = false, week_of = false,
}

return pieces
