-- any: running out of memory again and again
local t = {}
for _ = 1, 200 do pcall(function() while true do t[#t + 1] = ("y"):rep(100000) .. #t end end) t = {} end
