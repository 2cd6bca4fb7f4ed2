--- Says who a speaker is: pronouns, short names and descriptions are led back to the fullest name in the
--- article, through the chains of the entities layer.

local lexicon = require("lexicon")
local words = require("words")

local speakers = {}

---@class Resolved
---@field canonical? string
---@field entity? any
---@field gender? string
---@field how string

---@class QuoteMention
---@field annotation Annotation
---@field s integer   first token
---@field e integer   last token
---@field person boolean
---@field first integer   first byte
---@field entity any
---@field gender? string
---@field tail? string   last word of a person's name

local GENDERS <const> = { he = "m", she = "f" }
--- How far back a pronoun looks for its person, in bytes, unless that person spoke last.
local REACH <const> = 1500
--- How near the last speaker must be to be preferred the more.
local NEAR <const> = 700

--- The people and organisations of the article in order, and the gender of each chain.
---@param ctx QuoteContext
---@return QuoteMention[]
---@return table<any, string>
local function mentions_of(ctx)
  local mentions, genders = {}, {}
  for _, record in ipairs(ctx.entities) do
    if record.label == "PERSON" or record.label == "ORG" then
      local annotation = record.annotation
      local mention = {
        annotation = annotation, s = record.s, e = record.e, person = record.label == "PERSON",
        first = annotation.first, entity = annotation.entity,
      }
      if mention.person then
        mention.gender = annotation.gender
        -- The last word of the name too: a title in front may have kept two chains apart.
        mention.tail = ctx.view.text[record.e]
        if mention.gender then
          if mention.entity then genders[mention.entity] = mention.gender end
          genders[mention.tail] = genders[mention.tail] or mention.gender
        end
      end
      mentions[#mentions + 1] = mention
    end
  end
  return mentions, genders
end

--- Whether a mention begins its sentence, or does so behind a title or a small word, and is no possessive.
local function is_subject(view, s, e)
  if view.low[e + 1] == "'s" or view.low[e + 1] == "'" then return false end
  return view.starts[s] or view.starts[s - 1] or view.starts[s - 2] or false
end

---@param annotation Annotation
---@param how string
---@return Resolved
local function resolved_as(annotation, how)
  return {
    canonical = annotation.canonical or annotation.text, entity = annotation.entity,
    gender = annotation.gender, how = how,
  }
end

--- The run of names in a phrase: "Jaafar al-Husseini" of "militia spokesman Jaafar al-Husseini".
---@param view Words
---@param p Phrase
---@return integer? first
---@return integer? last
local function name_run(view, p)
  local s, e
  for k = p.core_s, p.core_e do
    if words.is_name(view, k) and not view.kind[k] then
      s = s or k
      e = k
    elseif s and view.kind[k] == "preposition" then
      break
    elseif s and view.text[k]:find("^%l") and not view.kind[k] and #view.text[k] > 3 then
      s, e = nil, nil
    end
  end
  return s, e
end

---@class Memory
---@field person? Resolved   the person who spoke last
---@field person_at integer   where
---@field other? Resolved   the organisation that spoke last
---@field names table<string, Resolved>   last word of a name → who

--- The person whom a pronoun means: who spoke last, unless a name that fits has come between as a subject.
---@param ctx QuoteContext
---@param at integer   byte of the pronoun
---@param gender? string
---@param memory Memory
---@return Resolved?
local function person_before(ctx, at, gender, memory)
  local best, best_score
  local recent = memory.person
  if recent and gender and recent.gender and recent.gender ~= gender then recent = nil end
  for n = #ctx.mentions, 1, -1 do
    local mention = ctx.mentions[n]
    local distance = at - mention.first
    if distance > REACH then break end
    if distance > 0 and mention.person and not ctx.inside[mention.s] then
      local annotation = mention.annotation
      local known = mention.gender or ctx.genders[mention.entity] or ctx.genders[mention.tail]
      if not (gender and known and known ~= gender) then
        -- Near, as a subject, of the right gender: in that order of weight a name beats another.
        local score = -distance / 400
        if is_subject(ctx.view, mention.s, mention.e) then score = score + 1.5 end
        if known == gender then score = score + 0.7 end
        if recent and mention.entity and mention.entity == recent.entity then
          score = score + (at - memory.person_at < NEAR and 1.5 or 1)
        end
        if not best_score or score > best_score then best, best_score = annotation, score end
      end
    end
  end
  if recent and (not best or best_score < 0.8 - (at - memory.person_at) / 1200) then
    return { canonical = recent.canonical, entity = recent.entity, gender = recent.gender, how = "pronoun" }
  end
  return best and resolved_as(best, "pronoun")
end

--- Whom "the senator", "the ministry" mean: the last one before with that word in role, title or name.
---@param ctx QuoteContext
---@param at integer
---@param head string
---@return Resolved?
local function described_before(ctx, at, head)
  if #head < 4 then return nil end
  for n = #ctx.mentions, 1, -1 do
    local mention = ctx.mentions[n]
    if mention.first < at then
      local annotation = mention.annotation
      local text = (annotation.role or "") .. " " .. (annotation.title or "")
      if not mention.person then text = annotation.canonical or annotation.text end
      if desk.text.lower(text):find(head, 1, true) then return resolved_as(annotation, "described") end
    end
  end
end

--- The entity in a phrase: a person before anything else.
local function entity_in(ctx, p)
  local best
  for k = p.core_s, p.core_e do
    local entity = ctx.at_token[k]
    if entity then
      if entity.label == "PERSON" then return entity end
      local label = entity.label
      if label == "ORG" and (not best or best.label == "GPE") or label == "GPE" and not best then
        best = entity
      end
    end
  end
  -- "a spokesman for the ministry" is not the ministry.
  local kind = ctx.view.kind[p.core_s]
  if best and kind == "determiner" and ctx.view.low[p.core_s] ~= "the" then return nil end
  return best
end

---@param ctx QuoteContext
---@param p Phrase
---@param memory Memory
---@return Resolved
local function resolve(ctx, p, memory)
  local view = ctx.view
  local low, head = view.low[p.core_s], view.low[p.core_e]
  local at = view.token[p.core_s].first
  if view.kind[p.core_s] == "pronoun" then
    local found
    if GENDERS[low] then
      found = person_before(ctx, at, GENDERS[low], memory)
      if found then memory.person, memory.person_at = found, at end
    elseif low == "it" or low == "they" then
      found = memory.other
    end
    return { canonical = found and found.canonical, entity = found and found.entity, how = "pronoun" }
  end
  local noun = lexicon.nouns[head]
  if view.kind[p.core_s] == "determiner" and p.core_e <= p.core_s + 2 and noun then
    local source = memory.other or memory.person
    if source then return { canonical = source.canonical, entity = source.entity, how = "source" } end
  end
  local entity = entity_in(ctx, p)
  if entity then
    local found = resolved_as(entity.annotation, "named")
    if entity.label == "PERSON" then
      memory.person, memory.person_at = found, at
    else
      memory.other = found
    end
    return found
  end
  local s, e = name_run(view, p)
  if s then
    local name = view.token[s]:to(view.token[e]).text
    local full = memory.names[view.text[e]]
    local found = full and #full.canonical >= #name and full or { canonical = name, how = "named" }
    memory.names[view.text[e]] = found
    local other = ctx.at_token[e]
    if view.kind[p.core_s] == "determiner" then
      memory.other = found
    elseif other and other.label ~= "PERSON" or view.text[e]:find("[^s]s$") then
      -- "Norwegians", "Salem Harbour": nobody that "he" or "she" could mean.
      return found
    else
      memory.person, memory.person_at = found, at
    end
    return found
  end
  local found = low == "the" and described_before(ctx, at, head)
  if found then
    if ctx.genders[found.entity] or found.gender then memory.person, memory.person_at = found, at end
    return found
  end
  return { how = "described" }
end

--- Gives each quotation and report its resolved speaker.
---@param ctx QuoteContext
---@param quotations Quotation[]
---@param reports Report[]
---@param list Attribution[]   all that was read: who spoke last counts, even where nothing was reported
function speakers.resolve(ctx, quotations, reports, list)
  local items = {}
  for _, a in ipairs(list) do
    if (a.order == "SV" or a.order == "VS") and a.speaker then
      items[#items + 1] = { at = a.s, speaker = a.speaker }
    end
  end
  for _, quotation in ipairs(quotations) do
    quotation.at = quotation.region.s
    items[#items + 1] = quotation
  end
  for _, report in ipairs(reports) do
    report.at = report.s
    items[#items + 1] = report
  end
  -- In the order in which the speakers are named; "continued" ones share the phrase of the first.
  for n, item in ipairs(items) do
    item.order = n
    if item.speaker then item.at = item.speaker.s end
  end
  table.sort(items, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.order < b.order
  end)
  ctx.mentions, ctx.genders = mentions_of(ctx)
  local memory = { names = {}, person_at = 0 }
  local known = {}
  for _, item in ipairs(items) do
    local p = item.cue and item.cue.order == "relative" and item.cue.antecedent or item.speaker
    if p then
      known[p] = known[p] or resolve(ctx, p, memory)
      item.resolved = known[p]
    end
  end
end

return speakers
