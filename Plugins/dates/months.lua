--- Numbers of months by name, in full or short, with a full stop or without.

local months = {}

local NUMBERS <const> = {
  jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6, jul = 7, aug = 8, sep = 9, oct = 10, nov = 11,
    dec = 12,
}

--- The number of the month with this name.
---@param name string
---@return integer
function months.number(name) return NUMBERS[name:sub(1, 3):lower()] end

local NAMES <const> = {
  January = 1, February = 2, March = 3, April = 4, May = 5, June = 6, July = 7, August = 8, September = 9,
    October = 10,
  November = 11, December = 12, Sept = 9,
}

--- The number of a month by its whole name or its abbreviation; nil for words that only begin like one.
---@param name string
---@return integer?
function months.named(name)
  return NAMES[name] or #name == 3 and NUMBERS[name:lower()] or nil
end

return months
