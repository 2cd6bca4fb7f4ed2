--- Noun phrases by the small words around them: who stands before a verb, who after it.

local lexicon = require("lexicon")
local words = require("words")

local phrase = {}

local verbs, nouns = lexicon.verbs, lexicon.nouns
local is_name, is_word = words.is_name, words.is_word

--- Prepositions that can tie a further noun to one ("a spokesman for the ministry").
local TIES <const> = lexicon.sets.tie
local CLAUSE_KINDS <const> = { coordinator = true, subordinator = true, conjunction = true, relative = true }
local ARTICLES <const> = words.set("a an the no every")
--- How far a noun phrase may reach, in tokens.
local FARTHEST <const> = 30

---@class Phrase
---@field s integer   first token
---@field e integer   last token
---@field core_s integer   first token without what is set off by commas
---@field core_e integer

local function number_like(view, i) return view.text[i]:find("^[%d$€£]") ~= nil or view.text[i] == "%" end

--- Whether the token before `s` ends a clause, so that a subject can begin at `s`.
local function begins_clause(view, s, bound)
  local before = s - 1
  if before < bound or view.starts[s] then return true end
  local kind = view.kind[before]
  return CLAUSE_KINDS[kind] or view.low[before] == "that" or not is_word(view, before)
end

--- Whether a word can be inside a noun phrase, going from right to left.
local function noun_word(view, i)
  if not is_word(view, i) or view.kind[i] then return false end
  if is_name(view, i) then return true end
  local word = view.low[i]
  if word:find("ly$") and word ~= "family" and word ~= "assembly" and word ~= "ally" then return false end
  local verb = verbs[word]
  -- "report", "claims": nouns as well; "said", "warning": not at the end of a name's run.
  return not verb or verb.form == "base" or verb.form == "third" or (verb.form ~= "past" and not verb.strong)
end

--- The first token of the noun phrase that ends at `j`.
---@param view Words
---@param j integer
---@param bound integer  the first token that may belong to it
---@param spans table<integer, integer>  last token of a name → its first
---@return integer?
local function left_start(view, j, bound, spans)
  local k, start = j, nil
  local least = math.max(bound, j - FARTHEST)
  while k >= least do
    local kind = view.kind[k]
    local low = view.low[k]
    local name_start = spans[k]
    if name_start and name_start >= least then
      start = name_start
      k = name_start
    elseif low == ")" and start == nil or low == ")" and view.low[k - 2] == "(" then
      local open = k - 1
      while open >= least and view.low[open] ~= "(" do open = open - 1 end
      if open < least then return start end
      k = open
    elseif low == "that" then
      return start
    elseif kind == "determiner" or kind == "possessive" then
      -- A lone article is no noun phrase; "many", "both", "this" can be.
      if not start and (kind == "possessive" or ARTICLES[low]) then
        return nil
      end
      start = k
      -- "a spokesman for the port"
      if view.kind[k - 1] ~= "preposition" or view.starts[k] then return k end
    elseif low == "'s" or low == "'" then
      if not start then return nil end
    elseif kind == "number" or kind == "modifier" or kind == "noun" or number_like(view, k) then
      start = k
    elseif kind == "reflexive" and not start then
      -- "Ruiz herself said": goes on with the name before it.
      if view.kind[k - 1] == "pronoun" then return k - 1 end
    elseif low == "former" or low == "then" and view.text[k + 1] == "-" then
      start = k
    elseif kind == "preposition" then
      if not start or not TIES[low] then return start end
      local outer = left_start(view, k - 1, bound, spans)
      if not outer or not (low == "of" or begins_clause(view, outer, bound)) then return start end
      return outer
    elseif kind == "coordinator" then
      if not start or low ~= "and" then return start end
      local outer = left_start(view, k - 1, bound, spans)
      if outer and begins_clause(view, outer, bound) and is_name(view, outer) == is_name(view, start) then
        return outer
      end
      return start
    elseif noun_word(view, k) then
      -- A noun of speech before a name without a comma: "In a statement Ruiz said".
      if start and nouns[low] and is_name(view, start) and not is_name(view, k) then return start end
      start = k
    else
      return start
    end
    if view.starts[k] then return start end
    k = k - 1
  end
  return start
