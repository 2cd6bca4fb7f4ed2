--- The words that the rules know: cue verbs with all their forms, what can introduce a speaker,
--- and the small words of the language. Everything comes from `data/`.

local lexicon = {
  --- Form in lower case → how it can be read as a cue verb.
  ---@type table<string, Verb>
  verbs = {},
  --- Word in lower case → its kind in data/words.tsv.
  ---@type table<string, string>
  kinds = {},
  --- Head noun in lower case → "document", "speech" or "utterance".
  ---@type table<string, string>
  nouns = {},
  --- The sets of words in data/sets.tsv.
  ---@type table<string, table<string, boolean>>
  sets = {},
}

---@class Verb
---@field lemma string
---@field class string   what kind of saying it is
---@field strong boolean   a cue by itself next to a quotation
---@field that boolean   takes a that-clause
---@field object boolean   takes a person as object ("told reporters")
---@field form "base"|"past"|"participle"|"third"|"ing"
---@field noun? boolean   the form is as often a noun
---@field both boolean   the form is past and participle at once

---@param forms string[]
---@param form string
---@param verb table
local function add_forms(forms, form, verb)
  for _, variant in ipairs(forms) do
    local known = lexicon.verbs[variant]
    if known then
      -- "said" is past and participle; a form of two verbs belongs to the first of them.
      if known.lemma == verb.lemma and form == "participle" and known.form == "past" then
        known.both = true
      end
    else
      lexicon.verbs[variant] = {
        lemma = verb.lemma,
        class = verb.class,
        strong = verb.strong,
        that = verb.that,
        object = verb.object,
        form = form,
        both = false,
      }
    end
  end
end

for _, row in ipairs(desk.rows("data/verbs.tsv")) do
  local lemma = row.entry
  local verb = {
    lemma = lemma,
    class = row.class,
    strong = row.strength == "strong",
    that = row.that == "1",
    object = row.object == "1",
  }
  local forms = desk.text.conjugate(lemma)
  add_forms(forms.past, "past", verb)
  add_forms(forms.participle, "participle", verb)
  add_forms({ lemma }, "base", verb)
  add_forms(forms.third, "third", verb)
  add_forms(forms.ing, "ing", verb)
end

for _, row in ipairs(desk.rows("data/words.tsv")) do
  lexicon.kinds[desk.text.lower(row.entry)] = row.kind
end

for _, row in ipairs(desk.rows("data/sets.tsv")) do
  lexicon.sets[row.set] = lexicon.sets[row.set] or {}
  lexicon.sets[row.set][row.entry] = true
end

for _, row in ipairs(desk.rows("data/noun_forms.txt")) do
  local verb = lexicon.verbs[row.entry]
  if verb then verb.noun = true end
end

local sources = {}
for _, row in ipairs(desk.rows("data/cues.tsv")) do
  local cue = row.entry
  if row.kind == "preposition" then
    -- Those that name a source: "as reported by", "in the words of".
    if cue:find("^as .* by$") or cue:find("^in the .* of$") or cue == "according to" then
      sources[#sources + 1] = cue
    end
  elseif row.kind == "document" or row.kind == "speech" or row.kind == "utterance" then
    -- Phrases are told by their head, the last word.
    lexicon.nouns[desk.text.lower(cue):match("(%S+)$")] = row.kind
  end
end

local forms = {}
for form in pairs(lexicon.verbs) do
  forms[#forms + 1] = form
end
desk.list("verb", forms)
desk.list("source", sources)

return lexicon
