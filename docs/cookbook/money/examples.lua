return {
  "The bridge cost «$3.5 million|SUM amount=3500000 currency=USD», the mayor said.",
  "She paid «€1,200|SUM amount=1200 currency=EUR» for the boat.",
  "They raised «forty pounds|SUM amount=40 currency=GBP» for the school.",
  "The bank holds «2 billion yen|SUM amount=2000000000 currency=JPY».",
  "The fine was «500 Swiss francs|SUM amount=500 currency=CHF».",
  -- Money without an amount, and amounts that are no money.
  "The dollar fell against the euro.",
  "Some 3.5 million people live there.",
  "The price is in US$ only.",
  "He weighs 80 kilos.",
  "Yen and pounds were exchanged at the border.",
  "It was worth a lot of dollars.",
}
