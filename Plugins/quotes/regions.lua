--- The quoted regions of the article: the host pairs the marks, here they get their paragraph and
--- what follows them.

local regions = {}

---@class Region
---@field s integer   token of the opening mark
---@field e integer   token of the closing mark, or the last of the paragraph
---@field closed boolean
---@field single boolean   set in single marks
---@field block integer   number of its paragraph
---@field after integer   the token behind it, stray marks left out

local SINGLE_CLOSE <const> = { ["’"] = true, ["'"] = true, ["›"] = true }

--- The quoted regions of the article in order, and for each token of them its region.
---@param article Article
---@param view Words
---@return Region[]
---@return table<integer, Region>
function regions.find(article, view)
  local found, inside = {}, {}
  local blocks, at = view.blocks, 1
  for _, quoted in ipairs(article:quoted()) do
    local region = { s = quoted.first_token, e = quoted.last_token, closed = quoted.closed, single = quoted.single }
    while blocks[at] and blocks[at].e < region.s do at = at + 1 end
    local block = blocks[at]
    if block and block.s <= region.s then
      region.block = block.number
      -- A pair nested the wrong way round leaves a mark behind: “'No,”' he said.
      local after = region.e + 1
      while after < block.e and SINGLE_CLOSE[view.text[after]] and not view.spaced[after] do
        after = after + 1
      end
      region.after = after
      found[#found + 1] = region
      for i = region.s, region.e do inside[i] = region end
    end
  end
  return found, inside
end

return regions
