-- budget: the same for gsub
return (("a"):rep(50000)):gsub((".-"):rep(25) .. "b", "")
