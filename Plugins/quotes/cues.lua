--- Reads cue verbs: whether a form is one where it stands, and whose saying it tells.

local lexicon = require("lexicon")
local phrase = require("phrase")
local words = require("words")

local cues = {}

local verbs, nouns = lexicon.verbs, lexicon.nouns

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

---@class Context
---@field view Words
---@field inside table<integer, Region>
---@field names_left table<integer, integer>   last token of an entity → its first
---@field names_right table<integer, integer>   first token of an entity → its last

local BE <const> = { is = true, are = true, was = true, were = true, be = true, been = true, being = true, am = true }
local MODAL <const> = { will = true, would = true, can = true, could = true, may = true, might = true, must = true,
  should = true, cannot = true, ["'ll"] = true, ["'d"] = true, ["can't"] = true, ["won't"] = true, ["wouldn't"] = true,
  ["couldn't"] = true, ["shouldn't"] = true }
--- Before these, a noun and "saying" belong together: "with a sign saying", "held up a sign saying".
local KEEPS <const> = { with = true, up = true, out = true }
local PLURAL <const> = { people = true, police = true, many = true, most = true, some = true, few = true, who = true,
  both = true, all = true, several = true, others = true, they = true, we = true, i = true, you = true, men = true, women = true }

--- Where the sentence of a token begins; a sentence goes on through the quotations in it.
---@param ctx Context
---@param i integer
---@param least integer
---@return integer
function cues.sentence_start(ctx, i, least)
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

--- Steps left over adverbs, auxiliaries and times between subject and verb.
---@return integer j   the token where the subject should end
---@return table seen   what was stepped over: `be`, `have`, `to`, `aux`
local function over_adverbs(view, i, bound)
  local j = i - 1
  local seen = {}
  while j >= bound do
    local kind, low = view.kind[j], view.low[j]
    if kind == "auxiliary" then
      seen.aux = true
      if MODAL[low] then seen.modal = true end
      if BE[low] then seen.be = true end
      if low == "not" or low:find("n't$") then seen.no = true end
    elseif low == "'s" and not kind and seen.be then
      break
    elseif kind == "adverb" or (low:find("ly$") and not words.is_name(view, j) and low ~= "family" and low ~= "ally") then
      seen.adverb = true
    elseif kind == "date" or (kind == "daypart" and (view.kind[j - 1] == "date" or view.kind[j - 1] == "dateword"
      or view.low[j - 1] == "this"))
    then
      seen.adverb = true
      if kind == "daypart" then j = j - 1 end
      if view.kind[j - 1] == "dateword" then j = j - 1 end
      if view.low[j - 1] == "on" or view.low[j - 1] == "in" or view.low[j - 1] == "late" or view.low[j - 1] == "early" then
        j = j - 1
      end
    elseif (low == "all" and view.low[j + 1] == "but") or (low == "but" and view.low[j - 1] == "all") then
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
---@param ctx Context
---@param s integer
---@param limit integer
---@return Phrase?
local function first_subject(ctx, s, limit)
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
  -- "Eight years ago, she", "Each summer, they": a time before the subject.
  if found and view.low[found.core_e + 1] == "ago" or found and view.low[found.core_e + 1] == "," and found.e == found.core_e
    and not words.is_name(view, found.core_e) and view.kind[found.core_s] ~= "pronoun"
  then
    local after = found.core_e + (view.low[found.core_e + 1] == "ago" and 2 or 1)
    if view.low[after] == "," and after + 1 < limit then
      return phrase.right(view, after + 1, limit - 1, ctx.names_right) or found
    end
  end
  return found
end
cues.first_subject = first_subject

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
  return first_subject(ctx, sentence, i) or previous and previous.sentence == sentence and previous.speaker or nil
end

local function is_plural(view, p)
  local low = view.low[p.core_e]
  return PLURAL[low] or PLURAL[view.low[p.core_s]] or low:find("[^su]s$") ~= nil or view.low[p.e] == "who"
    or (function()
      for k = p.core_s, p.core_e do
        local word = view.low[k]
        if word == "and" or word:find("[^su]s$") then return true end
        if view.kind[k] == "preposition" then return false end
      end
      return false
    end)()
