--- The day on which a quotation was spoken: in «"We vote tomorrow," he said Tuesday» tomorrow is Wednesday.

local speaking = {}

--- Whether a position lies within quotation marks, by the marks of its paragraph before it.
---@param text string
---@param position integer
---@return boolean
local function is_quoted(text, position)
  local before = text:sub(math.max(1, position - 2000), position - 1):match("[^\n]*$")
  local _, straight = before:gsub('"', "")
  local _, opened = before:gsub("“", "")
  local _, closed = before:gsub("”", "")
  local _, ticks = before:gsub("``", "")
  local _, apostrophes = before:gsub("''", "")
  return straight % 2 == 1 or opened > closed or ticks > apostrophes
end

--- The weekday of the sentence that tells when a quoted piece was spoken, if there is one.
---@param pieces Piece[]
---@param index integer  which piece
---@param text string
---@return Piece?
function speaking.weekday(pieces, index, text)
  local piece = pieces[index]
  for step = -1, 1, 2 do
    local other = pieces[index + step]
    if other and other.how == "cycle" and other.kind == "day" and not other.part then
      local sentence = piece.match.sentence
      local near = other.first >= sentence.first and other.first <= sentence.last + 80
      local gap = text:sub(math.min(piece.last, other.last), math.max(piece.first, other.first))
      if near and not gap:find("\n", 1, true) and is_quoted(text, piece.first)
        and not is_quoted(text, other.first) then
        return other
      end
    end
  end
  return nil
end

return speaking
