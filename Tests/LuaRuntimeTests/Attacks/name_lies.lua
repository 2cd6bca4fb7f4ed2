-- error: a chunk that calls itself another file
return load("error('here')", "@another/init.lua")()
