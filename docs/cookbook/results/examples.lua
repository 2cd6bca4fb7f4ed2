return {
  "Its «net profit rose 12% to $3.4 million|RESULT direction=up percent=12 total=\"$3.4 million\"» last year.",
  "The port's «revenue for the quarter fell 5 percent|RESULT measure=revenue direction=down percent=-5».",
  "«Sales climbed to €40 million|RESULT total=\"€40 million\"», it said.",
  "«Operating income dropped by 3.5%|RESULT percent=-3.5».",
  -- Other things rise and fall too.
  "The river rose 12% to its highest mark.",
  "Net profit was flat at $3.4 million.",
  "Two climbers fell 5 metres.",
  "Sales staff dropped the plan.",
}
