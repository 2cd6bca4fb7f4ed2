import English
import Testing

/// Initials, months and abbreviations.
struct WordTableTests {
    @Test(arguments: [
        ("IMF", "International Monetary Fund"), ("WHO", "World Health Organization"),
        ("U.N.", "United Nations"), ("DRC", "Democratic Republic of the Congo"),
        ("BOE", "Bank of England"), ("BE", "Bank of England"), ("CFC", "Cross-Fjord Council"),
    ])
    func recognizesInitials(_ acronym: String, _ name: String) {
        #expect(Initials.spell(acronym, from: name))
    }

    @Test(arguments: [
        ("W", "World"), ("IMF", "International Fund"), ("WHO", "Health World Organization"), ("AB", ""),
        ("UNA", "United Nations"),
    ])
    func refusesOtherLetters(_ acronym: String, _ name: String) {
        #expect(!Initials.spell(acronym, from: name))
    }

    @Test func numbersTheMonths() {
        let names = "January February March April May June July August September October November December"
        for (index, name) in names.split(separator: " ").enumerated() {
            #expect(MonthNames.number(of: name) == index + 1)
            #expect(MonthNames.number(of: name.uppercased()) == index + 1)
            #expect(MonthNames.number(of: name.prefix(3)) == index + 1)
        }
        #expect(MonthNames.number(of: "Sept.") == 9)
        #expect(MonthNames.number(of: "Ma") == nil)
        #expect(MonthNames.number(of: "Monday") == nil)
    }

    @Test(arguments: [
        ("Mr", Abbreviations.Ending.never), ("Gen", .never), ("Inc", .perhaps), ("Ph.D", .perhaps),
        ("Calif", .perhaps), ("No", .beforeNumber), ("Sept", .beforeNumber), ("Sec", .never),
        ("Fri", .beforeNumber),
    ])
    func knowsAbbreviations(_ word: String, _ ending: Abbreviations.Ending) {
        #expect(Abbreviations.ending(of: word) == ending)
    }

    @Test(arguments: ["cat", "NO", "mr", "", "The"])
    func refusesOtherWords(_ word: String) { #expect(Abbreviations.ending(of: word) == nil) }

    @Test func knowsWordsThatBeginASentence() {
        #expect(Abbreviations.starters.isSuperset(of: ["the", "he", "according", "although"]))
        #expect(!Abbreviations.starters.contains("minister"))
    }
}
