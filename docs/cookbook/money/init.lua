-- Sums of money, as an amount and an ISO 4217 code.
--
-- Shows: a list in a file with features; tests on features of its entries; `list:get` for what an entry holds.

-- %num is a number in figures; the test on its value holds for one in words too.
desk.define("amount", [=[ ( %num | %word{value>=0} ) [million billion trillion]? ]=])

local units = desk.list("unit", "data/units.tsv")

local function annotate(match, article)
  local amount = desk.text.number(match.amount.text)
  -- What looks like a number and has no value is left alone.
  if not amount then
    return
  end
  article:annotate({
    span = match,
    label = "SUM",
    rule = match.rule,
    amount = amount,
    currency = units:get(match.unit.text).code,
  })
end

return {
  name = "money",
  version = "0.1.0",
  api = 1,
  summary = "Sums of money with amount and currency",
  provides = { money = { "SUM" } },
  rules = {
    -- The list says on which side of the number a sign stands: {position=before} is a test on its column.
    desk.rule({
      "SignFirst",
      [=[ unit:#unit{position=before} amount:$amount ]=],
      action = annotate,
    }),
    -- The sign in front decides where both stand, as in "$5 dollars"; a lookbehind keeps the second out.
    desk.rule({
      "WordBehind",
      [=[ <!( #unit{position=before} ) amount:$amount unit:#unit{position=after} ]=],
      action = annotate,
    }),
  },
}
