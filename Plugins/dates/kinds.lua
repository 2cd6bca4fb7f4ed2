--- Reads a table of words in `data/` with the columns `entry` and `kind`.

--- The words of each kind as sets.
---@param file string
---@return table<string, table<string, boolean>>
return function(file)
  local kinds = {}
  for _, row in ipairs(desk.rows(file)) do
    local words = kinds[row.kind]
    if not words then
      words = {}
      kinds[row.kind] = words
    end
    words[row.entry] = true
  end
  return kinds
end
