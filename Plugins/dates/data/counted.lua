-- What figures count and measure: before these "May 12" is no day and "1998" no year.
return {
  after_day = [[
    percent per people persons troops soldiers men women million billion points cents votes seats goals
    members others years months weeks hours minutes miles
  ]],
  after_year = [[
    percent people men women soldiers troops miles kilometers kilometres km meters metres feet pounds
    dollars euros yen tons tonnes points shares hours years months weeks days acres hectares pages homes
    houses jobs seats votes calories degrees rpm MHz GHz cc Avenue Street St. Ave. Road Boulevard Blvd.
    barrels units children students workers deaths
  ]],
}
