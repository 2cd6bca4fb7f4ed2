--- Decides for each quoted region whether it is a quotation, and whose.

local clauses = require("clauses")
local fragments = require("fragments")
local paragraphs = require("paragraphs")
local phrase = require("phrase")
local words = require("words")

local attribute = {}

---@class Quotation
---@field region Region
---@field label "DIRECT"|"MIXED"
---@field speaker? Phrase
---@field cue? Attribution
---@field rule string
---@field how? string
---@field continues? Quotation

local CLAUSE_STARTS <const> = words.set("preposition coordinator subordinator auxiliary")
local ENDERS <const> = { ["."] = true, ["!"] = true, ["?"] = true, ["..."] = true, ["…"] = true }
--- How many tokens may stand between a cue and a quotation: "told the crowd in Salem on Friday, “…"
local LONGEST_ADJUNCT <const> = 16

local DASHES <const> = { ["—"] = true, ["–"] = true, ["--"] = true, ["-"] = true }
local JOINS <const> = { [","] = true, [":"] = true, ["—"] = true, ["--"] = true, ["-"] = true }
--- Orders of an attribution that can stand right behind a quotation.
local BEHIND <const> = { SV = true, VS = true, according = true }

--- Whether “… Ruiz said” right behind a quotation belongs to it, and not to what follows.
local function closes_with(ctx, region, a, comma)
  local view = ctx.view
  local ending = fragments.ending(view, region)
  local after = view.low[a.to + 1]
  local last = a.to >= view.blocks[region.block].e
  if not a.verb.strong and not comma and ending ~= "," and not (ENDERS[after] or last) then return false end
  if ending == "." and not comma then return after == "." or last end
  if ending == "?" or ending == "!" then
    return not (after == "that" or after == "," and ctx.inside[a.to + 2] and view.starts[a.from])
  end
  return true
end

--- Whether “… said Ruiz” right behind a quotation belongs to it.
local function closes_inverted(ctx, region, a, comma)
  local ending = fragments.ending(ctx.view, region)
  if ending == "." or a.lemma == "say" then return true end
  if comma then return a.verb.strong or ending == "," end
  if ending == "," then return true end
  return (ending == "?" or ending == "!" or DASHES[ending]) and (a.verb.strong or a.verb.form == "past")
end

--- The attribution that begins right behind the region.
---@return Attribution?
local function right_of(ctx, region, by_from)
  local view = ctx.view
  local q = region.after
  if q > view.blocks[region.block].e then return nil end
  local comma = view.low[q] == "," or view.low[q] == ")" or DASHES[view.low[q]] or false
  local found = by_from[comma and q + 1 or q]
  if not found or not BEHIND[found.order] then return nil end
  if found.order == "according" then return found end
  if comma and not found.verb.strong and view.low[q] ~= "," then return nil end
  local belongs = found.order == "VS" and closes_inverted or closes_with
  return belongs(ctx, region, found, comma) and found or nil
end

--- Whether a verb says that someone speaks, and not what someone may say.
local function is_sure(a) return a.verb ~= nil and a.verb.strong and not a.modal end

--- The verb of saying that governs a weaker one right before the quotation: "she said he seemed “lost”".
local function governing(list, k, sentence)
  local inner = list[k]
  for n = k - 1, math.max(1, k - 4), -1 do
    local outer = list[n]
    if outer.block ~= inner.block or outer.e < sentence then return nil end
    if is_sure(outer) and outer.verb.that and outer.speaker and outer.to < inner.from then return outer end
  end
end

--- The attribution before the region in its sentence, and how the two are joined.
---@return Attribution?
---@return "adjacent"|"adjunct"|"inside"|nil
local function left_of(ctx, region, list, upto)
  local view = ctx.view
  local lines = view.blocks[region.block]
  if region.s == lines.s or upto == 0 then return nil end
  local mark = view.low[region.s - 1]
  if view.starts[region.s] and mark ~= ":" and mark ~= "," then return nil end
  local sentence = clauses.sentence_start(ctx, region.s - 1, lines.s)
  local best
  for k = upto, 1, -1 do
    local a = list[k]
    if a.e < sentence or a.block ~= region.block then break end
    if a.to < region.s or a.order == "VS" then
      local gap, gap_to = region.s - 1 - a.e, region.s - 1 - a.to
      local outer = gap == 0 and a.verb and not is_sure(a) and governing(list, k, sentence)
      if outer then return outer, "inside" end
      if gap == 0 or gap_to == 0 and a.order ~= "VS" or gap_to == 1 and JOINS[mark] then
        return a, "adjacent"
      end
      if gap == 1 and mark == "that" then return a, "inside" end
      local strong = a.verb and a.verb.strong
      if (mark == "," or mark == ":") and gap <= LONGEST_ADJUNCT and strong then return a, "adjunct" end
      if strong or not a.verb then return a, "inside" end
      best = best or a
    end
  end
  return best, best and "inside"
