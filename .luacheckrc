std = "lua54"
max_line_length = 130
-- The host's globals in plugins.
read_globals = { "desk" }
exclude_files = { "**/examples.lua" }
files["Sources/LuaRuntime/sandbox.lua"] = { globals = { "pairs", "string", "table" } }