end

--- Steps over what is set off by commas, brackets or dashes before `j`: "Ruiz, 42, the mayor, said".
---@return integer? k  last token of what stands before it
---@return integer? inner  first token inside
local function over_insertion(view, j, bound)
  local mark = view.low[j]
  local k = j - 1
  local least = math.max(bound, j - FARTHEST)
  while k >= least do
    if view.low[k] == mark and not (mark == "," and view.starts[k]) then return k - 1, k + 1 end
    if view.starts[k] or view.low[k] == ";" then return nil end
    k = k - 1
  end
end

--- Whether what begins at `i` says more about the noun before it: "the mayor", "42", "who …", "R-Ohio".
local function is_apposition(view, i)
  local kind = view.kind[i]
  local low = view.low[i]
  if kind == "determiner" or kind == "possessive" or kind == "number" or number_like(view, i) then
    return true
  end
  if kind == "relative" then return low == "who" or low == "whose" or low == "which" end
  if kind or low:find("ing$") or low:find("ly$") then return false end
  local verb = verbs[low]
  if verb and verb.form ~= "base" and verb.form ~= "third" and not is_name(view, i) then return false end
  return is_word(view, i)
end
phrase.is_apposition = is_apposition

--- The subject that ends at `j` (directly before the verb and its adverbs), with its apposition.
---@param view Words
---@param j integer
---@param bound integer
---@param spans table<integer, integer>
---@return Phrase?
function phrase.left(view, j, bound, spans)
  local last = j
  local set_off = false
  for _ = 1, 4 do
    local low = view.low[j]
    if low ~= "," and low ~= "—" and low ~= "–" and low ~= "--" and low ~= "-" then break end
    local before, inner = over_insertion(view, j, bound)
    if not before or before < bound then return nil end
    if is_apposition(view, inner) then
      if not set_off then last = j - 1 end
      set_off = true
    elseif not set_off then
      last = before
    end
    j = before
    -- "Ruiz, 42, the mayor,": the next comma is directly before.
    if number_like(view, j) and view.low[j - 1] == "," and j - 2 >= bound then j = j - 2 end
  end
  local start = left_start(view, j, bound, spans)
  -- "waving flags and chanting": another verb, not a noun phrase.
  if start and start < j and view.text[start]:find("^%l%l%l+ing$") and begins_clause(view, start, bound) then
    return nil
  end
  if not start then
    if view.kind[j] == "pronoun" then return { s = j, e = last, core_s = j, core_e = j } end
    return nil
  end
  -- "Lund, a baker from Salem, Ohio, said": what was found is itself an apposition.
  local kind = view.kind[start]
  if set_off and view.low[start - 1] == "," and start - 2 >= bound and not view.starts[start]
    and (kind == "determiner" or number_like(view, start) or not is_name(view, start))
  then
    local outer = left_start(view, start - 2, bound, spans)
    if outer and begins_clause(view, outer, bound) then
      return { s = outer, e = last, core_s = outer, core_e = start - 2 }
    end
  end
  return { s = start, e = math.max(last, j), core_s = start, core_e = j }
end

--- Whether small words lead on to a name: "spokesman Jan Novak", not "rose from her seat".
local function leads_to_name(view, k, most)
  for at = k, math.min(most, k + 4) do
    if view.kind[at] or not is_word(view, at) then return false end
    if is_name(view, at) then return true end
  end
  return false
end

