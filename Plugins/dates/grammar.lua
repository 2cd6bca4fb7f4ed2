--- Collects the rules with the functions that read their matches.

local grammar = {}

---@class Piece  A part of a temporal expression, or a whole one, before it is resolved.
---@field first integer
---@field last integer
---@field rule string
---@field kind string  what it can be joined with: "day", "date", "time", "part", "edge", "amount", "span", …
---@field label string?
---@field how string?  the resolver that gives its value
---@field match Match?

---@type Rule[]
local rules = {}
---@type table<string, fun(match: Match): Piece|Piece[]|nil>
local readers = {}

--- Adds a rule and the function that makes a piece (or several) of its matches.
---@param name string
---@param pattern string
---@param read fun(match: Match): table?
---@param priority? integer
function grammar.add(name, pattern, read, priority)
  rules[#rules + 1] = desk.rule{ name, pattern, priority = priority }
  readers[name] = read
end

--- All rules in one set, to be searched in one pass.
---@return RuleSet
function grammar.set() return desk.rules(rules) end

--- The piece of a match, or nil if it means nothing.
---@param match Match
---@return Piece|Piece[]|nil
---@return string rule
function grammar.read(match)
  local rule = match.rule
  return readers[rule](match), rule
end

--- A stretch of text, as a string; nil stays nil.
---@param span Span?
---@return string?
function grammar.text(span) return span and span.text end

return grammar
