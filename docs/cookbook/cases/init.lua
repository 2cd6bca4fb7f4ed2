-- Cases before a court: "Ruiz v. Port Alder", "case no. 24-1187".
--
-- Shows: regexes where characters matter more than words; annotations of two kinds in one function; `overlapping`.

-- Characters, not tokens: numbers of cases differ from court to court.
local docket = desk.regex([[\b(?:case|docket)\s+(?:no\.|number)\s*(?<number>\d{1,4}[-/][A-Z]{0,3}-?\d{1,5})]], "i")

-- Parties are names; "v", "v." and "vs." stand between them.
local versus = desk.rule({
  "Versus",
  [=[
    plaintiff:( !( [In At After Under] ) %Name{1,4} | [The the] State )
    [v v. vs vs.]
    defendant:( %Name ( [of and the] | %Name ){0,3} )
  ]=],
})

-- A match of a sport has the same form; the words beside it tell.
local sport = desk.list("sport", { "match", "kick-off", "cup", "final", "goal", "fixture", "league" }, { plural = true })

return {
  name = "cases",
  version = "0.1.0",
  api = 1,
  summary = "Legal cases by their parties and numbers",
  provides = { cases = { "CASE", "NUMBER" } },
  ---@param article Article
  annotate = function(article)
    for match in article:find(versus) do
      -- A pattern inside of a sentence: any word of the list makes it a game.
      if #article:matches("#" .. sport.name, match.sentence) == 0 then
        article:annotate({
          span = match, label = "CASE", rule = "Versus", plaintiff = match.plaintiff, defendant = match.defendant,
        })
      end
    end
    for match in docket:find(article) do
      -- The case that it is the number of: one that stands in the same sentence.
      local case = article:inside(match.span.sentence, "cases", "CASE")[1]
      article:annotate({ span = match.number, label = "NUMBER", rule = "Docket", case = case })
    end
  end,
}
