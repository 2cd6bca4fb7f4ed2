--- Amounts of money, percentages, addresses.

local lists = require("lists")

local quantities = {}

desk.define("scale", [=[ [hundred thousand million billion trillion mn bn m tn k] ]=])
desk.define("amount", [=[
  ( %num | [one two three four five six seven eight nine ten twelve fifteen twenty fifty] ) $scale{0,2}
]=])

local rules = desk.rules({
  desk.rule({ "MoneySign", [=[ sign:#currencies{place=before} amount:$amount ]=] }),
  desk.rule({ "MoneyWord", [=[ amount:( $amount | [a an] [half quarter]? $scale ) unit:#currencies{place=after} ]=] }),
  desk.rule({ "MoneyCode", [=[ amount:$amount unit:/[A-Z]{3}/ ]=] }),
  desk.rule({ "Percent", [=[ amount:( $amount ) [percent "per cent" "%" "percentage points"] ]=] }),
  desk.rule({ "Email", "%email" }),
  desk.rule({ "URL", "%url" }),
  desk.rule({ "Handle", "%handle" }),
})

local LABELS <const> = { Percent = "PERCENT", Email = "EMAIL", URL = "URL", Handle = "HANDLE" }

--- The quantities and addresses of the article, in order.
---@param article Article
---@return Mention[]
function quantities.find(article)
  local found = {}
  for match in article:find(rules) do
    local rule = match.rule
    local mention = { first = match.first, last = match.last, rule = rule, label = LABELS[rule] or "MONEY" }
    if mention.label == "PERCENT" then
      mention.amount = desk.text.number(match.amount.text)
    elseif mention.label == "MONEY" then
      local unit = rule == "MoneySign" and match.sign.text or match.unit.text
      local row = lists.currencies_row(unit)
      mention.amount = desk.text.number(match.amount.text)
      mention.currency = row and row.code or nil
      -- "12 MPs" and "5 MWh" have the shape of a code; only real codes count.
      if rule == "MoneyCode" and mention.currency ~= unit then
        mention = nil
      end
    end
    found[#found + 1] = mention
  end
  return found
end

--- Both in order; of two that overlap, the quantity.
---@param mentions Mention[]
---@param amounts Mention[]
---@return Mention[]
function quantities.merge(mentions, amounts)
  local merged, next = {}, 1
  for _, mention in ipairs(mentions) do
    while amounts[next] and amounts[next].last < mention.first do
      merged[#merged + 1] = amounts[next]
      next = next + 1
    end
    if not amounts[next] or amounts[next].first > mention.last then
      merged[#merged + 1] = mention
    end
  end
  for index = next, #amounts do
    merged[#merged + 1] = amounts[index]
  end
  return merged
end

return quantities
