--- Named patterns that several rules share.

require("lists")

desk.define("day_number", [=[ ( /(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?/ | #day_word ) ]=])
desk.define("full_year", [=[ /(1[0-9]|20)\d\d/ ]=])
desk.define("year_words", [=[ (
    [sixteen seventeen eighteen nineteen] ( #cardinal{number=10..99} | oh #cardinal{number=1..9} | hundred )
  | two thousand ( and? #cardinal )?
) ]=])
desk.define("year", [=[ ( $full_year | /['’]\d\d/ | $year_words ) ]=])
-- A regex of one word is answered once for each word of the vocabulary, so that the common starts of
-- amounts ("a", figures) fail at once where no unit follows.
desk.define("scale", [=[ /hundred|thousand|million|billion/i ]=])
desk.define("ones", [=[ /one|two|three|four|five|six|seven|eight|nine/i ]=])
desk.define("tens", [=[ /twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety/i ]=])
desk.define("small_number", [=[ (
    $tens $ones? | /(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)/i
  | /(thir|four|fif|six|seven|eigh|nine)teen/i
  | /(twen|thir|for|fif|six|seven|eigh|nine)ty-(one|two|three|four|five|six|seven|eight|nine)/i
) ]=])
desk.define("count", [=[ (
    %num{value=0..100000000} ( /\d\/\d/ | - /\d\/\d/ | $scale )? | /\d*[¼½¾]/ | /\d\/\d/
  | $small_number ( $scale ( /and/i? $small_number $scale? )? )?
) ]=])
desk.define("amount", [=[ (
    $count | /an?/i ( $scale | /(half-)?dozen/i | /few/i | /couple/i /of/i? | /number|matter/i /of/i )?
  | /another|several|many|few|some/i
  | /couple/i /of/i? | /quite/i /an?/i /few/i
  | /dozens|scores|hundreds|thousands/i /of/i | /half/i /an?/i /dozen/i?
  | /two/i /dozen/i | /\w+-and-a-half/i
) ]=])
desk.define("units_word", [=[ /(seconds|minutes|hours|days|weeks|months|quarters|years|decades)/i ]=])
desk.define("unit_word", [=[ (
    /(second|minute|hour|day|night|week|weekend|month|quarter|year|decade|fortnight)s?/i
  | /centur(y|ies)|millenni(um|a)|hrs?|mins|secs/i
) ]=])
desk.define("quarter_number", [=[ [first second third fourth 1st 2nd 3rd 4th] ]=])
desk.define("weekday_name", [=[ ( #weekday | #short_weekday |
    /(Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\./ ) ]=])
-- With a full stop of their own these are one token before a figure.
desk.define("short_month", [=[ /(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\./ ]=])
desk.define("month_name", [=[ ( #month | $short_month ) ]=])
