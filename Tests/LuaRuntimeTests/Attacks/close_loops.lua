-- budget: a variable whose closing never ends
local t <close> = setmetatable({}, { __close = function() while true do end end })
while true do end
