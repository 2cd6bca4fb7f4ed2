-- budget: the same for gmatch
for _ in (("a"):rep(50000)):gmatch((".-"):rep(25) .. "b") do end
