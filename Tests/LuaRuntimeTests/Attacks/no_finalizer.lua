-- error: no finalizers
return setmetatable({}, { __gc = function() end })
