--- Collects candidates and keeps those that do not overlap a better one.
---
--- A candidate is better if it is of a higher rank, then if it is longer, then if it came first.

---@class Candidate
---@field span Span
---@field first integer
---@field last integer
---@field label string
---@field rule string
---@field rank integer
---@field features table

---@class Selection
---@field article Article
---@field candidates Candidate[]
local Selection = {}
Selection.__index = Selection

local selection = {}

---@param article Article
---@return Selection
function selection.new(article)
  return setmetatable({ article = article, candidates = {} }, Selection)
end

--- Adds a candidate. Ranks: 4 quantities and addresses, 3 names with a title or in a list of
--- several words, 2 other names with evidence, 1 single words of lists.
---@param span Span
---@param label string
---@param rule string
---@param rank integer
---@param features? table
function Selection:add(span, label, rule, rank, features)
  local candidates = self.candidates
  candidates[#candidates + 1] = {
    span = span, first = span.first, last = span.last, label = label, rule = rule, rank = rank,
    features = features or {}, order = #candidates,
  }
end

--- The best candidates that do not overlap, in order of position.
---@return Candidate[]
function Selection:winners()
  local candidates = self.candidates
  table.sort(candidates, function(a, b)
    if a.rank ~= b.rank then
      return a.rank > b.rank
    end
    if a.last - a.first ~= b.last - b.first then
      return a.last - a.first > b.last - b.first
    end
    if a.first ~= b.first then
      return a.first < b.first
    end
    return a.order < b.order
  end)
  -- Which bytes are taken: names are short, so a table of bytes is small and quick.
  local taken, winners = {}, {}
  for _, candidate in ipairs(candidates) do
    local free = true
    for byte = candidate.first, candidate.last do
      if taken[byte] then
        free = false
        break
      end
    end
    if free then
      for byte = candidate.first, candidate.last do
        taken[byte] = true
      end
      winners[#winners + 1] = candidate
    end
  end
  table.sort(winners, function(a, b)
    return a.first < b.first
  end)
  return winners
end

--- Annotates the winners.
function Selection:annotate()
  for _, candidate in ipairs(self:winners()) do
    local annotation = { span = candidate.span, label = candidate.label, rule = candidate.rule }
    for name, value in pairs(candidate.features) do
      annotation[name] = value
    end
    self.article:annotate(annotation)
  end
end

return selection
