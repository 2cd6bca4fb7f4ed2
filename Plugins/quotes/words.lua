--- A view of the article's tokens that is read only where rules look: around marks and cues.

local lexicon = require("lexicon")

local words = {}

---@class Words
---@field count integer
---@field token table<integer, Token>
---@field text table<integer, string>   token number → text
---@field low table<integer, string>   token number → text in lower case, with ' for ’
---@field kind table<integer, string|false>   token number → kind of small word, or false
---@field first table<integer, integer>   token number → first byte
---@field last table<integer, integer>   token number → last byte
---@field spaced table<integer, boolean>   whether white space stands before a token
---@field starts table<integer, boolean>   the tokens that are the first of their sentence
---@field semicolons table<integer, boolean>   the tokens that are semicolons
---@field blocks Lines[]

---@class Lines
---@field number integer
---@field s integer   first token
---@field e integer   last token
---@field kind string

--- A table that asks `read` once for each key.
---@generic T
---@param read fun(key: integer): T
---@return table<integer, T>
local function lazy(read)
  return setmetatable({}, {
    __index = function(t, key)
      local value = read(key)
      t[key] = value
      return value
    end,
  })
end

--- The paragraphs and other blocks of the article as stretches of tokens.
---@param article Article
---@return Lines[]
local function blocks_of(article)
  local blocks = {}
  for _, block in ipairs(article.blocks) do
    local tokens = block.tokens
    local kind = block.kind
    if kind ~= "dateline" and #tokens > 0 then
      local first = tokens[1].index
      blocks[#blocks + 1] = { number = #blocks + 1, s = first, e = first + #tokens - 1, kind = kind }
    end
  end
  return blocks
end

--- Opens the view. Beyond the ends of the article, texts are empty.
---@param article Article
---@return Words
function words.open(article)
  local tokens = article.tokens
  local count = #tokens
  local kinds = lexicon.kinds
  local view = { count = count, starts = {}, semicolons = {}, blocks = blocks_of(article) }
  local handles = lazy(function(i) return tokens[i] end)
  local function reader(name, default)
    return lazy(function(i)
      if i < 1 or i > count then return default end
      return handles[i][name]
    end)
  end
  view.token = handles
  view.text = reader("text", "")
  view.low = lazy(function(i)
    local text = view.text[i]
    -- Asking the host costs more than lowering ASCII here.
    if text:find("[\x80-\xff]") then return handles[i].lower end
    return text:lower()
  end)
  view.first = reader("first", 0)
  view.last = reader("last", 0)
  view.kind = lazy(function(i)
    local kind = kinds[view.low[i]] or false
    -- "in May" is a date, "may" a modal.
    if kind == "auxiliary" and view.text[i] == "May" and not view.starts[i] then return "date" end
    return kind
  end)
  view.spaced = lazy(function(i) return i >= 1 and i <= count and handles[i]:is("spaced") end)
  for _, sentence in ipairs(article.sentences) do
    local i = sentence.tokens[1].index
    -- "(D-Calif.) said" is no end of a sentence.
    if not (i > 1 and view.text[i - 1] == ")" and view.text[i]:find("^%l")) then view.starts[i] = true end
  end
  return view
end

--- Whether a token looks like a part of a name: it has a capital.
---@param view Words
---@param i integer
---@return boolean
function words.is_name(view, i)
  local text = view.text[i]
  return text:find("%u") ~= nil or text:find("^\xc3[\x80-\x9e]") ~= nil
end

--- Whether a token is a word (also a figure, or one with an apostrophe).
---@param view Words
---@param i integer
---@return boolean
function words.is_word(view, i)
  local text = view.text[i]
  return text:find("^[%w\x80-\xff'@#]") ~= nil and text:find("[%w\xc3-\xdf]") ~= nil
end

local NO_ADVERBS <const> = { family = true, ally = true, assembly = true, reply = true }

--- Whether a token is an adverb by its ending.
---@param view Words
---@param i integer
---@return boolean
function words.is_adverb(view, i)
  local low = view.low[i]
  return low:find("ly$") ~= nil and not NO_ADVERBS[low] and view.text[i]:find("^%l") ~= nil
end

--- A set of the words in a text.
---@param text string
---@return table<string, true>
function words.set(text)
  local out = {}
  for word in text:gmatch("%S+") do out[word] = true end
  return out
end

return words