--- The end of the noun phrase that begins at `i`, without appositions.
---@param view Words
---@param i integer
---@param bound integer  the last token that may belong to it
---@param ends table<integer, integer>  first token of a name → its last
---@return integer?
local function right_end(view, i, bound, ends)
  local k, last = i, nil
  local named = false
  local most = math.min(bound, i + FARTHEST)
  if view.kind[k] == "pronoun" then return k end
  while k <= most do
    if k > i and view.starts[k] then return last end
    local kind = view.kind[k]
    local low = view.low[k]
    if ends[k] and ends[k] <= most then
      k = ends[k]
      last = k
      named = true
    elseif kind == "determiner" or kind == "possessive" then
      if last and low ~= "all" and low ~= "both" then return last end
      if low == "that" and last then return last end
    elseif low == "'s" or low == "'" then
      if not last then return nil end
    elseif kind == "number" or kind == "modifier" or kind == "noun" or number_like(view, k) then
      last = k
    elseif low == "(" and last then
      local close = k + 1
      while close <= most and view.low[close] ~= ")" do close = close + 1 end
      if close > most then return last end
      k = close
      last = k
    elseif kind == "preposition" and last and TIES[low] then
      local inner = right_end(view, k + 1, bound, ends)
      if not inner or view.kind[k + 1] == "pronoun" then return last end
      local head = view.low[inner]
      -- "said Ruiz in a statement", "on Friday": where and when it was said, not who.
      if nouns[head] and low ~= "of" or view.kind[inner] == "date" or view.kind[inner] == "daypart" then
        return last
      end
      if named and low ~= "of" and low ~= "from" and low ~= "for" and low ~= "with" then return last end
      return inner
    elseif low == "and" and last then
      if not (is_name(view, k + 1) or view.kind[k + 1] == "determiner") then return last end
      local inner = right_end(view, k + 1, bound, ends)
      local verb = inner and verbs[view.low[inner + 1]]
      if not inner or verb and verb.form ~= "ing" then return last end
      return inner
    elseif not kind and is_word(view, k) then
      local verb = verbs[low]
      local name = is_name(view, k)
      local finite = verb and last and verb.form ~= "base" and verb.form ~= "third"
      if not name and (finite or words.is_adverb(view, k)) then
        return last
      end
      if not name and named and is_name(view, i) and not leads_to_name(view, k, most) then return last end
      last = k
      named = named or name
    else
      return last
    end
    k = k + 1
  end
  return last
end
phrase.right_end = right_end

--- The end of the relative clause that begins at `k`: the next comma, or the end of the sentence.
local function relative_end(view, k, bound)
  while k < bound and view.low[k + 1] ~= "," and view.low[k + 1] ~= ";" and not view.starts[k + 1] do
    k = k + 1
  end
  return view.low[k] == "." and k - 1 or k
end

--- The end of what is set off after `e`: further appositions and relative clauses.
local function right_appositions(view, e, bound, ends)
  while view.low[e + 1] == "," and e + 2 <= bound and is_apposition(view, e + 2) do
    local k = e + 2
    if view.kind[k] == "relative" then
      return relative_end(view, k, bound)
    end
    local last = right_end(view, k, bound, ends)
    if not last then return e end
    -- A new clause, not an apposition: "said Ruiz, the council voted".
    local verb = verbs[view.low[last + 1]]
    if verb and (verb.form == "past" or verb.form == "third") then return e end
    e = last
    if view.kind[e + 1] == "relative" or view.low[e + 1] == "that" then
      e = relative_end(view, e + 1, bound)
    end
  end
  return e
end

--- The noun phrase that begins at `i`, with its apposition.
---@param view Words
---@param i integer
---@param bound integer
---@param ends table<integer, integer>
---@return Phrase?
function phrase.right(view, i, bound, ends)
  local core = right_end(view, i, bound, ends)
  if not core then return nil end
  if view.kind[i] == "pronoun" then return { s = i, e = i, core_s = i, core_e = i } end
  local e = core
  if view.low[e + 1] == "who" and e + 1 <= bound then
    e = relative_end(view, e + 1, bound)
  else
    e = right_appositions(view, e, bound, ends)
  end
  return { s = i, e = e, core_s = i, core_e = core }
end

return phrase
