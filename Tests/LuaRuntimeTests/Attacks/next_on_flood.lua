-- budget: a walk that begins again
local t = { a = 1 }
while true do for k in pairs(t) do t[k] = 2 end end
