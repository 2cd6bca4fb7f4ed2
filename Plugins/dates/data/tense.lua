-- Words that tell past from future.
local words = {
  past = {}, future = {}, neutral = {}, to_future = {}, before_past = {}, before_future = {}, no_verb = {},
}

---@param kind string
---@param list string
local function add(kind, list)
  for word in list:gmatch("%S+") do words[kind][word] = true end
end

add("future", [[
  expected anticipated projected will 'll ’ll shall won't won’t would wouldn't could can may
  might should must upcoming likely unlikely plans plan planning expects expect expecting intends
  aims hopes scheduled slated due tomorrow meet meets begin begins starts opens leaves arrives
  returns visits votes plays travels heads resume resumes expire expires hosts goes facing
]])
add("past", [[
  was were had did said says went came met told took made gave held began became got saw left found
  fell rose sold bought lost won led kept paid sent spoke wrote shot ran grew knew thought brought
  fought caught taught sought struck stood sat spent built broke chose drew drove flew rode shook
  stole swore threw wore has have ago since wasn't weren't didn't hadn't wasn’t weren’t didn’t
  hadn’t blew felt heard hung laid lay lent meant sank sang slid slept sped swept tore understood
  withdrew woke
]])
-- These end in -ed and are no past forms.
add("neutral",
  [[
  succeed exceed proceed bleed heed embed indeed need speed feed seed breed hundred
  united advanced red bed limited sacred naked wicked
]])
-- "to" and a verb point ahead after these.
add("to_future", [[
  plans plan planned planning expected expects expect scheduled set slated due going about is are
  ready prepared hopes hope intends wants want decided agreed vowed promised pledged supposed
  invited ordered asked aims likely poised preparing returns continues
]])
-- Directly before the expression.
add("before_past", [[
  since ended closed dated
]])
add("before_future", [[
  until ending starting beginning effective payable expire expires due
]])
-- After these "to" is followed by no verb.
add("no_verb", [[
  the a an his her its their our my your this that these those him them us me half zero more less
  just about nearly almost some all one two three four five six seven eight nine ten
]])

return words
