--- Reads cue verbs: whether a form is one where it stands, and whose saying it tells.

local clauses = require("clauses")
local lexicon = require("lexicon")
local phrase = require("phrase")
local words = require("words")

local cues = {}

local verbs = lexicon.verbs

---@class Attribution
---@field s integer   first token of the cue
---@field e integer   last token of the cue
---@field verb? Verb
---@field lemma string
---@field order "SV"|"VS"|"according"|"inherited"|"relative"|"agent"|"passive"
---@field speaker? Phrase
---@field antecedent? Phrase   what "who" refers to
---@field from integer   first token of the clause of saying
---@field to integer   its last token, as far as it is speaker and cue
---@field sentence integer   where its sentence begins, quotations counted as words
---@field block integer

---@class QuoteContext
---@field view Words
---@field inside table<integer, Region>
---@field names_left table<integer, integer>   last token of an entity → its first
---@field names_right table<integer, integer>   first token of an entity → its last

local set = words.set
--- Before these, a noun and "saying" belong together: "with a sign saying", "put up a sign saying".
local KEEPS <const> = set("with up out")
local PLURAL <const> = lexicon.sets.plural
--- Determiners that can stand alone as a subject: "many say".
local PRONOMINAL <const> = lexicon.sets.pronominal

--- The subject that a verb shares with the verb before it: "Ruiz rose and said".
local function inherited(ctx, i, sentence, previous)
  -- "Ruiz said he taught law and added": the verb of saying, not the one in what was said.
  local strong = ctx.last_strong
  if strong and strong.sentence == sentence then return strong.speaker end
  if previous and previous.sentence == sentence and previous.speaker and previous.order ~= "according"
    and ctx.view.kind[previous.speaker.core_s] ~= "pronoun"
  then
    return previous.speaker
  end
  local first = clauses.first_subject(ctx, sentence, i)
  return first or previous and previous.sentence == sentence and previous.speaker or nil
end

--- Whether a subject takes "say" and not "says".
local function is_plural(view, p)
  local low = view.low[p.core_e]
  if PLURAL[low] or PLURAL[view.low[p.core_s]] or low:find("[^su]s$") or view.low[p.e] == "who" then
    return true
  end
  for k = p.core_s, p.core_e do
    local word = view.low[k]
    if word == "and" or word:find("[^su]s$") then return true end
    if view.kind[k] == "preposition" then return false end
  end
  return false
end

---@class Place
---@field lines Lines   the paragraph
---@field low integer   first token after the last quotation before the cue in the paragraph
---@field high integer   last token before the next quotation
---@field previous? Attribution   the one before it

--- "was told", "is described as": whoever says it is not the subject.
local function read_passive(ctx, found, place)
  local view, verb, e = ctx.view, found.verb, found.e
  found.order = "passive"
  if view.low[e + 1] == "by" then
    found.speaker = phrase.right(view, e + 2, place.high, ctx.names_right)
    found.order, found.to = "agent", e + 1
  elseif verb.class == "call" or verb.lemma == "know" then
    -- "known as “Shorty”", "called “Bird”": a name, nobody's words.
    return nil
  end
  return found
end

--- "a plan proposed by Ruiz"
local function read_agent(ctx, found, place)
  local view = ctx.view
  local agent = phrase.right(view, found.e + 2, place.high, ctx.names_right)
  if not agent or not (words.is_name(view, agent.s) or view.kind[agent.s]) then return nil end
  found.speaker, found.order, found.to = agent, "agent", found.e + 1
  return found
end

--- "went on to say", "continued to insist": over the verb before "to", which ends at `j`.
local function read_infinitive(ctx, found, place, j)
  local view = ctx.view
  local k = j
  while k > place.low and not view.starts[k] and view.kind[k] == "preposition" do k = k - 1 end
  if view.kind[k] or not view.text[k]:find("^%l") or k <= place.low then return nil end
  -- "a plan to stop floods": nobody says anything.
  local low = view.low[k]
  local governor = verbs[low]
  if not (governor and not governor.noun or low:find("ed$") or low:find("ing$")) then return nil end
  local jj = clauses.over_adverbs(view, k, place.low)
  if view.kind[jj] == "coordinator" or view.low[jj] == "," then
    found.speaker = inherited(ctx, found.s, found.sentence, place.previous)
    found.order = "inherited"
  else
    found.speaker = phrase.left(view, jj, place.low, ctx.names_left)
    found.from = found.speaker and found.speaker.s or found.s
  end
  return found.speaker and found
end

--- "Ruiz, who said": the speaker is the pronoun at `j`, what it stands for is kept beside it.
local function read_relative(ctx, found, place, j)
  local view = ctx.view
  if view.low[j] == "what" or view.low[j] == "whom" then return nil end
  found.speaker = { s = j, e = j, core_s = j, core_e = j }
  found.order, found.from = "relative", j
  local k = view.low[j - 1] == "," and j - 2 or j - 1
  found.antecedent = phrase.left(view, k, place.low, ctx.names_left)
  return found
end

--- "…, saying", "a sign saying", "Calling it “a farce,” Ruiz left."
local function read_participle(ctx, found, place, j, at_start)
  local view, i = ctx.view, found.s
  found.order = "inherited"
  if not at_start and not view.kind[j] and words.is_word(view, j) then
    local noun = phrase.left(view, j, place.low, ctx.names_left)
    local governor = noun and view.kind[noun.s - 1]
    -- "issued a statement saying": whoever issued it. "mailed a note to members saying": not they.
    if governor == "issue" or governor == "preposition" and not KEEPS[view.low[noun.s - 1]] then
      found.speaker = inherited(ctx, i, found.sentence, place.previous) or noun
    else
      found.speaker, found.order = noun, "SV"
    end
  elseif view.starts[i] or i == place.lines.s then
    found.speaker = clauses.first_subject(ctx, i, place.lines.e)
  elseif not at_start or place.low > place.lines.s then
    found.speaker = inherited(ctx, i, found.sentence, place.previous)
  end
  return found.speaker and found