end

--- The attribution after the region in its sentence, as in: It was "a mess," with no end in sight, Ruiz said.
local function later_in_sentence(ctx, region, list, upto)
  local view = ctx.view
  local lines = view.blocks[region.block]
  for k = upto + 1, #list do
    local a = list[k]
    if a.block ~= region.block or a.s > region.e + 40 then return nil end
    for i = region.e + 1, a.s do
      if view.starts[i] and not ctx.inside[i] then return nil end
    end
    if (a.order == "SV" or a.order == "VS") and view.low[a.from - 1] == "," and (a.verb.strong)
      and (ENDERS[view.low[a.to + 1]] or view.low[a.to + 1] == "," or a.to >= lines.e)
      or a.order == "according"
    then
      return a
    end
  end
end

--- "…," the mayor quipped back: any verb does between a quotation that ends in a comma and a speaker.
local function unlisted_verb(ctx, region)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local ending = fragments.ending(view, region)
  local q = region.after
  if ending ~= "," or q >= lines.e or not region.closed then return nil end
  local speaker
  if view.low[q]:find("ed$") and view.text[q]:find("^%l") then
    local s = q + 1
    if view.low[s] == "back" or view.low[s] == "out" or view.low[s] == "up" then s = s + 1 end
    speaker = phrase.right(view, s, lines.e, ctx.names_right)
  elseif not CLAUSE_STARTS[view.kind[q]] then
    speaker = phrase.right(view, q, lines.e, ctx.names_right)
    local verb = speaker and view.text[speaker.e + 1]
    if not verb or not (verb:find("^%l+ed$") or verb:find("^%l+s$")) then return nil end
  end
  return speaker and { region = region, label = "DIRECT", speaker = speaker, rule = "unlisted-verb" }
end

--- Whose words follow a colon: the name before it, or the subject of its sentence.
local function before_colon(ctx, region)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local colon = region.s - 1
  if colon <= lines.s or view.low[colon] ~= ":" then return nil end
  local sentence = clauses.sentence_start(ctx, colon, lines.s)
  return clauses.first_subject(ctx, sentence, colon)
end

local RULES <const> = { VS = "said-speaker", SV = "speaker-said", according = "according-to" }

--- Whether the sentence goes on in small letters behind the region, as behind a fragment.
local function goes_on_small(view, region)
  return view.text[region.after]:find("^%l") ~= nil and not ENDERS[fragments.ending(view, region)]
end

--- The quotation that a cue in its own sentence makes of a region.
---@return Quotation?
local function with_cue(ctx, region, list, upto, by_from)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local left, join = left_of(ctx, region, list, upto)
  local right = right_of(ctx, region, by_from)
  local starts = region.s == lines.s or view.starts[region.s]
  local size = fragments.size(view, region)
  local function made(a, label, rule)
    return { region = region, label = label, speaker = a.speaker, cue = a, rule = rule }
  end
  local work = join == "adjunct" and size <= 5 and fragments.names_work(ctx, region)
  if left and join ~= "inside" and not work then
    -- said “not now” is a fragment, said, “Not now,” is not.
    local fragment = region.s == left.e + 1 and view.text[region.s + 1]:find("^%l")
    return made(left, fragment and "MIXED" or "DIRECT", "cue-before")
  end
  if right and right.order == "according" and not starts and fragments.names_work(ctx, region) then
    right = nil
  end
  if right and right.order == "SV" and left and not starts and (not left.verb or left.verb.strong) then
    -- "Brandt said it was “over,” Ruiz said: …": the clause behind is another sentence's.
    local after = view.low[right.to + 1]
    local closed = after == "." or after == "," or right.to >= lines.e
    if not closed and view.kind[right.to + 1] ~= "preposition" then right = nil end
  end
  if right then
    return made(right, starts and "DIRECT" or "MIXED", RULES[right.order])
  end
  local later
  if left and left.verb and not left.verb.strong then
    -- "Talks resumed on a “gradual” basis, according to Ruiz": who tells wins over what was done.
    later = later_in_sentence(ctx, region, list, upto)
    if later and not fragments.names_work(ctx, region) then return made(later, "MIXED", "clause-before") end
  end
  if left then
    if fragments.names_work(ctx, region) or fragments.is_scare(ctx, region, left, size) then return nil end
    return made(left, "MIXED", "in-clause")
  end
  if starts and not goes_on_small(view, region) then return nil end
  later = later_in_sentence(ctx, region, list, upto)
  if later and not fragments.names_work(ctx, region) then return made(later, "MIXED", "clause-before") end
  if not later and view.low[region.s - 1] == ":" then
    return { region = region, label = "DIRECT", speaker = before_colon(ctx, region), rule = "colon" }
  end
