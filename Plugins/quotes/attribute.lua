--- Decides for each quoted region whether it is a quotation, and whose.

local cues = require("cues")
local lexicon = require("lexicon")
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

local CLAUSE_STARTS <const> = { preposition = true, coordinator = true, subordinator = true, auxiliary = true }
local ENDERS <const> = { ["."] = true, ["!"] = true, ["?"] = true, ["..."] = true, ["…"] = true }
--- How many tokens may stand between a cue with its speaker and a quotation: "told the crowd in Salem on Friday, “…"
local LONGEST_ADJUNCT <const> = 16

local function last_inside(view, region)
  local i = region.closed and region.e - 1 or region.e
  return i, view.low[i]
end

local function word_count(view, region)
  local n = 0
  for i = region.s + 1, region.closed and region.e - 1 or region.e do
    if view.text[i]:find("[%w\xc3-\xf4]") then n = n + 1 end
  end
  return n
end

--- Whether all longer words of a region have a capital: the title of a work, a name.
local function is_title(view, region)
  local n = 0
  for i = region.s + 1, region.closed and region.e - 1 or region.e do
    local text = view.text[i]
    if text:find("^%l") and not view.kind[i] then return false end
    if text:find("%u") then n = n + 1 end
  end
  return n >= 2
end

--- Whether a region is the title of a work or a show: "in her memoir, “Long Roads”", "on NBC's “Today”".
local function names_work(ctx, region)
  local view = ctx.view
  if not is_title(view, region) then return false end
  local lines = view.blocks[region.block]
  if lines.number == 1 or lines.kind == "headline" or lines.kind == "heading" then return false end
  return true
end

--- Whether a short fragment is only a word in the writer's own clause: the one accused ("accused the
--- “rebels” of arson"), or far from a verb that hardly tells of speech.
local function is_scare(ctx, region, left, size)
  if size > 2 or not left.verb then return false end
  local view = ctx.view
  local distance = region.s - left.e - 1
  local after = view.text[region.after]
  local _, ending = region.closed and region.e - 1, view.low[region.e - 1]
  local mid = after:find("^%l") and ending ~= "," and ending ~= "."
  if left.verb.object and left.verb.class ~= "call" and distance <= 3 and mid then
    for i = left.e + 1, region.s - 1 do
      local kind = view.kind[i]
      if kind == "preposition" or kind == "subordinator" or kind == "conjunction" or view.low[i] == "that" then return false end
    end
    return true
  end
  return not left.verb.strong and left.verb.class ~= "call" and distance >= 3 and (mid or distance > 6)
end

--- The attribution that begins right behind the region.
---@return Attribution?
local function right_of(ctx, region, by_from)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local q = region.after
  if q > lines.e then return nil end
  local _, ending = last_inside(view, region)
  local comma = false
  if view.low[q] == "," or words.is_word(view, q) == false and (view.low[q] == "—" or view.low[q] == "-"
    or view.low[q] == "–" or view.low[q] == "--" or view.low[q] == ")")
  then
    q = q + 1
    comma = true
  end
  local found = by_from[q]
  -- "… " then [adverb] said
  if not found then return nil end
  if found.order == "relative" or found.order == "agent" or found.order == "passive" or found.order == "inherited" then return nil end
  if found.order == "according" then return found end
  local ended = comma or ending == "," or ending == "?" or ending == "!" or ending == "—" or ending == "--"
  if found.order == "VS" and not (ended and (found.verb.strong or ending == "," or not comma and found.verb.form == "past") or ending == "." or found.lemma == "say") then return nil end
  if comma and not found.verb.strong and view.low[q - 1] ~= "," then return nil end
  if not found.verb.strong and found.order == "SV" and not (comma or ending == ",") then
    if not (ENDERS[view.low[found.to + 1]] or found.to == lines.e) then return nil end
  end
  if ending == "." and not comma and found.order == "SV" then
    local after = view.low[found.to + 1]
    if not (after == "." or found.to >= lines.e) then return nil end
  elseif (ending == "?" or ending == "!") and found.order == "SV" then
    local after = view.low[found.to + 1]
    if after == "that" or after == "," and ctx.inside[found.to + 2] and view.starts[found.from] then return nil end
  end
  return found
end

