-- budget: an empty loop
repeat until false
