-- budget: a replacement function that never returns
("abc"):gsub(".", function() while true do end end)
