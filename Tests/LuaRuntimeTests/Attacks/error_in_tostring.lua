-- error: an error while the error is turned into text
error(setmetatable({}, { __tostring = function() error("again") end }))
