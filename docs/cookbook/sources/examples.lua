return {
  "The bridge is safe, according to «Ana Ruiz|NAMED entity=\"Ana Ruiz\"».",
  "The toll rose, according to «the World Health Organization|NAMED».",
  "«Ana Ruiz|NAMED» told reporters that the bridge was safe.",
  "«Two officials|UNNAMED» said, on condition of anonymity, that talks had failed.",
  "«A diplomat|UNNAMED», who asked for anonymity, confirmed it.",
  -- Manner, orders, and officials who have a name or say nothing.
  "The work went according to plan.",
  "Ana Ruiz told him to close the door.",
  "Two officials were dismissed on Monday.",
  "Everything was sorted according to size.",
  "The source of the river is in the hills.",
}
