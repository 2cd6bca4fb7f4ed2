--- Collects the rules with the functions that read their matches.

local pieces = require("pieces")
local resolvers = require("resolvers")

local grammar = {}

---@class RuleTraits
---@field priority integer?  which of two rules wins at one place; 0 unless set
---@field article boolean?  false: takes no "the" in front, as in "the Friday night"
---@field before_day boolean?  a weekday that its date may follow: "Friday, 13 May"
---@field before_date boolean?  the same for "last Friday, 13 May", where only a full date may follow
---@field limits boolean?  false: no "about" in front belongs to it

---@class ReadingRule
---@field read fun(match: Match): Piece|Piece[]|nil
---@field makes table<string, boolean>
---@field traits RuleTraits

---@type Rule[]
local rules = {}
---@type table<string, ReadingRule>
local by_name = {}

local TRAITS <const> = { priority = true, article = true, before_day = true, before_date = true, limits = true }

---@param names table<string, any>
---@return string
local function listed(names)
  local sorted = {}
  for name in pairs(names) do sorted[#sorted + 1] = name end
  table.sort(sorted)
  return table.concat(sorted, ", ")
end

--- Raises at the rule that is being added.
---@param message string
local function refuse(message) error(message, 4) end

---@param name string
---@param made string
local function check(name, made)
  local kind, how = made:match("^([%w_]+)%.?([%w_]*)$")
  local has_value = pieces.KINDS[kind]
  if has_value == nil then
    refuse(("rule %s: unknown kind \"%s\"; there are %s"):format(name, kind or made, listed(pieces.KINDS)))
  elseif has_value and not resolvers[how] then
    refuse(("rule %s: unknown how \"%s\"; there are %s"):format(name, how, listed(resolvers)))
  elseif not has_value and how ~= "" then
    refuse(("rule %s: a piece of kind \"%s\" has no how"):format(name, kind))
  end
end

--- Adds a rule and the function that makes a piece (or several) of its matches.
---@param name string
---@param makes string|string[]  what the pieces are: "day.period" is kind and how, "part" a kind without a value
---@param pattern string
---@param read fun(match: Match): Piece|Piece[]|nil
---@param traits? RuleTraits
function grammar.add(name, makes, pattern, read, traits)
  if type(makes) == "string" then makes = { makes } end
  local made = {}
  for _, kind in ipairs(makes) do
    check(name, kind)
    made[kind] = true
  end
  for trait in pairs(traits or {}) do
    if not TRAITS[trait] then
      error(("rule %s: unknown trait \"%s\"; there are %s"):format(name, trait, listed(TRAITS)), 2)
    end
  end
  traits = traits or {}
  rules[#rules + 1] = desk.rule{ name, pattern, priority = traits.priority }
  by_name[name] = { read = read, makes = made, traits = traits }
end

--- All rules in one set, to be searched in one pass.
---@return RuleSet
function grammar.set() return desk.rules(rules) end

---@param piece Piece
---@param match Match
---@param rule ReadingRule
local function complete(piece, match, rule)
  local made = piece.how and piece.kind .. "." .. piece.how or piece.kind
  if not rule.makes[made] then
    error(("rule %s makes \"%s\" and does not declare it"):format(match.rule, made))
  end
  piece.rule, piece.traits = match.rule, rule.traits
  piece.first, piece.last = piece.first or match.first, piece.last or match.last
end

--- Adds the pieces of a match to a list; none if it means nothing.
---@param match Match
---@param list Piece[]
function grammar.read(match, list)
  local rule = by_name[match.rule]
  local read = rule.read(match)
  if not read then return end
  if read.match then read = { read } end
  for _, piece in ipairs(read) do
    complete(piece, piece.match, rule)
    list[#list + 1] = piece
  end
end

--- A stretch of text, as a string; nil stays nil.
---@param span Span?
---@return string?
function grammar.text(span) return span and span.text end

return grammar
