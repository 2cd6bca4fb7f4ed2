-- any: padding by a format
return string.pack("!16 " .. ("xi16"):rep(100000), 1)
