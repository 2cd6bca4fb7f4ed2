-- any: source that nests too deeply
return load(("("):rep(100000) .. "1" .. (")"):rep(100000))
