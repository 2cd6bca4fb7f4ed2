-- error: an error while closing
local t <close> = setmetatable({}, { __close = function() error("closing") end })
error("first")
