-- error: an error of a megabyte
error(("e"):rep(1 << 20))
