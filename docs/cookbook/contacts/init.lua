-- How to reach people: mail, telephone, web, accounts.
--
-- Shows: token classes of the host, a regex over blocks, rules and a function in one plugin.

-- Groups of digits with blanks, dots or hyphens between them, perhaps a + and a code in brackets.
local phone = desk.regex([[(?<![\w.])\+?(?:\(\d{1,5}\)|\d{1,4})(?:[ .-](?:\(\d{1,4}\)|\d{2,5})){1,4}(?![\w])]])

-- 7 to 15 digits, as E.164 has it, and something that speaks for a telephone: a + or a word before it.
local function is_phone(span, article)
  local digits = span.text:gsub("%D", "")
  if #digits < 7 or #digits > 15 then
    return false
  end
  local before = article.text:sub(math.max(1, span.first - 24), span.first - 1):lower()
  return span.text:sub(1, 1) == "+" or before:find("call") ~= nil or before:find("phone") ~= nil
    or before:find("tel") ~= nil
end

return {
  name = "contacts",
  version = "0.1.0",
  api = 1,
  summary = "Mail addresses, telephone numbers, web addresses, accounts",
  provides = { contacts = { "EMAIL", "PHONE", "WEB", "ACCOUNT" } },
  -- A plugin may have both: the rules run first, then `annotate`.
  rules = {
    desk.rule({ "Email", [=[ %email ]=], label = "EMAIL" }),
    desk.rule({ "Web", [=[ %url ]=], label = "WEB" }),
    desk.rule({ "Account", [=[ %handle ]=], label = "ACCOUNT" }),
  },
  ---@param article Article
  annotate = function(article)
    for _, block in ipairs(article.blocks) do
      for match in phone:find(article, block) do
        if is_phone(match.span, article) then
          article:annotate({
            span = match.span, label = "PHONE", rule = "Phone", digits = (match.span.text:gsub("[^%d+]", "")),
          })
        end
      end
    end
  end,
}
