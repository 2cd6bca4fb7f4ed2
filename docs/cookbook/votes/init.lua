-- Votes of councils and parliaments, and what polls say.
--
-- Shows: rules without any Lua, where captures become features; tests on numbers; `where`.

-- "7 to 2" and "7-2" are a vote only if the winner comes first: 2 to 7 would be a range.
local function winner_first(match)
  return desk.text.number(match.yes.text) > desk.text.number(match.no.text)
end

return {
  name = "votes",
  version = "0.1.0",
  api = 1,
  summary = "Votes with ayes and noes, and shares in polls",
  provides = { votes = { "VOTE", "POLL" } },
  rules = {
    -- `yes` and `no` become features of the annotation; nothing else needs to be said.
    desk.rule({
      "VotedTo",
      [=[ ~vote yes:%num{value=0..2000} ( to | - | – ) no:%num{value=0..2000} ( [against for in] )? ]=],
      label = "VOTE", where = winner_first,
    }),
    desk.rule({
      "VotesTo",
      [=[ ( by | a vote of | in a ) yes:%num votes? ( to | - | – ) no:%num votes? &( vote | [. , ;] | in | on | sent> ) ]=],
      label = "VOTE", where = winner_first,
    }),
    desk.rule({
      "InFavour",
      [=[ yes:%num ( [members senators delegates] )? [voted were voting]? in [favour favor] ]=],
      label = "VOTE",
    }),
    -- `capture` annotates a part of the match: the rest is there to be sure.
    desk.rule({
      "PollShare",
      [=[
        [poll survey] ...{0,8} share:( [%num %word]{value=0..100} [% percent] )
        ( of who:( registered? [voters adults people] ) )?
      ]=],
      label = "POLL", capture = "share",
    }),
  },
}
