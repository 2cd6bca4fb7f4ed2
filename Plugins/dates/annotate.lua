--- The way of an article: find the pieces, join them, resolve them, annotate.

require("patterns")
local grammar = require("grammar")
require("rules.calendar")
require("rules.relative")
require("rules.fiscal")
require("rules.durations")
require("rules.clocks")
require("rules.modifiers")
require("rules.sets")
local combine = require("combine")
local ranges = require("ranges")
local resolve = require("resolve")

local set = grammar.set()

--- Where the value begins and ends, if it is a stretch of the calendar.
---@param value string
---@return string? begin
---@return string? finish
local function interval(value)
  if value:find("X", 1, true) or value:find("_REF", 1, true) then return nil end
  return desk.time.interval(value)
end

---@param article Article
---@param options table
local function annotate(article, options)
  local pieces = {}
  for match in article:find(set) do grammar.read(match, pieces) end
  if #pieces == 0 then return end
  local text = article.text
  local published = article.published
  pieces = combine(pieces, text)
  ranges.link(pieces, text)
  local day = published and published:match("^%d%d%d%d%-%d%d%-%d%d")
  resolve(pieces, { text = text, options = options, published = day })
  for _, piece in ipairs(pieces) do
    if piece.value and piece.from then ranges.interval(piece) end
  end
  for _, piece in ipairs(pieces) do
    if piece.value then
      local begin, finish = piece.begin, piece.finish
      if not begin and piece.label ~= "SET" and piece.label ~= "DURATION" then
        begin, finish = interval(piece.value .. (piece.zone or ""))
      end
      article:annotate{
        first = piece.first, last = piece.last, label = piece.label, rule = piece.rule,
        value = piece.value, mod = piece.mod, anchor = piece.anchor, quant = piece.quant, freq = piece.freq,
        zone = piece.zone, begin = begin, ["until"] = finish,
      }
    end
  end
end

return annotate
