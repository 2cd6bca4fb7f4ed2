-- error: nor its functions
string.find = function() return 1 end
