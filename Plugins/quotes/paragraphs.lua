--- Paragraphs that begin with a quotation and have no cue: who speaks is told by a name above or below
--- them, by the paragraph before, or is who spoke last.

local clauses = require("clauses")
local fragments = require("fragments")
local lexicon = require("lexicon")
local phrase = require("phrase")
local words = require("words")

local paragraphs = {}

--- How long a line may be that only says whose words stand above it: "Ana Ruiz, 52, a nurse from Salem".
local LONGEST_SIGNATURE <const> = 24

--- Whether a phrase can be someone who speaks: a name, a person's pronoun, “the mayor”.
local function is_person_like(ctx, p)
  local view = ctx.view
  if view.kind[p.core_s] == "pronoun" then return view.low[p.core_s] ~= "it" end
  return ctx.names_right[p.core_s] ~= nil or view.kind[p.core_s] == "determiner"
end

--- Whether a finite verb stands from one token to another: then it is no signature.
local function has_verb(view, s, e)
  for k = s, e do
    local verb = lexicon.verbs[view.low[k]]
    if view.kind[k] == "auxiliary" or verb and verb.form ~= "base" and not verb.noun then return true end
  end
  return false
end

--- A paragraph that only holds a name, as a signature or a heading: "- Ana Ruiz".
local function name_line(ctx, lines)
  if not lines or lines.e - lines.s > LONGEST_SIGNATURE then return nil end
  local view = ctx.view
  local s = lines.s
  if view.text[s]:find("^[-–—]") then s = s + 1 end
  if ctx.inside[s] or not words.is_name(view, s) or view.kind[s] then return nil end
  local p = phrase.right(view, s, lines.e, ctx.names_right)
  if not p then return nil end
  if s == lines.s and not ctx.persons[s] then
    -- Without a dash and not known as a person: at least two capitalized words and nothing small.
    if p.core_e == s then return nil end
    for k = s, p.core_e do
      if not words.is_name(view, k) then return nil end
    end
  end
  return not has_verb(view, p.core_e + 1, lines.e) and p or nil
end

--- The name behind a quotation in its paragraph: “…” - Ana Ruiz, Salem
local function signed_inline(ctx, region)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local q = region.after
  if not region.closed or q > lines.e or lines.e - q > LONGEST_SIGNATURE then return nil end
  local dash = view.text[q]:find("^[-–—~(]")
  if dash then q = q + 1 end
  if view.starts[q + 1] or not words.is_name(view, q) or not dash and not ctx.persons[q] then return nil end
  local p = phrase.right(view, q, lines.e, ctx.names_right)
  if not p then return nil end
  return not has_verb(view, p.core_e + 1, lines.e) and p or nil
end

--- A speaker with the rule that found it.
---@class Found
---@field speaker Phrase
---@field rule string
---@field cue? Attribution
---@field how? string

--- Who is named below or behind the quotation.
---@return Found? sure   with a dash, or below a quotation that is still open
---@return Found? perhaps   a line that is only a name
local function signature(ctx, region)
  local view = ctx.view
  local inline = signed_inline(ctx, region)
  if inline then return { speaker = inline, rule = "signature", how = "signature" } end
  local below = view.blocks[region.block + 1]
  if region.closed and region.e < view.blocks[region.block].e - 1 then return nil end
  local signed = name_line(ctx, below)
  if not signed then return nil end
  local found = { speaker = signed, rule = "signature", how = "signature" }
  local sure = view.text[below.s]:find("^[-–—~]") or not region.closed or view.text[below.e]:find("^[\"”]$")
  if sure then return found end
  return nil, found
end

--- The speaker that a paragraph ending in a colon announces.
---@return Found?
local function announced(ctx, before, list)
  local sentence = clauses.sentence_start(ctx, before.e, before.s)
  for k = #list, 1, -1 do
    local a = list[k]
    if a.s < sentence then break end
    if a.block == before.number and a.speaker then
      return { speaker = a.speaker, cue = a, rule = "announced" }
    end
  end
  local speaker = clauses.first_subject(ctx, sentence, before.e)
  return speaker and is_person_like(ctx, speaker) and { speaker = speaker, rule = "announced" } or nil
end

--- The speaker that a paragraph without quotations leads to: a heading, a cue, its subject.
---@return Found?
local function led_to(ctx, before, list, last)
  local headed = name_line(ctx, before)
  if headed and ctx.persons[headed.core_s] then
    return { speaker = headed, rule = "headed", how = "heading" }
  end
  for k = #list, 1, -1 do
    local a = list[k]
    if a.block < before.number then break end
    if a.block == before.number and a.speaker and a.verb and a.verb.strong and a.order ~= "relative" then
      return { speaker = a.speaker, rule = "cue-paragraph-before", how = "continued" }
    end
  end
  if last and last.speaker and last.region.block >= before.number - 3 then return nil end
  local speaker = clauses.first_subject(ctx, before.s, before.e)
  if not speaker or not is_person_like(ctx, speaker) then return nil end
  return { speaker = speaker, rule = "paragraph-before", how = "inferred" }
end

--- The last person that began a paragraph, where nobody is named next to the quotation.
---@return Found?
local function person_before(ctx, region)
  for number = region.block - 1, 1, -1 do
    local lines = ctx.view.blocks[number]
    local speaker = not ctx.inside[lines.s] and clauses.first_subject(ctx, lines.s, lines.e)
    if speaker and ctx.persons[speaker.core_s] then
      return { speaker = speaker, rule = "person-before", how = "inferred" }
    end
  end
end

--- The quotation that begins a paragraph and has no cue of its own.
---@param ctx QuoteContext
---@param region Region
---@param list Attribution[]
---@param last? Quotation   the quotation before it
---@return Quotation?
function paragraphs.quotation(ctx, region, list, last)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local before = view.blocks[region.block - 1]
  local found, perhaps = signature(ctx, region)
  if not found and before and view.low[before.e] == ":" then found = announced(ctx, before, list) end
  if not found and before and not (last and last.region.block == before.number) then
    found = led_to(ctx, before, list, last)
  end
  found = found or perhaps
  if not found and last and last.speaker then
    found = { speaker = last.speaker, rule = "follows", how = "continued" }
  end
  local long = fragments.size(view, region) >= 5
  if not found and long then found = person_before(ctx, region) end
  if not found then
    if not long or lines.number == 1 or lines.kind == "headline" or region.single then return nil end
    found = { rule = "no-speaker" }
  end
  return {
    region = region, label = "DIRECT", speaker = found.speaker, cue = found.cue, rule = found.rule,
    how = found.how,
  }
end

--- A quotation of several paragraphs is signed below its last one: the ones above get that speaker.
---@param quotations Quotation[]
function paragraphs.sign(quotations)
  for n = #quotations - 1, 1, -1 do
    local quotation, below, above = quotations[n], quotations[n + 1], quotations[n - 1]
    if quotation.rule == "follows" and below.rule == "signature"
      and below.region.block == quotation.region.block + 1
      and (not quotation.region.closed or above and above.rule == "signature")
    then
      quotation.speaker, quotation.rule, quotation.how = below.speaker, "signature", "signature"
    end
  end
end

return paragraphs
