return {
  "«Mayor|TITLE» «Ana Ruiz|HOLDER title=Mayor» opened the bridge.",
  "They met «Finance Minister|TITLE» «Bo Lind|HOLDER».",
  "Ana Ruiz, the «director|TITLE holder=\"Ana Ruiz\"» of the museum, agreed.",
  "Bo Lind, «spokesman|TITLE» for the port, did not.",
  -- Offices without a name, and words that are offices elsewhere.
  "The mayor opened the bridge.",
  "A prime minister must resign, the court held.",
  "They head Home on Monday.",
  "She shook her head, and left.",
}
