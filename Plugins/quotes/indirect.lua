--- Reported speech without quotation marks: which part of the sentence is what was said.

local lexicon = require("lexicon")
local phrase = require("phrase")
local words = require("words")

local indirect = {}

---@class Report
---@field s integer   first token of what was said
---@field e integer   last token of it
---@field cue Attribution
---@field speaker Phrase
---@field rule string

local ENDERS <const> = { ["."] = true, ["!"] = true, ["?"] = true, [";"] = true }
--- No sentence that reports is longer, in tokens.
local LONGEST <const> = 150
--- How far "that" may be from its verb: "told reporters in Salem on Friday that".
local FARTHEST_THAT <const> = 14

--- The last token of the sentence that goes on at `i`, without its full stop; quotations are stepped over.
local function sentence_end(ctx, i, last)
  local view, inside = ctx.view, ctx.inside
  local k = i
  while k <= last do
    local region = inside[k]
    if region then
      k = region.e
      if k >= last then return last end
      if view.starts[k + 1] then return k end
    elseif view.semicolons[k] then
      return k - 1
    elseif k == last or view.starts[k + 1] then
      return ENDERS[view.low[k]] and k - 1 or k
    end
    k = k + 1
  end
  return last
end

--- Words before a time, and verbs that name whom they tell before what is told.
local BEFORE_TIME <const> = words.set("on in at by late early earlier")
local TELLERS <const> = words.set("tell inform remind assure")

--- Steps over a time: "on Friday", "late last week", "in May".
local function over_time(view, k)
  local at = k
  local low = view.low[at]
  if BEFORE_TIME[low] then
    at = at + 1
  end
  local seen = false
  while view.kind[at] == "date" or view.kind[at] == "daypart" or view.kind[at] == "dateword"
    or seen and view.text[at]:find("^%d") or low ~= view.low[at] and view.low[at] == "this"
  do
    seen = seen or view.kind[at] ~= "dateword"
    at = at + 1
  end
  return seen and at or k
end

--- Whether "to" leads to those who are told, not to a verb: "to reporters", "to the board".
local function is_hearer(view, k)
  local kind = view.kind[k]
  if kind == "determiner" or kind == "possessive" or kind == "object" then return true end
  return words.is_name(view, k) or view.low[k]:find("[^s]s$") ~= nil
end

--- Where the report begins behind a cue: at "that", or behind whom, where and when it was said.
---@return integer?
local function report_start(ctx, a, stop)
  local view = ctx.view
  local k = (a.order == "VS" or a.order == "agent") and a.to + 1 or a.e + 1
  local verb = a.verb
  if verb.that or verb.object then
    for i = k, math.min(stop, k + FARTHEST_THAT) do
      if ctx.inside[i] then break end
      local low = view.low[i]
      if low == "that" and (i == k or verb.that or verb.object) then return i end
      local other = lexicon.verbs[low]
      if low == "," and i > k + 6 or low == ":" or other and i > k and other.form == "past" then break end
      if view.kind[i] == "auxiliary" or view.kind[i] == "pronoun" and i == k then break end
    end
  end
  local teller = TELLERS[verb.lemma] or false
  for _ = 1, 4 do
    local low, kind = view.low[k], view.kind[k]
    if teller and not ctx.inside[k] then
      teller = false
      if kind == "object" then
        k = k + 1
      else
        local e = phrase.right_end(view, k, stop, ctx.names_right)
        k = e and e + 1 or k
      end
    elseif over_time(view, k) > k then
      k = over_time(view, k)
    elseif kind == "adverb" and (view.kind[k + 1] == "date" or view.kind[k + 1] == "preposition") then
      k = k + 1
    elseif kind == "preposition" and verb.that and not ctx.inside[k + 1] then
      local e = phrase.right_end(view, k + 1, stop, ctx.names_right)
      local head = e and view.low[e]
      local place = low == "of" or low == "at" or low == "to" and is_hearer(view, k + 1)
      if e and (place or lexicon.nouns[head]) then
        k = e + 1
      else
        break
      end
    else
      break
    end
  end
  if view.low[k] == "," then k = k + 1 end
  if view.low[k] == "that" and k > a.e + 1 then return k end
  return k
end

--- Cuts the report where another verb of saying begins in the same sentence: ", adding …", "and said …".
local function cut(ctx, list, n, s, e)
  local view = ctx.view
  for m = n + 1, #list do
    local other = list[m]
    if other.s > e then return e end
    if other.s > s then
      local before = other.order == "inherited" and other.s - 1 or other.from - 1
      while view.kind[before] == "adverb" or view.kind[before] == "auxiliary" do before = before - 1 end
      local low = view.low[before]
      local own = (low == "and" or low == "but") and view.low[before - 1] == ","
      own = own and other.verb ~= nil and other.verb.strong
      if own or other.order == "inherited" or other.order == "according" then
        if low == "and" or low == "but" then before = before - 1 end
        if view.low[before] == "," then before = before - 1 end
        local joins = low == "," or low == "and" or low == "but"
        if before > s and joins and (not other.verb or other.verb.strong) then return before end
      end
    end
  end
  return e
