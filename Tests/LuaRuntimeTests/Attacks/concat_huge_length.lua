-- any: a length that is a lie
return table.concat(setmetatable({}, { __len = function() return math.maxinteger end, __index = function() return "" end }))
