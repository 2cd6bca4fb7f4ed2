-- budget: the same for match
return ("x"):rep(60000):match(("x*"):rep(40) .. "y")
