-- The dateline at the head of a story: PORT ALDER, Norland (NND) —
--
-- Shows: anchors (`<para`), groups that may be missing, `mode = "once"`, captures as features.

return {
  name = "datelines",
  version = "0.1.0",
  api = 1,
  summary = "Where a story was filed, and by which agency",
  provides = { datelines = { "DATELINE" } },
  rules = {
    desk.rule({
      "Dateline",
      -- The place in capitals, at the very start of a paragraph; region and agency if they are there; a dash.
      -- What must follow stands in &( … ): it is not annotated.
      [=[
        <para place:%UPPER{1,3}
          ( , region:( %Cap{1,2} "."? ) )?
          ( "(" agency:( %word{1,2} ) ")" )?
          &( ( , %Cap %num )? [- -- – —] )
      ]=],
      label = "DATELINE",
      mode = "once", -- a story has one
      span = "para", -- "(NND) —" may look like the end of a sentence
    }),
  },
}
