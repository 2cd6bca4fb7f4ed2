return {
  "The ship left «Port Alder|PLACE lat=57.21 lon=-3.4 country=NO» for «Saint Ora|PLACE» on Monday.",
  "«Velm|PLACE country=AT» was silent.",
  "They live near «Reading|PLACE», in a small house.",
  "The road from «Little Marrow|PLACE» is closed.",
  -- Names that hold a place, and words that are one elsewhere.
  "The shop on Velm Street is closed.",
  "They met Ana Velm at the gate.",
  "Reading books is a pleasure.",
  "She was reading in port.",
  "Alder trees grow by the saint's well.",
}