--- The attribution before the region in its sentence, and how the two are joined.
---@return Attribution?
---@return "adjacent"|"adjunct"|"inside"|nil
local function left_of(ctx, region, list, upto)
  local view = ctx.view
  local lines = view.blocks[region.block]
  if region.s == lines.s or upto == 0 then return nil end
  if view.starts[region.s] and view.low[region.s - 1] ~= ":" and view.low[region.s - 1] ~= "," then return nil end
  local sentence = cues.sentence_start(ctx, region.s - 1, lines.s)
  local best
  for k = upto, 1, -1 do
    local a = list[k]
    if a.e < sentence or a.block ~= region.block then break end
    local gap = region.s - 1 - a.e
    local mark = view.low[region.s - 1]
    if a.to < region.s or a.order == "VS" then
      local gap_to = region.s - 1 - a.to
      if gap == 0 and a.verb and (not a.verb.strong or a.modal) then
        -- A weak verb yields to one of saying before it: "she said he seemed “lost”".
        for n = k - 1, math.max(1, k - 4), -1 do
          local outer = list[n]
          if outer.block ~= a.block or outer.e < sentence then break end
          if outer.verb and outer.verb.strong and outer.verb.that and outer.speaker and outer.to < a.from and not outer.modal then
            return outer, "inside"
          end
        end
      end
      if gap == 0 or gap_to == 0 and a.order ~= "VS" then return a, "adjacent" end
      if gap_to == 1 and (mark == "," or mark == ":" or mark == "—" or mark == "--" or mark == "-") then return a, "adjacent" end
      if gap == 1 and mark == "that" then return a, "inside" end
      if (mark == "," or mark == ":") and gap <= LONGEST_ADJUNCT and (not best or a.verb and a.verb.strong and not best.verb.strong)
        and a.verb and a.verb.strong
      then
        return a, "adjunct"
      end
      if not best then
        best = a
      elseif best.verb and not best.verb.strong and (not a.verb or a.verb.strong) then
        return a, "inside"
      end
      if best.verb and best.verb.strong then return best, "inside" end
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

--- "…," the mayor quipped back at him: any verb does between a quotation that ends in a comma and a speaker.
local function unlisted_verb(ctx, region)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local _, ending = last_inside(view, region)
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
  local sentence = cues.sentence_start(ctx, colon, lines.s)
  return cues.first_subject(ctx, sentence, colon)
end

