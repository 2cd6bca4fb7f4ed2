--- A view of the article's tokens that is read only where rules look: around marks and cues.

local lexicon = require("lexicon")

local words = {}

---@class Words
---@field count integer
---@field token table<integer, Token>
---@field text table<integer, string>   token number → text
---@field low table<integer, string>   token number → text in lower case, with ' for ’
---@field kind table<integer, string|false>   token number → kind of small word, or false
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
    local first, last = block.first_token, block.last_token
    local kind = block.kind
    if kind ~= "dateline" and first <= last then
      blocks[#blocks + 1] = { number = #blocks + 1, s = first, e = last, kind = kind }
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
  -- All words at once: one call for the article costs less than one for each word that is looked at.
  local text_of, low_of = article:words(1, count)
  local nothing = { __index = function() return "" end }
  setmetatable(text_of, nothing)
  setmetatable(low_of, nothing)
  local kind_of = lazy(function(i)
    local kind = kinds[low_of[i]] or false
    -- "in May" is a date, "may" a modal.
    if kind == "auxiliary" and text_of[i] == "May" and not view.starts[i] then kind = "date" end
    return kind
  end)
  view.token, view.text, view.low, view.kind = handles, text_of, low_of, kind_of

  view.spaced = lazy(function(i) return i >= 1 and i <= count and handles[i]:is("spaced") end)
  for _, sentence in ipairs(article.sentences) do
    local i = sentence.first_token
    view.starts[i] = true
    -- "(D-Calif.) said" is no end of a sentence.
    if i > 1 and text_of[i - 1] == ")" and text_of[i]:find("^%l") then view.starts[i] = nil end
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