end

--- Whether a form with a subject before it is no verb of saying after all.
local function is_no_cue(ctx, found, place, seen)
  local view, verb, p, e = ctx.view, found.verb, found.speaker, found.e
  -- "the new plans", "old campaign claims": a noun, unless a name or a pronoun is before it.
  local behind = p.s == place.low and place.low > place.lines.s
  if verb.noun and not behind and not seen.aux and not seen.adverb and view.kind[p.core_e] ~= "pronoun" then
    if not words.is_name(view, p.core_e) or view.kind[e + 1] == "preposition" then return true end
    if not words.is_word(view, e + 1) and view.low[e + 1] ~= ":" then return true end
  end
  -- "a website called “Harbour Watch”": a name, nobody's words.
  local article = view.low[p.core_s] == "a" or view.low[p.core_s] == "an"
  if verb.class == "call" and not seen.aux and article and ctx.inside[e + 1] then return true end
  return verb.form == "base" and not seen.aux and not is_plural(view, p)
end

--- "…, said Ruiz": behind a clause or a quotation.
local function read_inverted(ctx, found, place)
  local view = ctx.view
  local s = found.e + 1
  if view.low[s] == "back" or view.low[s] == "out" then s = s + 1 end
  local low = view.low[s]
  if view.kind[s] == "object" or low == "it" or low == "that" and found.verb.form == "past" then
    return nil
  end
  local speaker = phrase.right(view, s, place.high, ctx.names_right)
  if not speaker then return nil end
  found.speaker, found.order, found.to = speaker, "VS", speaker.e
  return found
end

--- A finite form: its subject is before it, shared with the verb before, or behind it.
local function read_finite(ctx, found, place, j, at_start, seen)
  local view, form = ctx.view, found.verb.form
  local kind, low = view.kind[j], view.low[j]
  local comma = low == ","
  if not at_start and (kind == "coordinator" or comma) then
    local apposed = comma and phrase.left(view, j, place.low, ctx.names_left)
    if apposed then
      found.speaker, found.from = apposed, apposed.s
      return found
    end
    if kind == "coordinator" then
      if form == "base" and not seen.aux then return nil end
      found.speaker, found.order = inherited(ctx, found.s, found.sentence, place.previous), "inherited"
      return found.speaker and found
    end
  elseif not at_start then
    found.speaker = phrase.left(view, j, place.low, ctx.names_left)
    if found.speaker then
      if is_no_cue(ctx, found, place, seen) then return nil end
      found.from = found.speaker.s
      return found
    end
  end
  local inverts = (form == "past" or form == "third") and not seen.aux and found.lemma ~= "tell"
  return inverts and (at_start or comma) and read_inverted(ctx, found, place) or nil
end

--- Reads the form at `i`..`e` as a cue.
---@param ctx QuoteContext
---@param i integer
---@param e integer
---@param verb Verb
---@param place Place
---@return Attribution?
function cues.read(ctx, i, e, verb, place)
  local view = ctx.view
  if i > place.low then
    local before = view.kind[i - 1]
    if before == "possessive" or before == "determiner" and not PRONOMINAL[view.low[i - 1]] then
      return nil
    end
    -- A capital in the middle of a sentence: part of a name.
    if view.text[i]:find("^%u") and not view.starts[i] then return nil end
  end
  local j, seen = clauses.over_adverbs(view, i, place.low)
  ---@type Attribution
  local found = {
    s = i, e = e, verb = verb, lemma = verb.lemma, order = "SV", from = i, to = e, modal = seen.modal,
    sentence = clauses.sentence_start(ctx, i, place.lines.s), block = place.lines.number,
  }
  local form = verb.form
  local past = form == "past" or form == "participle"
  if seen.be and past then return read_passive(ctx, found, place) end
  if form == "participle" and not seen.aux then return nil end
  if past and view.low[e + 1] == "by" and not seen.aux and verb.lemma ~= "say" then
    local by_agent = read_agent(ctx, found, place)
    if by_agent then return by_agent end
  end
  local at_start = j < place.low or view.starts[j + 1] or false
  if seen.to then return not at_start and read_infinitive(ctx, found, place, j) or nil end
  if not at_start and view.kind[j] == "relative" then return read_relative(ctx, found, place, j) end
  if form == "ing" and not seen.aux then return read_participle(ctx, found, place, j, at_start) or nil end
  return read_finite(ctx, found, place, j, at_start, seen)
end

--- Reads "according to" and its like.
---@param ctx QuoteContext
---@param i integer
---@param e integer
---@param lemma string
---@param place Place
---@return Attribution?
function cues.according(ctx, i, e, lemma, place)
  local p = phrase.right(ctx.view, e + 1, place.high, ctx.names_right)
  if not p then return nil end
  -- "According to Ruiz, the mayor resigned": what follows is the clause, not an apposition.
  if ctx.view.starts[i] then p = { s = p.s, e = p.core_e, core_s = p.core_s, core_e = p.core_e } end
  return {
    s = i, e = e, lemma = lemma, order = "according", speaker = p, from = i, to = p.e,
    sentence = clauses.sentence_start(ctx, i, place.lines.s), block = place.lines.number,
  }
end

cues.nouns = lexicon.nouns

return cues
