-- budget: a field that is looked up for ever
local t = setmetatable({}, { __index = function(t, k) return t[k .. "x"] end })
local ok = pcall(function() return t.x end)
while true do end
