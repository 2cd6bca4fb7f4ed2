-- returns: a result that is nested deeply
local t = {}
for _ = 1, 10000 do t = { t } end
return t
