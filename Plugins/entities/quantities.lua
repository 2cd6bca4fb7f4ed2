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

local LABELS = { Percent = "PERCENT", Email = "EMAIL", URL = "URL", Handle = "HANDLE" }

--- "$3.5m" has its scale glued to the number; the value is of both.
---@param match Match
---@return table features
local function money(match)
  local sign = match.rule == "MoneySign" and match.sign or match.unit
  local currency = lists.currencies:get(sign.text)
  return {
    amount = desk.text.number(match.amount.text),
    currency = currency and currency.code or nil,
  }
end

---@param article Article
---@param found Selection
function quantities.find(article, found)
  for match in article:find(rules) do
    local label = LABELS[match.rule]
    if label == "PERCENT" then
      found:add(match, label, match.rule, 4, { amount = desk.text.number(match.amount.text) })
    elseif label then
      found:add(match, label, match.rule, 4)
    else
      local features = money(match)
      -- "12 MPs" and "5 MWh" have the shape of a code; only real codes count.
      if match.rule ~= "MoneyCode" or features.currency == match.unit.text then
        found:add(match, "MONEY", match.rule, 4, features)
      end
    end
  end
end

return quantities
