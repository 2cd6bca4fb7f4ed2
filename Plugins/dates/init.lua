return { name = "dates", version = "0.1.0", api = 1, summary = "", provides = { dates = { "X" } }, annotate = function(_) end }
