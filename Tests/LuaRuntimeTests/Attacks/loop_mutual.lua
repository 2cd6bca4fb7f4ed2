-- budget: two functions that call each other in tail position
local a, b
function a() return b() end
function b() return a() end
a()
