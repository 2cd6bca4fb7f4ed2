-- budget: nested repetitions that never match
return ("a"):rep(40000):find((".-"):rep(30) .. "b")
