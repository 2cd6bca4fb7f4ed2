-- What companies earn: "net profit rose 12% to $3.4 million".
--
-- Shows: a predicate that patterns can ask; features computed in an action; lemmas and their forms.

-- `~rise` is any form of rise. Which of the two ways a verb points is looked up by its form.
local way = {}
for direction, verbs in pairs({ up = { "rise", "grow", "climb", "jump", "increase" },
  down = { "fall", "drop", "slip", "decline", "shrink" } }) do
  for _, verb in ipairs(verbs) do
    for _, form in ipairs(desk.text.forms(verb)) do
      way[form] = direction
    end
  end
end

-- `%word{moves}` asks this of each candidate.
desk.predicate("moves", function(span) return way[span.text] ~= nil end)

desk.define("measure", [=[
  [net operating gross pre-tax quarterly annual]{0,2}
  [profit profits loss revenue revenues sales income earnings]
]=])
desk.define("sum", [=[ [$ € £] %num [million billion]? ]=])

local function annotate(match, article)
  local change = match.rule == "Moved" and desk.text.number(match.change.text)
  local direction = way[match.verb.text]
  article:annotate({
    span = match,
    label = "RESULT",
    rule = match.rule,
    measure = match.measure.text,
    direction = direction,
    percent = change and (direction == "down" and -change or change),
    -- Each rule has captures of its own; to ask for one that it has not is an error.
    total = match.total, -- a span becomes a mention: start, end and text
  })
end

return {
  name = "results",
  version = "0.1.0",
  api = 1,
  summary = "Results of companies: what rose or fell, by how much, to what",
  provides = { results = { "RESULT" } },
  rules = {
    desk.rule({
      "Moved",
      [=[ measure:$measure ( for the %lower{1,2} )? verb:%word{moves} by? change:%num [% percent] ( to total:$sum )? ]=],
      action = annotate,
    }),
    desk.rule({
      "MovedTo",
      [=[ measure:$measure ( for the %lower{1,2} )? verb:%word{moves} to total:$sum ]=],
      action = annotate,
    }),
  },
}
