return {
  "The council «voted 7 to 2|VOTE yes=7 no=2» to close the port.",
  "The bill passed «by 51-49|VOTE yes=51 no=49».",
  "It was approved «by 12 votes to 3|VOTE yes=12».",
  "In a poll, «48%|POLL» of voters were for the bridge.",
  "A survey found that «two percent|POLL» would leave.",
  "With «12 members in favour|VOTE yes=12», the plan went ahead.",
  "Many members were in favour of it.",
  -- Games, ranges and shares of something else.
  "Velm won 7 to 2 at home.",
  "They voted to close the port.",
  "Children from 2 to 7 may enter, they voted.",
  "The price rose 48% in May.",
  "The poll opened at noon.",
}
