-- error: no bytecode
local f, why = load("\27Lua")
error(why)
