-- memory: a join of many
local t = {}
for i = 1, 1000 do t[i] = ("z"):rep(1000000) end
return table.concat(t)
