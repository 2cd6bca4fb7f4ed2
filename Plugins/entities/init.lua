return { name = "entities", version = "0.1.0", api = 1, summary = "", provides = { entities = { "X" } }, annotate = function(_) end }
