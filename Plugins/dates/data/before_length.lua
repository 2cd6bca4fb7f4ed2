-- Words after which "a year" is a length of time: prepositions and verbs of lasting.
local words = {}
for word in ([[
  for in within after over than about nearly almost of take takes took taken last lasts lasted spend
  spends spent wait waited under least most until every barely just
]]):gmatch("%S+") do
  words[word] = true
end
return words
