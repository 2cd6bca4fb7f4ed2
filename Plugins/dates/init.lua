return { name = "dates", version = "0.1.0", api = 1, summary = "", provides = { dates = { "DATE", "TIME", "DURATION", "SET" } }, annotate = function(_) end }
