-- Makes the globals of plugins from the libraries that the host has opened. Runs once in each
-- state, with the real globals. Returns `environment(fields, strict)`, which makes the globals of
-- one plugin, and `reseed`, which the host calls before each article.

local error, getmetatable, ipairs, next, rawequal, rawget, rawset, select, setmetatable, type =
  error, getmetatable, ipairs, next, rawequal, rawget, rawset, select, setmetatable, type
local load, tostring = load, tostring
local sort, move = table.sort, table.move

local frozen = setmetatable({}, { __mode = "k" })

--- A read-only view of a library: all plugins share one, and none may change it for the others.
local function freeze(library, name)
  local view = setmetatable({}, {
    __index = library,
    __newindex = function(_, key)
      error(("%s.%s cannot be set: the library is shared by all plugins"):format(name, tostring(key)), 2)
    end,
    __metatable = false,
  })
  frozen[view] = library
  return view
end

--- In a fixed order: integers, then other numbers, then strings by their bytes, then the rest.
--- Lua's own order depends on a seed that differs from process to process.
local function ordered_pairs(t)
  local given = t
  t = frozen[t] or t  -- never handed out: plugins get the view
  local meta = getmetatable(t)
  if type(meta) == "table" and rawget(meta, "__pairs") then
    return meta.__pairs(t)
  end
  if type(t) ~= "table" then
    error(("bad argument #1 to 'pairs' (table expected, got %s)"):format(type(t)), 2)
  end
  local numbers, strings, others = {}, {}, {}
  local array = 0
  for key in next, t do
    local kind = type(key)
    if kind == "number" then
      if key == array + 1 then
        array = key
      end
      numbers[#numbers + 1] = key
    elseif kind == "string" then
      strings[#strings + 1] = key
    else
      others[#others + 1] = key
    end
  end
  if array ~= #numbers then
    sort(numbers)
  end
  sort(strings)
  local keys = numbers
  move(strings, 1, #strings, #keys + 1, keys)
  move(others, 1, #others, #keys + 1, keys)
  local position = 0
  return function()
    while true do
      position = position + 1
      local key = keys[position]
      if key == nil then
        return nil
      end
      local value = t[key]
      if value ~= nil then
        return key, value
      end
    end
  end, given, nil
end

pairs = ordered_pairs

local function safe_setmetatable(t, meta)
  if type(meta) == "table" and rawget(meta, "__gc") ~= nil then
    error("a metatable with __gc cannot be set: finalizers could not be stopped", 2)
  end
  if frozen[t] then
    error("the metatable of a shared library cannot be set", 2)
  end
  return setmetatable(t, meta)
end

local function safe_rawset(t, key, value)
  if frozen[t] then
    error("a shared library cannot be changed", 2)
  end
  return rawset(t, key, value)
end

local function count_garbage(option)
  if option ~= nil and option ~= "count" then
    error("collectgarbage only takes \"count\" here", 2)
  end
  return collectgarbage("count")
end

string.dump = nil
-- Method calls on strings go here: the real library, which no plugin can reach to change.
getmetatable("").__metatable = false

local shared = {
  _VERSION = _VERSION,
  assert = assert,
  collectgarbage = count_garbage,
  error = error,
  getmetatable = getmetatable,
  ipairs = ipairs,
  next = next,
  pairs = ordered_pairs,
  pcall = pcall,
  rawequal = rawequal,
  rawget = rawget,
  rawlen = rawlen,
  rawset = safe_rawset,
  select = select,
  setmetatable = safe_setmetatable,
  tonumber = tonumber,
  tostring = tostring,
  type = type,
  xpcall = xpcall,
  coroutine = freeze(coroutine, "coroutine"),
  math = freeze(math, "math"),
  string = freeze(string, "string"),
  table = freeze(table, "table"),
  utf8 = freeze(utf8, "utf8"),
}

local function environment(fields, strict)
  local globals = {}
  for key, value in next, shared do
    globals[key] = value
  end
  for key, value in next, fields do
    globals[key] = value
  end
  globals._G = globals
  -- Text only, never bytecode, and only whole strings: a reader function could go on for ever.
  globals.load = function(chunk, name, _, env)
    if type(chunk) ~= "string" then
      error(("bad argument #1 to 'load' (string expected, got %s)"):format(type(chunk)), 2)
    end
    return load(chunk, name or "=(load)", "t", env or globals)
  end
  if not strict then
    return globals
  end
  return setmetatable(globals, {
    __index = function(_, name)
      error(("undefined global '%s'"):format(tostring(name)), 2)
    end,
    __newindex = function(_, name)
      error(("global '%s' cannot be set; declare it with 'local'"):format(tostring(name)), 2)
    end,
    __metatable = false,
  })
end

return environment, function()
  math.randomseed(1)
end
