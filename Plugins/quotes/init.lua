return { name = "quotes", version = "0.1.0", api = 1, summary = "", provides = { quotes = { "X" } }, annotate = function(_) end }
