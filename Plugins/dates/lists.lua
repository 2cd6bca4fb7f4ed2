--- The word lists, under the names by which the patterns use them.

return {
  month = desk.list("month", "data/months.tsv"),
  weekday = desk.list("weekday", "data/weekdays.tsv"),
  short_weekday = desk.list("short_weekday", "data/weekday_abbreviations.tsv", { case = "exact" }),
  cardinal = desk.list("cardinal", "data/cardinals.tsv"),
  day_word = desk.list("day_word", "data/day_words.tsv"),
  unit = desk.list("unit", "data/units.tsv"),
  part_of_day = desk.list("part_of_day", "data/parts_of_day.tsv"),
  season = desk.list("season", "data/seasons.tsv"),
  holiday = desk.list("holiday", "data/holidays.txt", { case = "exact" }),
  zone = desk.list("zone", "data/zones.txt", { case = "exact" }),
  vague_after_the = desk.list("vague_after_the", "data/vague_after_the.tsv"),
  vague = desk.list("vague", "data/vague.tsv"),
}
