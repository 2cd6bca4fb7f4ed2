-- budget: tail calls never fill the stack
local function f() return f() end
f()
