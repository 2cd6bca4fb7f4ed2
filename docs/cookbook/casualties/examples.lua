return {
  "«Twelve people|KILLED count=12 who=people» were killed when the bridge fell.",
  "The blast killed «at least 3 soldiers|KILLED count=3 bound=\"at least\"» near Port Alder.",
  "The fire left «seven workers|INJURED count=7» injured, the mayor said.",
  "A bus overturned, killing «two children|KILLED count=2» and injuring «40 others|INJURED count=40».",
  "«1,200 villagers|KILLED count=1200» have been killed since May.",
  -- Numbers of people to whom nothing happened, and things that were killed.
  "Twelve people were rescued when the bridge fell.",
  "At least 3 soldiers guard the gate.",
  "The senate killed the bill by 12 votes.",
  "Nobody was injured, although 40 people were on the bus.",
  "The firm has killed the project after 3 years.",
  { "Two people were killed in the storm.", options = { min = 3 } },
}
