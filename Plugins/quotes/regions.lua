--- Pairs quotation marks. What a mark does is told by where it stands and only then by its shape:
--- news mixes straight and curly marks and turns them the wrong way round. No pair crosses the edge
--- of a paragraph, so that a missing mark spoils no more than its own.

local words = require("words")

local regions = {}

---@class Region
---@field s integer   token of the opening mark
---@field e integer   token of the closing mark, or the last of the paragraph
---@field closed boolean
---@field single boolean   set in single marks
---@field block integer   number of its paragraph
---@field after integer   the token behind it, stray marks left out

local SHAPES <const> = {
  ["“"] = "open", ["„"] = "open", ["‟"] = "open", ["«"] = "open", ["``"] = "open",
  ["”"] = "close", ["»"] = "close", ["''"] = "close",
  ['"'] = "any",
}
local SINGLE_OPEN <const> = { ["‘"] = true, ["'"] = true, ["`"] = true, ["‚"] = true, ["‹"] = true }
local SINGLE_CLOSE <const> = { ["’"] = true, ["'"] = true, ["›"] = true }
local OPENERS <const> = words.set("( [ — – -- -")
local CLOSERS <const> = words.set(". , ; : ! ? ) ] — – -- - ... …")
--- Words that begin with an apostrophe: 'tis, 'em.
local ELIDED <const> = { tis = true, twas = true, em = true, cause = true, til = true, bout = true, n = true }

---@param view Words
---@param i integer  a token
---@param block Lines
---@return boolean left   whether an opening mark could stand here, by what is before it
---@return boolean right   whether a closing mark could, by what is after it
local function sides(view, i, block)
  local before = view.text[i - 1]
  local left = i == block.s or view.spaced[i] or OPENERS[before] or SHAPES[before] == "open"
    or (SINGLE_OPEN[before] and (i - 1 == block.s or view.spaced[i - 1])) or false
  local after = view.text[i + 1]
  local right = i == block.e or view.spaced[i + 1] or CLOSERS[after] or SHAPES[after] ~= nil
    or SINGLE_CLOSE[after] or false
  return left, right
end

---@param view Words
---@param marks integer[]  tokens of the double marks of the paragraph
---@param block Lines
---@param out Region[]
local function pair_double(view, marks, block, out)
  local open
  local function add(s, e, closed)
    out[#out + 1] = { s = s, e = e, closed = closed, single = false, block = block.number }
  end
  for _, i in ipairs(marks) do
    local left, right = sides(view, i, block)
    local shape = SHAPES[view.text[i]]
    local turn
    if i == block.s then
      turn = "open"
    elseif left ~= right then
      turn = left and "open" or "close"
    elseif shape ~= "any" then
      turn = shape
    else
      turn = open and "close" or "open"
    end
    if turn == "close" then
      -- Without an opening mark it is a stray one, or the sign for inches.
      if open then
        add(open, i, true)
        open = nil
      end
    elseif open or not (shape == "any" and view.text[i - 1]:find("^%d") and not view.spaced[i]) then
      if open then add(open, i - 1, false) end
      open = i
    end
  end
  if open then add(open, block.e, false) end
end

--- Where the single mark at `marks[n]` is closed. After an s the mark may be the apostrophe of a plural:
--- then a later one is taken, if there is one before the next opening mark.
---@param view Words
---@param marks integer[]
---@param n integer
---@param block Lines
---@return integer?
local function single_close(view, marks, n, block)
  local fallback
  for k = n + 1, #marks do
    local i = marks[k]
    local left, right = sides(view, i, block)
    if left and not right then break end
    if SINGLE_CLOSE[view.text[i]] and not left and right then
      if not view.low[i - 1]:find("s$") then return i end
      fallback = i
    end
  end
  return fallback
end

---@param view Words
---@param marks integer[]  tokens of the single marks of the paragraph
---@param block Lines
---@param inside table<integer, Region>
---@param out Region[]
local function pair_single(view, marks, block, inside, out)
  local past = 0
  for n, i in ipairs(marks) do
    local word = view.low[i + 1]
    if i > past and not inside[i] and SINGLE_OPEN[view.text[i]] and word:find("^[%a\x80-\xff]")
      and not ELIDED[word] and not view.spaced[i + 1] and sides(view, i, block)
    then
      local close = single_close(view, marks, n, block)
      if close and not inside[close] then
        out[#out + 1] = { s = i, e = close, closed = true, single = true, block = block.number }
        past = close
      end
    end
  end
end

---@param view Words
---@param region Region
local function has_words(view, region)
  for i = region.s + 1, region.closed and region.e - 1 or region.e do
    if view.text[i]:find("[%w\x80-\xff]") then return true end
  end
  return false
end

--- The quoted regions of the article in order, and for each token of them its region.
---@param view Words
---@param blocks Lines[]
---@param marks integer[]  tokens of all quotation marks
---@return Region[]
---@return table<integer, Region>
function regions.find(view, blocks, marks)
  local found, inside = {}, {}
  local at = 1
  for _, block in ipairs(blocks) do
    local double, single, here = {}, {}, {}
    while marks[at] and marks[at] < block.s do at = at + 1 end
    while marks[at] and marks[at] <= block.e do
      local list = SHAPES[view.text[marks[at]]] and double or single
      list[#list + 1] = marks[at]
      at = at + 1
    end
    if #double > 0 then pair_double(view, double, block, here) end
    for _, region in ipairs(here) do
      for i = region.s, region.e do inside[i] = region end
    end
    if #single > 1 then
      pair_single(view, single, block, inside, here)
      table.sort(here, function(a, b) return a.s < b.s end)
    end
    for _, region in ipairs(here) do
      if has_words(view, region) then
        -- A pair nested the wrong way round leaves a mark behind: “'No,”' he said.
        local after = region.e + 1
        while after < block.e and SINGLE_CLOSE[view.text[after]] and not view.spaced[after] do
          after = after + 1
        end
        region.after = after
        found[#found + 1] = region
        for i = region.s, region.e do inside[i] = region end
      else
        for i = region.s, region.e do inside[i] = nil end
      end
    end
  end
  return found, inside
end

return regions
