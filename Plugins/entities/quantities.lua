--- Amounts of money, percentages, addresses.

local lists = require("lists")

local quantities = {}

desk.define("scale", [=[ [hundred thousand million billion trillion mn bn m tn k] ]=])
desk.define("amount", [=[
  ( %num | [one two three four five six seven eight nine ten twelve fifteen twenty fifty] ) $scale{0,2}
]=])

-- One rule for all that begins with an amount: each rule that begins with a number is tried at every number.
local rules = desk.rules({
  desk.rule({ "MoneySign", [=[ sign:#currencies{place=before} amount:$amount ]=] }),
  desk.rule({ "Amount", [=[
    amount:( $amount | [a an] [half quarter]? $scale )
    ( unit:#currencies{place=after} | percent:( percent | "per cent" | "%" | "percentage points" ) | code:/[A-Z]{3}/ )
  ]=] }),
  desk.rule({ "Email", "%email" }),
  desk.rule({ "URL", "%url" }),
  desk.rule({ "Handle", "%handle" }),
})

local LABELS <const> = { Email = "EMAIL", URL = "URL", Handle = "HANDLE" }

--- The quantities and addresses of the article, in order.
---@param article Article
---@return Mention[]
function quantities.find(article)
  local found = {}
  for match in article:find(rules) do
    local rule = match.rule
    local mention = { first = match.first, last = match.last, rule = rule, label = LABELS[rule] }
    if not mention.label then
      mention.amount = desk.text.number(match.amount.text)
      local is_amount = rule == "Amount"
      if is_amount and match.percent then
        mention.label, mention.rule = "PERCENT", "Percent"
      else
        local unit = is_amount and (match.unit or match.code) or match.sign
        local row = lists.currencies_row(unit.text)
        mention.label, mention.currency = "MONEY", row and row.code or nil
        if is_amount then
          mention.rule = match.unit and "MoneyWord" or "MoneyCode"
        end
        -- "12 MPs" and "5 MWh" have the shape of a code; only real codes count.
        if mention.rule == "MoneyCode" and mention.currency ~= unit.text then
          mention = nil
        end
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
