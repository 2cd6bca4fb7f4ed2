-- Places on a map: a gazetteer of names with coordinates.
--
-- Shows: a gazetteer in a file with exact case and possessives, columns of it as features, words that are also
-- something else.

local places = desk.list("place", "data/places.tsv", { case = "exact", possessive = false })

local function annotate(match, article)
  local row = places:get(match.place.text)
  article:annotate({
    span = match.place,
    label = "PLACE",
    rule = match.rule,
    -- Columns are text; coordinates are numbers.
    lat = tonumber(row.lat),
    lon = tonumber(row.lon),
    country = row.country,
  })
end

return {
  name = "places",
  version = "0.1.0",
  api = 1,
  summary = "Places of a gazetteer, with coordinates",
  provides = { places = { "PLACE" } },
  rules = {
    -- A name in the list that is no part of a longer name: not "Velm Street", not "Ana Velm".
    desk.rule({
      "Listed",
      [=[ <!( %Name{!first} ) place:#place{!first} !( %Name ) ]=],
      action = annotate,
    }),
    -- At the start of a sentence any word has a capital, so something must speak for a place.
    desk.rule({
      "First",
      [=[ <sent place:#place &( [, 's ’s was is has] ) ]=],
      action = annotate,
    }),
  },
}
