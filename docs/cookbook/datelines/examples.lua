return {
  "«PORT ALDER, Norland (NND)|DATELINE place=\"PORT ALDER\" region=Norland agency=NND» — The bridge fell on Monday.",
  "«VELM|DATELINE» - Two ships met at sea.",
  "«SAINT ORA (Meridian)|DATELINE» -- The council voted.",
  "«PORT ALDER, Norland|DATELINE», May 4 – Snow fell.",
  -- Capitals in other places, and starts that are no datelines.
  "The mayor of PORT ALDER — a tall man — said so.",
  "UN talks on the bridge failed.",
  "Port Alder - the town on the river - has a bridge.",
  "NORLAND VOTES: what we know.",
  "BREAKING the law is easy, he said.",
}
