--- The clause around a verb: where its sentence begins, what stands between subject and verb, and what
--- stands first as the subject.

local phrase = require("phrase")
local lexicon = require("lexicon")
local words = require("words")

local clauses = {}

local set = words.set
local BE <const> = lexicon.sets.be
local MODAL <const> = lexicon.sets.modal
--- Where the sentence of a token begins; a sentence goes on through the quotations in it.
---@param ctx QuoteContext
---@param i integer
---@param least integer
---@return integer
function clauses.sentence_start(ctx, i, least)
  local view, inside = ctx.view, ctx.inside
  local k = i
  while k > least do
    local region = inside[k]
    if region then
      if view.starts[region.s] or region.s <= least then return math.max(region.s, least) end
      k = region.s - 1
    elseif view.starts[k] then
      return k
    else
      k = k - 1
    end
  end
  return least
end

--- Words before a time: "on Friday", "late last week".
local BEFORE_TIME <const> = set("on in late early")

--- Where a time that ends at `j` begins: "Friday", "on Tuesday night", "this week"; nil if there is none.
local function time_start(view, j)
  local kind = view.kind[j]
  if kind == "daypart" then
    local before = view.kind[j - 1]
    if before ~= "date" and before ~= "dateword" and view.low[j - 1] ~= "this" then return nil end
    j = j - 1
  elseif kind ~= "date" then
    return nil
  end
  if view.kind[j - 1] == "dateword" then j = j - 1 end
  return BEFORE_TIME[view.low[j - 1]] and j - 1 or j
end

---@class Seen
---@field aux? boolean   an auxiliary
---@field be? boolean   a form of "be"
---@field modal? boolean   "will", "may" …
---@field adverb? boolean   an adverb or a time
---@field to? boolean

--- Steps left over adverbs, auxiliaries and times between subject and verb.
---@return integer j   the token where the subject should end
---@return Seen seen   what was stepped over
function clauses.over_adverbs(view, i, bound)
  local j, seen = i - 1, {}
  while j >= bound do
    local kind, low = view.kind[j], view.low[j]
    local time = time_start(view, j)
    if kind == "auxiliary" then
      seen.aux = true
      seen.modal = seen.modal or MODAL[low]
      seen.be = seen.be or BE[low]
    elseif time then
      seen.adverb = true
      j = time
    elseif kind == "adverb" or words.is_adverb(view, j)
      or low == "all" and view.low[j + 1] == "but" or low == "but" and view.low[j - 1] == "all"
    then
      seen.adverb = true
    elseif low == "to" and not seen.to then
      seen.to = true
    else
      break
    end
    j = j - 1
  end
  return j, seen
end

--- The subject of the sentence that begins at `s`, by what stands first in it.
---@param ctx QuoteContext
---@param s integer
---@param limit integer
---@return Phrase?
function clauses.first_subject(ctx, s, limit)
  local view, inside = ctx.view, ctx.inside
  local k = s
  if inside[k] then k = inside[k].e + 1 end
  for _ = 1, 4 do
    local kind, low = view.kind[k], view.low[k]
    if kind == "coordinator" or kind == "adverb" or low == "," or low == "-" or low == "so" then
      k = k + 1
    elseif kind == "preposition" or kind == "subordinator" or low:find("ing$") then
      while k < limit and view.low[k] ~= "," do
        local region = inside[k]
        k = region and region.e or k
        if region and view.low[k - 1] == "," then break end
        k = k + 1
      end
      k = k + 1
    else
      break
    end
  end
  if k >= limit then return nil end
  local found = phrase.right(view, k, limit - 1, ctx.names_right)
  if not found then return nil end
  -- "Two winters ago, she", "Each summer, they": a time before the subject.
  local after = found.core_e + 1
  local ago = view.low[after] == "ago"
  if ago then after = after + 1 end
  if view.low[after] == "," and after + 1 < limit and (ago or found.e == found.core_e
    and not words.is_name(view, found.core_e) and view.kind[found.core_s] ~= "pronoun")
  then
    return phrase.right(view, after + 1, limit - 1, ctx.names_right) or found
  end
  return found
end

return clauses
