-- memory: one huge string
return ("x"):rep(1 << 40)
