-- error: the string library cannot be changed
local m = getmetatable("")
m.__index = nil
