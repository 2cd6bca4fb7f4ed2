-- returns: a result with many fields
local t = {}
for i = 1, 200000 do t["k" .. i] = i end
return t
