--- What a quoted region is by itself: how long, the title of a work, a word held at arm's length.

local fragments = {}

--- The last token inside the marks, in lower case.
---@param view Words
---@param region Region
---@return string
function fragments.ending(view, region) return view.low[region.closed and region.e - 1 or region.e] end

--- How many words a region has, up to nine: long quotations need not be read to the end.
---@param view Words
---@param region Region
---@return integer
function fragments.size(view, region)
  local n, most <const> = 0, 9
  for i = region.s + 1, region.closed and region.e - 1 or region.e do
    if view.text[i]:find("[%w\xc3-\xf4]") then n = n + 1 end
    if n == most then break end
  end
  return n
end

--- Whether all longer words of a region have a capital: the title of a work, a name.
local function is_title(view, region)
  local n = 0
  for i = region.s + 1, region.closed and region.e - 1 or region.e do
    local text = view.text[i]
    if text:find("^%l") and not view.kind[i] then return false end
    if text:find("%u") then n = n + 1 end
  end
  return n >= 2
end

--- Whether a region is the title of a work or a show: "in her memoir, “Long Roads”", "on NBC's “Today”".
---@param ctx QuoteContext
---@param region Region
---@return boolean
function fragments.names_work(ctx, region)
  local view = ctx.view
  if not is_title(view, region) then return false end
  -- In a headline all words may have capitals.
  local lines = view.blocks[region.block]
  return lines.number > 1 and lines.kind ~= "headline" and lines.kind ~= "heading"
end

--- Whether a word between a verb and a fragment says that the fragment is what was said: "of", "as", "that".
local function opens_content(view, i)
  local kind = view.kind[i]
  return kind == "preposition" or kind == "subordinator" or kind == "conjunction" or view.low[i] == "that"
end

--- Whether a short fragment is only a word in the writer's own clause: the one accused ("accused the
--- “rebels” of arson"), or far from a verb that hardly tells of speech.
---@param ctx QuoteContext
---@param region Region
---@param cue Attribution   the one before it in its sentence
---@param size integer
---@return boolean
function fragments.is_scare(ctx, region, cue, size)
  local verb = cue.verb
  if size > 2 or not verb or verb.class == "call" then return false end
  local view = ctx.view
  local distance = region.s - cue.e - 1
  local ending = fragments.ending(view, region)
  local mid = view.text[region.after]:find("^%l") ~= nil and ending ~= "," and ending ~= "."
  if verb.object and distance <= 3 and mid then
    for i = cue.e + 1, region.s - 1 do
      if opens_content(view, i) then return false end
    end
    return true
  end
  return not verb.strong and distance >= 3 and (mid or distance > 6)
end

return fragments
