--- Quotations: who said what. Direct speech, fragments inside reported clauses, and reported speech.
--- Marks are paired first, then cue verbs are read with their speakers, then the two are joined.

local lexicon = require("lexicon")
local words = require("words")
local regions = require("regions")
local cues = require("cues")
local attribute = require("attribute")
local indirect = require("indirect")
local speakers = require("speakers")

--- Labels of the entities layer that can be a speaker or stand within one.
local NAMES <const> = { PERSON = true, ORG = true, GPE = true, LOC = true, FAC = true }

--- Orders of an attribution whose subject a later verb of the sentence can share.
local STATES <const> = { SV = true, VS = true, inherited = true }

local events = desk.rules{
  desk.rule{ "verb", [=[ #verb ]=] },
  desk.rule{ "according", [=[ #source ]=] },
  desk.rule{ "semicolon", [=[ ; ]=] },
}

---@param article Article
---@param view Words
---@return QuoteContext
local function open_context(article, view)
  local ctx = {
    article = article, view = view, entities = {},
    names_left = {}, names_right = {}, persons = {}, at_token = {}, inside = {},
  }
  for _, annotation in ipairs(article:layer("entities")) do
    local s, e = annotation.first_token, annotation.last_token
    local label = annotation.label
    local entity = { annotation = annotation, label = label, s = s, e = e }
    ctx.entities[#ctx.entities + 1] = entity
    if NAMES[label] then
      ctx.names_left[e] = s
      ctx.names_right[s] = e
      if label == "PERSON" then ctx.persons[s] = entity end
    end
    for k = s, e do ctx.at_token[k] = entity end
  end
  return ctx
end

---@param ctx QuoteContext
---@param found { s: integer, e: integer, according: boolean, text: string }[]
---@param list Region[]
---@return Attribution[]
local function read_cues(ctx, found, list)
  local view = ctx.view
  local blocks = view.blocks
  local out = {}
  local at, next_region = 1, 1
  for _, event in ipairs(found) do
    while blocks[at] and blocks[at].e < event.s do at = at + 1 end
    local lines = blocks[at]
    if not lines then break end
    while list[next_region] and list[next_region].s < event.s do next_region = next_region + 1 end
    if not ctx.inside[event.s] and event.s >= lines.s then
      local before, after = list[next_region - 1], list[next_region]
      local low = before and before.block == lines.number and before.after or lines.s
      local high = after and after.block == lines.number and after.s - 1 or lines.e
      local place = { lines = lines, low = low, high = high, previous = out[#out] }
      local cue
      if event.according then
        cue = cues.according(ctx, event.s, event.e, event.text, place)
      else
        local verb = lexicon.verbs[event.text]
        -- Without a quotation in the paragraph, a verb that hardly tells of speech has nothing to tell.
        local quoted = before and before.block == lines.number or after and after.block == lines.number
        if verb and (quoted or indirect.may_tell(view, verb, event.e)) then
          cue = cues.read(ctx, event.s, event.e, verb, place)
        end
      end
      if cue then
        out[#out + 1] = cue
        if cue.verb and cue.verb.strong and cue.speaker and not cue.modal and STATES[cue.order] then
          ctx.last_strong = cue
        end
      end
    end
  end
  return out
end

--- The text from one token to another.
---@param ctx QuoteContext
---@param s integer
---@param e integer
local function span_of(ctx, s, e)
  return ctx.article:token_span(s, e)
end

---@param ctx QuoteContext
---@param item Quotation|Report
---@return table? speaker
---@return table? cue
local function features(ctx, item)
  local speaker, cue
  if item.speaker then
    local resolved = item.resolved or {}
    speaker = {
      span = span_of(ctx, item.speaker.s, item.speaker.e),
      canonical = resolved.canonical,
      entity = resolved.entity,
      how = item.how or resolved.how,
    }
  end
  if item.cue then cue = { span = span_of(ctx, item.cue.s, item.cue.e), lemma = item.cue.lemma } end
  return speaker, cue
end

---@param ctx QuoteContext
---@param quotations Quotation[]
local function write_quotations(ctx, quotations)
  for _, quotation in ipairs(quotations) do
    local region = quotation.region
    local speaker, cue = features(ctx, quotation)
    quotation.annotation = ctx.article:annotate{
      span = span_of(ctx, region.s, region.e),
      label = quotation.label,
      rule = quotation.rule,
      content = span_of(ctx, region.s + 1, region.closed and region.e - 1 or region.e),
      speaker = speaker,
      cue = cue,
      continues = quotation.continues and quotation.continues.annotation,
    }
  end
end

---@param ctx QuoteContext
---@param reports Report[]
local function write_reports(ctx, reports)
  for _, report in ipairs(reports) do
    local speaker, cue = features(ctx, report)
    local span = span_of(ctx, report.s, report.e)
    report.annotation = ctx.article:annotate{
      span = span, label = "INDIRECT", rule = report.rule, content = span, speaker = speaker, cue = cue,
      continues = report.continues and report.continues.annotation,
    }
  end
end

return {
  name = "quotes",
  version = "0.1.0",
  api = 1,
  summary = "Quotations and reported speech with speaker and cue",
  needs = { "entities" },
  provides = { quotes = { "DIRECT", "MIXED", "INDIRECT" } },
  layers = {
    quotes = {
      score = "quotations", color = "green", table = { "speaker", "cue" },
      columns = { "speaker", "speaker.canonical", "cue", "cue.lemma", "content" },
    },
  },
  options = {
    indirect = { type = "boolean", default = true, help = "find reported speech without marks as well" },
  },
  annotate = function(article, options)
    local view = words.open(article)
    local found = {}
    for match in article:find(events) do
      local s = match.first_token
      local rule = match.rule
      if rule == "semicolon" then
        view.semicolons[s] = true
      else
        local e = match.last_token
        local text = e > s and desk.text.lower(match.text) or view.low[s]
        found[#found + 1] = { s = s, e = e, according = rule == "according", text = text }
      end
    end
    local ctx = open_context(article, view)
    local list
    list, ctx.inside = regions.find(article, view)
    local attributions = read_cues(ctx, found, list)
    local quotations = attribute.quotations(ctx, list, attributions)
    local reports = options.indirect and indirect.find(ctx, attributions) or {}
    speakers.resolve(ctx, quotations, reports, attributions)
    write_quotations(ctx, quotations)
    write_reports(ctx, reports)
  end,
}
