-- any: weak tables that are rewritten
local t = setmetatable({}, { __mode = "kv", __newindex = function(t, k, v) rawset(t, k, v) end })
for i = 1, 10000 do t[i] = {} end