---@param ctx Context
---@param regions Region[]
---@param list Attribution[]
---@return Quotation[]
function attribute.quotations(ctx, regions, list)
  local view = ctx.view
  local by_from = {}
  for _, a in ipairs(list) do
    if not by_from[a.from] then by_from[a.from] = a end
  end
  local found = {}
  local upto = 0
  local last  -- the last quotation before this region, whatever its paragraph
  local by_region = {}
  local open = {}
  for n, region in ipairs(regions) do
    while list[upto + 1] and list[upto + 1].s < region.s do upto = upto + 1 end
    local lines = view.blocks[region.block]
    local size = word_count(view, region)
    local left, join = left_of(ctx, region, list, upto)
    local right = right_of(ctx, region, by_from)
    local starts = region.s == lines.s or view.starts[region.s]
    local quotation
    if left and join ~= "inside" and not (join == "adjunct" and size <= 5 and names_work(ctx, region)) then
      -- said “not now” is a fragment, said, “Not now,” is not.
      local fragment = region.s == left.e + 1 and view.text[region.s + 1]:find("^%l")
      quotation = {
        region = region, label = fragment and "MIXED" or "DIRECT", speaker = left.speaker, cue = left, rule = "cue-before",
      }
    elseif right and not (not starts and names_work(ctx, region) and not right.verb) and not (left and not starts and (not left.verb or left.verb.strong) and right.order == "SV"
      and view.low[right.to + 1] ~= "." and right.to < lines.e and view.kind[right.to + 1] ~= "preposition"
      and view.low[right.to + 1] ~= ",")
    then
      quotation = {
        region = region, label = starts and "DIRECT" or "MIXED", speaker = right.speaker, cue = right,
        rule = right.order == "VS" and "said-speaker" or right.order == "according" and "according-to" or "speaker-said",
      }
    elseif left then
      if not names_work(ctx, region) and not is_scare(ctx, region, left, size) then
        quotation = { region = region, label = "MIXED", speaker = left.speaker, cue = left, rule = "in-clause" }
      end
    elseif not starts or view.text[region.e + 1]:find("^%l") and not ENDERS[select(2, last_inside(view, region))] then
      local later = later_in_sentence(ctx, region, list, upto)
      if later and not names_work(ctx, region) then
        quotation = { region = region, label = "MIXED", speaker = later.speaker, cue = later, rule = "clause-before" }
      elseif view.low[region.s - 1] == ":" then
        local speaker = before_colon(ctx, region)
        quotation = { region = region, label = "DIRECT", speaker = speaker, rule = "colon" }
      end
    end
    if not quotation and starts and size >= 2 then
      local goes_on = view.text[region.after]:find("^%l") and not ENDERS[select(2, last_inside(view, region))]
      if not (goes_on and names_work(ctx, region)) then
        quotation = unlisted_verb(ctx, region)
        if not quotation then open[#open + 1] = n end
      end
    end
    by_region[n] = quotation or false
    if quotation then last = quotation end
  end
  -- Regions that are sentences of their own: who spoke before goes on.
  last = nil
  for n, region in ipairs(regions) do
    local quotation = by_region[n]
    if open[1] == n then
      table.remove(open, 1)
      local lines = view.blocks[region.block]
      local size = word_count(view, region)
      local next_one = by_region[n + 1]
      local same = last and last.region.block == region.block and last
      local after = regions[n + 1]
      local goes_on = not region.closed and next_one and after.s == view.blocks[after.block].s
        and after.block == region.block + 1
      if goes_on then
        quotation = {
          region = region, label = "DIRECT", speaker = next_one.speaker, cue = next_one.cue, rule = "goes-before",
          how = "continued",
        }
      elseif same and (size >= 2) then
        local speaker = same.cue and same.cue.order == "relative" and same.cue.antecedent or same.speaker
        quotation = { region = region, label = "DIRECT", speaker = speaker, cue = same.cue, rule = "goes-on", how = "continued" }
      elseif next_one and next_one.region.block == region.block and size >= 3 and next_one.label == "DIRECT" then
        quotation = { region = region, label = "DIRECT", speaker = next_one.speaker, cue = next_one.cue, rule = "goes-before", how = "continued" }
      elseif region.s == lines.s and (size >= 8 or size >= 3 and not region.single) then
        quotation = attribute.whole_paragraph(ctx, region, list, last)
      elseif size >= 5 then
        -- The sentence before it in the paragraph tells who speaks.
        local sentence = region.s > lines.s and cues.sentence_start(ctx, region.s - 1, lines.s)
        local speaker = sentence and cues.first_subject(ctx, sentence, region.s)
        if speaker then
          quotation = { region = region, label = "DIRECT", speaker = speaker, rule = "sentence-before", how = "inferred" }
        elseif last then
          quotation = { region = region, label = "DIRECT", speaker = last.speaker, rule = "follows", how = "continued" }
        end
      end
    end
    if quotation then
      found[#found + 1] = quotation
      last = quotation
      local before = found[#found - 1]
      if before and not before.region.closed and before.region.block == region.block - 1
        and region.s == view.blocks[region.block].s
      then
        quotation.continues = before
      end
    end
  end
  -- A quotation of several paragraphs is signed below its last one.
  for n = #found - 1, 1, -1 do
    local quotation, below = found[n], found[n + 1]
    if quotation.rule == "follows" and below.rule == "signature" and below.region.block == quotation.region.block + 1
      and (not quotation.region.closed or found[n - 1] and found[n - 1].rule == "signature")
    then
      quotation.speaker, quotation.rule, quotation.how = below.speaker, "signature", "signature"
    end
  end
  return found
end

local function is_person_like(ctx, p)
  local view = ctx.view
  if view.kind[p.core_s] == "pronoun" then return view.low[p.core_s] ~= "it" end
  return ctx.names_right[p.core_s] ~= nil or view.kind[p.core_s] == "determiner"
end

--- A paragraph that only holds a name, as a signature or a heading: "- Ana Ruiz".
local function name_line(ctx, lines)
  if not lines or lines.e - lines.s > 24 then return nil end
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
  -- "Ana Ruiz, 52, a nurse from Salem": no verb up to the end of the line.
  for k = p.core_e + 1, lines.e do
    local verb = lexicon.verbs[view.low[k]]
    if view.kind[k] == "auxiliary" or verb and verb.form ~= "base" and not verb.noun then return nil end
  end
  return p
end

--- The name behind a quotation in its paragraph: “…” - Ana Ruiz, Salem
local function signed_inline(ctx, region)
  local view = ctx.view
  local lines = view.blocks[region.block]
  local q = region.after
  if not region.closed or q > lines.e or lines.e - q > 24 then return nil end
  local dash = view.text[q]:find("^[-–—~(]")
  if dash then q = q + 1 end
  if view.starts[q + 1] or not words.is_name(view, q) or not dash and not ctx.persons[q] then return nil end
  local p = phrase.right(view, q, lines.e, ctx.names_right)
  if not p then return nil end
  for k = p.core_e + 1, lines.e do
    local verb = lexicon.verbs[view.low[k]]
    if view.kind[k] == "auxiliary" or verb and verb.form ~= "base" and not verb.noun then return nil end
  end
  return p
end

--- A paragraph that begins with a quotation without a cue: the paragraph before announced it, or its
--- speaker goes on.
function attribute.whole_paragraph(ctx, region, list, last)
  local view = ctx.view
  local before = view.blocks[region.block - 1]
  local inline = signed_inline(ctx, region)
  if inline then
    return { region = region, label = "DIRECT", speaker = inline, rule = "signature", how = "signature" }
  end
  local below = view.blocks[region.block + 1]
  local signed = (not region.closed or region.e >= view.blocks[region.block].e - 1) and name_line(ctx, below) or nil
  if signed and (view.text[below.s]:find("^[-–—~]") or not region.closed or view.text[below.e]:find("^[\"”]$")) then
    return { region = region, label = "DIRECT", speaker = signed, rule = "signature", how = "signature" }
  end
  if before and view.low[before.e] == ":" then
    local sentence = cues.sentence_start(ctx, before.e, before.s)
    for k = #list, 1, -1 do
      local a = list[k]
      if a.s < sentence then break end
      if a.block == before.number and a.speaker then
        return { region = region, label = "DIRECT", speaker = a.speaker, cue = a, rule = "announced" }
      end
    end
    local speaker = cues.first_subject(ctx, sentence, before.e)
    if speaker and is_person_like(ctx, speaker) then
      return { region = region, label = "DIRECT", speaker = speaker, rule = "announced" }
    end
  end
  if before and not (last and last.region.block == before.number) then
    local headed = name_line(ctx, before)
    if headed and ctx.persons[headed.core_s] then return { region = region, label = "DIRECT", speaker = headed, rule = "headed", how = "heading" } end
    for k = #list, 1, -1 do
      local a = list[k]
      if a.block < before.number then break end
      if a.block == before.number and a.speaker and a.verb and a.verb.strong and a.order ~= "relative" then
        return { region = region, label = "DIRECT", speaker = a.speaker, rule = "cue-paragraph-before", how = "continued" }
      end
    end
    if not last or not last.speaker or last.region.block < before.number - 3 then
      local speaker = cues.first_subject(ctx, before.s, before.e)
      if speaker and is_person_like(ctx, speaker) then
        return { region = region, label = "DIRECT", speaker = speaker, rule = "paragraph-before", how = "inferred" }
      end
    end
  end
  if signed then
    return { region = region, label = "DIRECT", speaker = signed, rule = "signature", how = "signature" }
  end
  if last and last.speaker then
    return { region = region, label = "DIRECT", speaker = last.speaker, rule = "follows", how = "continued" }
  end
  -- Nobody is named next to it: the last person that began a paragraph.
  for number = region.block - 1, 1, -1 do
    local lines = view.blocks[number]
    local speaker = not ctx.inside[lines.s] and cues.first_subject(ctx, lines.s, lines.e)
    if speaker and ctx.persons[speaker.core_s] and word_count(view, region) >= 5 then
      return { region = region, label = "DIRECT", speaker = speaker, rule = "person-before", how = "inferred" }
    end
  end
  local lines = view.blocks[region.block]
  if word_count(view, region) < 5 or lines.number == 1 or lines.kind == "headline" or region.single then return nil end
  return { region = region, label = "DIRECT", rule = "no-speaker" }
end

attribute.lexicon = lexicon

return attribute
