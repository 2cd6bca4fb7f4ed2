--- Finds temporal expressions and gives their values in TIMEX3, resolved against the publication date.

local annotate = require("annotate")

return {
  name = "dates",
  version = "0.1.0",
  api = 1,
  summary = "Dates, times, durations and sets, with TIMEX3 values resolved against the publication date",
  needs = {},
  provides = { dates = { "DATE", "TIME", "DURATION", "SET" } },
  layers = {
    dates = { score = "timex", color = "bold yellow", columns = { "value", "begin", "until", "mod", "quant", "freq" } },
  },
  options = {
    prefer = {
      type = "string", default = "past", one_of = { "past", "future", "nearest" },
      help = "which weekday or month is meant where no tense says it: past, future or nearest",
    },
    order = {
      type = "string", default = "mdy", one_of = { "mdy", "dmy" },
      help = "how to read 12/05/2016: mdy or dmy",
    },
  },
  annotate = annotate,
}
