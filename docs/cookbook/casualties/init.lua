-- How many people were killed or hurt, as a number that can be added up.
--
-- Shows: named patterns, a list with plurals, rules put together in a set, an option, numbers in words.

-- `#victim` is any of these; `plural` adds "soldiers" and "passengers".
desk.list("victim", {
  "person", "people", "civilian", "soldier", "police officer", "child", "children", "man", "men", "woman",
  "women", "passenger", "worker", "protester", "villager", "student", "miner", "others",
}, { plural = true })

-- %num is a number in figures; the test on its value holds for one in words too.
desk.define("number", [=[ ( %num | %word{value>=0} ) ]=])

-- `$toll` is used below as `toll:$toll`; its captures are then `match.toll.count` and `match.toll.who`.
desk.define("toll", [=[
  bound:( at least | more than | as many as | up to | nearly | about )?
  count:$number ( !( $number ) %lower ){0,2}? who:#victim?
]=])

local labels = { WereKilled = "KILLED", Killing = "KILLED", WereHurt = "INJURED", Hurting = "INJURED" }

local rules = desk.rules({
  desk.rule({ "WereKilled", [=[ toll:$toll ( [was were have has] been? )? [killed dead] ]=] }),
  desk.rule({ "Killing", [=[ [killed killing] toll:$toll ]=] }),
  desk.rule({ "WereHurt", [=[ toll:$toll ( [was were have has] been? )? [injured wounded hurt] ]=] }),
  desk.rule({ "Hurting", [=[ [injured injuring wounded wounding] toll:$toll ]=] }),
})

return {
  name = "casualties",
  version = "0.1.0",
  api = 1,
  summary = "People killed and injured, with their number",
  provides = { casualties = { "KILLED", "INJURED" } },
  options = { min = { type = "integer", default = 1, min = 0, help = "The smallest number to report." } },
  ---@param article Article
  annotate = function(article, options)
    for match in article:find(rules) do
      local toll = match.toll
      local count = desk.text.number(toll.count.text)
      if count and count >= options.min then
        article:annotate({
          span = toll,
          label = labels[match.rule],
          rule = match.rule,
          count = count,
          bound = toll.bound and toll.bound.text,
          who = toll.who and toll.who.text,
        })
      end
    end
  end,
}
