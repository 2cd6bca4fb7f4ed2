return {
  "Write to «ana.ruiz@portalder.example|EMAIL» by Monday.",
  "Call «+44 20 7946 0018|PHONE digits=+442079460018» for help.",
  "Telephone: «(555) 010-4477|PHONE digits=5550104477»",
  "More at «https://portalder.example/bridge|WEB» or from «@portalder|ACCOUNT».",
  -- Numbers of other kinds, and signs that are no address.
  "The bill is 120 340 5600 pages, or so it seems.",
  "From 2019-2024 the town grew.",
  "They met @ noon.",
  "It costs 20 at most, and 30 at the gate.",
  "Call back in 10 minutes.",
}
