-- any: a replacement that multiplies
local s = ("a"):rep(10000)
while true do s = s:gsub("a", "aa") end
