return {
  "In «Ruiz v. Port Alder|CASE plaintiff=Ruiz defendant=\"Port Alder\"», the court held for the town.",
  "The court heard «Lind vs. Meridian Shipping|CASE» on Monday, case no. «24-1187|NUMBER case=\"Lind vs. Meridian Shipping\"».",
  "It was filed as docket number «12/CV-443|NUMBER».",
  "Case No. «7-88|NUMBER» was closed.",
  -- Games, and cases that are none.
  "In the cup final, Velm v. Port Alder ended without a goal.",
  "In any case, 24-1187 is a long number.",
  "The case was closed on 12/4.",
  "It was town versus country.",
}
