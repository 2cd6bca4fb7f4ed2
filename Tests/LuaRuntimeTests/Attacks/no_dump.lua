-- error: no dumping of functions
return string.dump(function() end)
