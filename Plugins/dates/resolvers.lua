--- The functions that give pieces their values, by the name that a piece has as its `how`.

--- Gives a piece its value and says how, or gives nil if it means nothing.
---@alias Resolver fun(piece: Piece, context: ResolutionContext): string?, string?

---@class ResolutionContext
---@field text string
---@field published string?  the day of publication
---@field options table
---@field focus string?  the last time of the narrative
---@field day string?  the last day of the narrative
---@field months string?  the last part of a year that was told in months, as "P9M"
---@field quarter string?  the last quarter or half that was named

---@type table<string, Resolver>
local resolvers = {}
for _, name in ipairs({ "calendar", "fiscal", "lengths", "relative" }) do
  for how, resolver in pairs(require("values." .. name)) do resolvers[how] = resolver end
end

return resolvers