end

--- The quotation that a region is by what stands around it in its paragraph and in the ones before.
---@param n integer   number of the region
---@param by_region table<integer, Quotation|false>
---@param last? Quotation   the quotation before it
---@return Quotation?
local function without_cue(ctx, regions, n, list, by_region, last)
  local view = ctx.view
  local region, after = regions[n], regions[n + 1]
  local lines = view.blocks[region.block]
  local size = fragments.size(view, region)
  local next_one = by_region[n + 1]
  local function made(from, rule)
    return {
      region = region, label = "DIRECT", speaker = from.speaker, cue = from.cue, rule = rule,
      how = "continued",
    }
  end
  local below = after and after.block == region.block + 1 and after.s == view.blocks[after.block].s
  if not region.closed and next_one and below then
    return made(next_one, "goes-before")
  end
  if last and last.region.block == region.block then
    local quotation = made(last, "goes-on")
    -- "…," said Ruiz, who noted it was “late.” “…”: Ruiz goes on, not "who".
    if last.cue and last.cue.order == "relative" then
      quotation.speaker = last.cue.antecedent or last.speaker
    end
    return quotation
  end
  if next_one and next_one.region.block == region.block and size >= 3 and next_one.label == "DIRECT" then
    return made(next_one, "goes-before")
  end
  if region.s == lines.s then
    -- Short ones in single marks are headings.
    if size < (region.single and 8 or 3) then return nil end
    return paragraphs.quotation(ctx, region, list, last)
  end
  if size < 5 then return nil end
  -- The sentence before it in the paragraph tells who speaks.
  local sentence = clauses.sentence_start(ctx, region.s - 1, lines.s)
  local speaker = clauses.first_subject(ctx, sentence, region.s)
  if speaker then
    return {
      region = region, label = "DIRECT", speaker = speaker, rule = "sentence-before", how = "inferred",
    }
  end
  if not last then return nil end
  return { region = region, label = "DIRECT", speaker = last.speaker, rule = "follows", how = "continued" }
end

--- The quotations of the article in order.
---@param ctx QuoteContext
---@param regions Region[]
---@param list Attribution[]
---@return Quotation[]
function attribute.quotations(ctx, regions, list)
  local view = ctx.view
  local by_from = {}
  for _, a in ipairs(list) do
    if not by_from[a.from] then by_from[a.from] = a end
  end
  local by_region, open, upto = {}, {}, 0
  for n, region in ipairs(regions) do
    while list[upto + 1] and list[upto + 1].s < region.s do upto = upto + 1 end
    local quotation = with_cue(ctx, region, list, upto, by_from)
    local starts = region.s == view.blocks[region.block].s or view.starts[region.s]
    if not quotation and starts and fragments.size(view, region) >= 2
      and not (goes_on_small(view, region) and fragments.names_work(ctx, region))
    then
      quotation = unlisted_verb(ctx, region)
      open[n] = not quotation
    end
    by_region[n] = quotation or false
  end
  local found, last = {}, nil
  for n, region in ipairs(regions) do
    local quotation = by_region[n] or open[n] and without_cue(ctx, regions, n, list, by_region, last)
    if quotation then
      -- Every paragraph of a long quotation opens it again, only the last closes it.
      if last and not last.region.closed and last.region.block == region.block - 1
        and region.s == view.blocks[region.block].s
      then
        quotation.continues = last
      end
      found[#found + 1] = quotation
      last = quotation
    end
  end
  paragraphs.sign(found)
  return found
end

return attribute