end

--- Whether there is a verb in what may be a clause: an auxiliary, or "to" with its verb.
local function is_clause(view, s, e)
  if view.low[s] == "to" then return true end
  for k = s, math.min(e, s + 15) do
    if view.kind[k] == "auxiliary" then return true end
    local verb = k > s and lexicon.verbs[view.low[k]]
    if verb and (verb.form == "past" or verb.form == "third") and not verb.noun then return true end
  end
  return false
end

local ABOUT <const> = { about = true }
local ABOUT_CLASSES <const> = lexicon.sets.about_class

local CLAUSE_CLASSES <const> = lexicon.sets.clause_class

--- Classes of weak verbs that never tell of speech.
local NEVER <const> = { show = true, gesture = true, continue = true, demand = true }
--- Classes of weak verbs that tell of speech even without "that".
local ALWAYS <const> = { deny = true, quote = true, call = true, discuss = true }

--- Whether a verb could tell of reported speech, as far as it and its sentence's "that" say.
---@param view Words
---@param verb Verb
---@param e integer   last token of the verb
---@return boolean
function indirect.may_tell(view, verb, e)
  if verb.strong then return true end
  if NEVER[verb.class] then return false end
  if ALWAYS[verb.class] or verb.class == "think" and verb.that then return true end
  return view.low[e + 1] == "that" or view.low[e + 2] == "that"
end

--- Whether a verb tells of speech here, not of deeds, looks or plans.
local function tells(ctx, a, report)
  local view = ctx.view
  local verb = a.verb
  if not verb then return true end
  if report.rule == "spoke-about" then return true end
  local class = verb.class
  local that = view.low[report.s] == "that"
  local bare = verb.that and not that and report.rule == "said-clause"
  if bare and CLAUSE_CLASSES[class] and verb.lemma ~= "say" then
    if not is_clause(view, report.s, report.e) then
      if not verb.strong or class ~= "announce" and class ~= "say" then return false end
      if class == "say" and report.e - report.s < 4 then return false end
    end
  end
  local short = report.rule == "said-clause" and report.e - report.s < 4
  if short and not that and verb.that and not is_clause(view, report.s, report.e) then return false end
  if verb.strong then return class ~= "utter" and (class ~= "write" or verb.that or that) end
  if NEVER[class] then return false end
  if view.low[report.s] == "that" then return true end
  if class == "call" and verb.lemma ~= "refer to" then
    for k = report.s, report.e do
      if view.low[k] == "as" or ctx.inside[k] then return true end
    end
    return false
  end
  return class == "deny" or class == "quote" or class == "call" or class == "think" and verb.that
end

--- Cuts the report where the clause around the cue ends: "While Ruiz said that …, the council …",
--- "the tunnel - Ruiz said it was closed - opened".
local function cut_frame(ctx, a, s, e)
  local view = ctx.view
  local opens = view.low[a.from - 1]
  local dash = opens == "-" or opens == "—" or opens == "–" or opens == "--"
  local first = view.kind[a.sentence] == "subordinator" and a.sentence >= a.from - 2
    or view.kind[a.from - 1] == "relative" or view.kind[a.from - 1] == "subordinator" or a.order == "relative"
    or a.verb and a.verb.form == "ing" and view.starts[a.s]
  if not dash and not first then return e end
  local k = s + 1
  while k < e do
    local region = ctx.inside[k]
    if region then
      k = region.e
      if first and k < e and view.low[k - 1] == "," then return k end
    elseif dash and view.low[k] == opens or first and view.low[k] == "," then
      return k - 1
    end
    k = k + 1
  end
  return e
end

local function has_verb_like(ctx, s, e) return e - s >= 1 and words.is_word(ctx.view, s) end

