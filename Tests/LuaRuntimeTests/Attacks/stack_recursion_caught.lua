-- any: recursion within pcall
local function f() return pcall(f) end
f()