end

--- Reads the form at `i`..`e` as a cue.
---@param ctx Context
---@param i integer
---@param e integer
---@param verb Verb
---@param lines Lines   its paragraph
---@param low_bound integer   first token after the last quotation before it in the paragraph
---@param high_bound integer   last token before the next quotation
---@param previous? Attribution   the one before it
---@return Attribution?
function cues.read(ctx, i, e, verb, lines, low_bound, high_bound, previous)
  local view = ctx.view
  local before = view.kind[i - 1]
  if i > low_bound and (before == "determiner" and view.low[i - 1] ~= "that" and view.low[i - 1] ~= "all"
    and view.low[i - 1] ~= "both" and view.low[i - 1] ~= "many" and view.low[i - 1] ~= "some" and view.low[i - 1] ~= "most"
    and view.low[i - 1] ~= "several" and view.low[i - 1] ~= "few"
    or before == "possessive")
  then
    return nil
  end
  -- A capital in the middle of a sentence: part of a name.
  if view.text[i]:find("^%u") and i > low_bound and not view.starts[i] then return nil end
  local j, seen = over_adverbs(view, i, low_bound)
  local sentence = cues.sentence_start(ctx, i, lines.s)
  ---@type Attribution
  local found = {
    s = i, e = e, verb = verb, lemma = verb.lemma, order = "SV", from = i, to = e, sentence = sentence,
    block = lines.number, modal = seen.modal,
  }
  local form = verb.form
  -- "was told", "is described as": whoever says it is not the subject.
  if seen.be and (form == "participle" or verb.both or form == "past") then
    found.order = "passive"
    -- "known as “Shorty”", "called “Bird”": a name, nobody's words.
    if view.low[e + 1] ~= "by" and (verb.class == "call" or verb.lemma == "know") then return nil end
    if view.low[e + 1] == "by" then
      found.speaker = phrase.right(view, e + 2, high_bound, ctx.names_right)
      found.order = "agent"
      found.to = e + 1
    end
    return found
  end
  if form == "participle" and not seen.aux then return nil end
  if (form == "past" or form == "participle") and view.low[e + 1] == "by" and not seen.aux and verb.lemma ~= "say" then
    local agent = phrase.right(view, e + 2, high_bound, ctx.names_right)
    if agent and (words.is_name(view, agent.s) or view.kind[agent.s]) then
      found.speaker, found.order, found.to = agent, "agent", e + 1
      return found
    end
  end
  local kind, low = view.kind[j], view.low[j]
  local at_start = j < low_bound or view.starts[j + 1]
  if seen.to then
    -- "went on to say", "continued to insist": over the verb before "to".
    if at_start then return nil end
    local k = j
    while k > low_bound and not view.starts[k] and view.kind[k] == "preposition" do k = k - 1 end
    if view.kind[k] or not view.text[k]:find("^%l") or k <= low_bound then return nil end
    -- "a plan to counter threats": nobody says anything.
    local governor = verbs[view.low[k]]
    if not (governor and not governor.noun or view.low[k]:find("ed$") or view.low[k]:find("ing$")) then return nil end
    local jj = over_adverbs(view, k, low_bound)
    found.infinitive = true
    if view.kind[jj] == "coordinator" or view.low[jj] == "," then
      found.speaker = inherited(ctx, i, sentence, previous)
      found.order = "inherited"
    else
      found.speaker = phrase.left(view, jj, low_bound, ctx.names_left)
    end
    if not found.speaker then return nil end
    found.from = found.order == "SV" and found.speaker.s or i
    return found
  end
  if not at_start and kind == "relative" then
    if low == "what" or low == "whom" then return nil end
    found.speaker = { s = j, e = j, core_s = j, core_e = j }
    found.order = "relative"
    local k = j - 1
    if view.low[k] == "," then k = k - 1 end
    found.antecedent = phrase.left(view, k, low_bound, ctx.names_left)
    found.from = j
    return found
  end
  if form == "ing" and not seen.aux then
    found.order = "inherited"
    if not at_start and not kind and words.is_word(view, j) then
      found.speaker = phrase.left(view, j, low_bound, ctx.names_left)
      found.order = "SV"
      -- "issued a statement saying": whoever issued it.
      -- "sent a message to supporters saying": not the supporters.
      local governor = found.speaker and view.kind[found.speaker.s - 1]
      if governor == "issue" or governor == "preposition" and not KEEPS[view.low[found.speaker.s - 1]] then
        found.speaker = inherited(ctx, i, sentence, previous) or found.speaker
        found.order = "inherited"
      end
    else
      if view.starts[i] or i == lines.s then
        -- "Calling it “a farce,” Ruiz left."
        found.speaker = first_subject(ctx, i, lines.e)
      elseif at_start and low_bound == lines.s then
        return nil
      else
        found.speaker = inherited(ctx, i, sentence, previous)
      end
    end
    return found.speaker and found or nil
  end
  if not at_start and (kind == "coordinator" or low == "," and view.kind[j - 1] ~= nil) then
    local apposed = low == "," and phrase.left(view, j, low_bound, ctx.names_left)
    if apposed then
      found.speaker = apposed
      found.from = apposed.s
      return found
    end
    if kind == "coordinator" then
      found.speaker = inherited(ctx, i, sentence, previous)
      found.order = "inherited"
      if form == "base" and not seen.aux then return nil end
      return found.speaker and found or nil
    end
  elseif not at_start then
    found.speaker = phrase.left(view, j, low_bound, ctx.names_left)
    if found.speaker then
      -- "the new plans", "old campaign claims": a noun unless a name or a pronoun is before it.
      local behind = found.speaker.s == low_bound and low_bound > lines.s
      if verb.noun and not behind and not seen.aux and not seen.adverb and view.kind[found.speaker.core_e] ~= "pronoun"
        and (not words.is_name(view, found.speaker.core_e) or view.kind[e + 1] == "preposition"
          or not words.is_word(view, e + 1) and view.low[e + 1] ~= ":")
      then
        return nil
      end
      -- "a website called “Harbour Watch”": a name, nobody's words.
      if verb.class == "call" and not seen.aux and (view.low[found.speaker.core_s] == "a" or view.low[found.speaker.core_s] == "an")
        and ctx.inside[e + 1]
      then
        return nil
      end
      if form == "base" and not seen.aux and not is_plural(view, found.speaker) then return nil end
      found.from = found.speaker.s
      return found
    end
  end
  -- "…, said Ruiz": behind a clause or a quotation.
  if (form == "past" or form == "third") and not seen.aux and verb.lemma ~= "tell" and (at_start or low == ",") then
    local right = e + 1
    if view.low[right] == "back" or view.low[right] == "out" then right = right + 1 end
    if view.kind[right] == "object" or view.low[right] == "that" and form == "past" then return nil end
    local speaker = phrase.right(view, right, high_bound, ctx.names_right)
    if speaker and view.low[right] ~= "it" then
      found.speaker, found.order = speaker, "VS"
      found.to = speaker.e
      return found
    end
  end
  return nil
end

--- Reads "according to" and its like.
function cues.according(ctx, i, e, lines, high_bound)
  local speaker = phrase.right(ctx.view, e + 1, high_bound, ctx.names_right)
  if not speaker then return nil end
  -- "According to Ruiz, the mayor resigned": what follows is the clause, not an apposition.
  if ctx.view.starts[i] then speaker = { s = speaker.s, e = speaker.core_e, core_s = speaker.core_s, core_e = speaker.core_e } end
  return {
    s = i, e = e, lemma = "according to", order = "according", speaker = speaker, from = i, to = speaker.e,
    sentence = cues.sentence_start(ctx, i, lines.s), block = lines.number,
  }
end

cues.verbs, cues.nouns = verbs, nouns

return cues