--- The report of one attribution.
---@param ctx QuoteContext
---@param list Attribution[]
---@param n integer
---@return Report?
---@return Report?   its second part, if the cue stands inside
local function report_of(ctx, list, n)
  local a = list[n]
  local view = ctx.view
  local lines = view.blocks[a.block]
  -- "No group claimed it": nobody said so.
  if not a.speaker or view.low[a.speaker.core_s] == "no" then return nil end
  if a.order == "according" then
    if a.s == a.sentence or view.kind[a.s - 1] == "coordinator" and a.s - 1 == a.sentence then
      local comma = a.to + 1
      if view.low[comma] ~= "," then return nil end
      return { s = comma + 1, e = sentence_end(ctx, comma + 1, lines.e), rule = "according-to-clause" }
    end
    local e = a.s - 1
    if view.low[e] == "," then e = e - 1 end
    return { s = a.sentence, e = e, rule = "clause-according-to" }
  end
  local stop = sentence_end(ctx, a.e + 1, lines.e)
  local after = view.low[a.to + 1]
  local at_end = a.to >= stop or ENDERS[after]
  -- "The tunnel, Ruiz said, will open in May": two parts.
  if (a.order == "SV" or a.order == "VS") and view.low[a.from - 1] == "," and after == "," and a.verb.that
    and a.from > a.sentence + 1 and not ctx.inside[a.to + 2]
  then
    local last = cut(ctx, list, n, a.to + 2, sentence_end(ctx, a.to + 2, lines.e))
    if last - a.to > 4 and not view.low[a.to + 2]:find("ing$") and view.kind[a.to + 2] ~= "coordinator" then
      local s = a.sentence
      if view.kind[s] == "coordinator" then s = s + 1 end
      return { s = s, e = a.from - 2, rule = "split-clause" },
        { s = a.to + 2, e = last, rule = "split-clause" }
    end
  end
  -- "Taxes will rise, Ruiz said."
  local ends = at_end or a.order == "VS" or after == ","
    or view.kind[a.to + 1] == "preposition" or view.kind[a.to + 1] == "date"
  if (a.order == "SV" or a.order == "VS") and view.low[a.from - 1] == "," and a.verb.strong and ends
    and a.from > a.sentence + 2 and a.verb.that and not ctx.inside[a.to + 1] and not ctx.inside[a.to + 2]
  then
    local s = a.sentence
    if view.kind[s] == "coordinator" then s = s + 1 end
    if view.kind[s] ~= "subordinator" and view.kind[s] ~= "preposition" or at_end then
      return { s = s, e = a.from - 2, rule = "clause-said" }
    end
  end
  -- Roads were "a mess," Ruiz said.
  local quoted = (a.order == "SV" or a.order == "VS") and ctx.inside[a.from - 1]
  if quoted and quoted.closed and quoted.s > a.sentence + 1 and not view.starts[quoted.s] and a.verb.strong
    and ends
  then
    local s = a.sentence
    if view.kind[s] == "coordinator" then s = s + 1 end
    return { s = s, e = quoted.e, rule = "clause-said" }
  end
  if a.order == "VS" or at_end then return nil end
  local s = report_start(ctx, a, stop)
  -- "spoke about the flood", "warned of delays": what it was about.
  if ABOUT[view.low[a.e + 1]] and ABOUT_CLASSES[a.verb.class] and s <= a.e + 1 then
    local e = cut_frame(ctx, a, a.e + 2, cut(ctx, list, n, a.e + 2, stop))
    return { s = a.e + 2, e = e, rule = "spoke-about" }
  end
  if not s or s > stop then return nil end
  local e = cut(ctx, list, n, s, stop)
  e = cut_frame(ctx, a, s, e)
  return { s = s, e = e, rule = view.low[s] == "that" and "said-that" or "said-clause" }
end

--- Whether a report is hardly more than a quotation: then the quotation stands for it.
local function is_quoted(ctx, report)
  local quoted = 0
  local k = report.s
  while k <= report.e do
    local region = ctx.inside[k]
    if region then
      quoted = quoted + math.min(region.e, report.e) - k + 1
      k = region.e
    end
    k = k + 1
  end
  return quoted * 5 >= (report.e - report.s + 1) * 4
end

--- All reports of the article in order.
---@param ctx QuoteContext
---@param list Attribution[]
---@return Report[]
function indirect.find(ctx, list)
  local view = ctx.view
  local out = {}
  local function take(report, a)
    if not report or report.e < report.s or report.e - report.s > LONGEST then return nil end
    local s = report.s
    if report.rule ~= "split-clause" and not ctx.inside[s] and not has_verb_like(ctx, s, report.e) then
      return nil
    end
    local region = ctx.inside[report.e]
    if region and report.e < region.e then report.e = region.e end
    if view.low[report.e] == "," then report.e = report.e - 1 end
    if is_quoted(ctx, report) or not tells(ctx, a, report) or ctx.inside[s] and ctx.inside[s].s < s then
      return nil
    end
    report.cue, report.speaker = a, a.speaker
    out[#out + 1] = report
    return report
  end
  for n, a in ipairs(list) do
    local report, second = report_of(ctx, list, n)
    local first = take(report, a)
    local after = take(second, a)
    if after then after.continues = first end
  end
  return out
end

return indirect
