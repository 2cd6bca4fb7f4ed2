import Matching
import Testing

/// Patterns that news needs, each with lookalikes that must not match.
@Suite("Ten patterns of news")
struct TenPatternsTests {
    private func check(
        _ pattern: String, _ cases: [(text: String, expected: [String])], labels: [(String, String)] = []
    ) throws {
        var bench = PatternBench()
        bench.labels = labels.map { (text: $0.0, label: $0.1) }
        try bench.context.define("day", "( %num{value=1..31} #month | #month %num{value=1..31} )")
        try bench.context.define("org", "( #org | %Name{2,6} )")
        for (text, expected) in cases { #expect(try bench.matches(pattern, in: text) == expected, "\(text)") }
    }

    @Test func titlesAndNames() throws {
        try check(
            "title:#title name:%Name{1,3}",
            [
                (
                    "Then Prime Minister Ana Ruiz left",
                    ["Prime Minister Ana Ruiz {title=Prime Minister name=Ana Ruiz}"]
                ),
                ("the prime minister left", []), ("Mayor, Ana said", []),
            ])
    }

    @Test func organisationWithAcronym() throws {
        try check(
            #"org:$org "(" short:%UPPER ")""#,
            [
                (
                    "the Port Alder Council (PAC) met",
                    ["Port Alder Council (PAC) {org=Port Alder Council short=PAC}"]
                ),
                ("the Port Alder Council (pictured) met", []), ("the council (PAC) met", []),
            ])
    }

    @Test func saidSpeakerOfOrganisation() throws {
        try check(
            "cue:~say speaker:@PERSON , [a an the] role:_{1,4} of org:@ORG",
            [
                (
                    "“No,” said Ana Ruiz, a senior director of Acme Corp.",
                    [
                        "said Ana Ruiz, a senior director of Acme Corp. {cue=said speaker=Ana Ruiz role=senior director org=Acme Corp.}"
                    ]
                ),
                ("said Ana Ruiz, of Acme Corp.", []), ("Ana Ruiz, a director of Acme Corp., said", []),
            ], labels: [("Ana Ruiz", "PERSON"), ("Acme Corp.", "ORG")])
    }

    @Test func money() throws {
        try check(
            "sign:[$ € £] amount:%num scale:[thousand million billion]?",
            [
                ("It cost $3.5 million in all", ["$3.5 million {sign=$ amount=3.5 scale=million}"]),
                ("It cost 3.5 million", []), ("pay $ later", []),
            ])
    }

    @Test func dateRanges() throws {
        try check(
            "[from between]? begin:%num{value=1..31}? #month [- – to and until] end:$day",
            [
                ("open from 3 May to 5 January here", ["from 3 May to 5 January {begin=3 end=5 January}"]),
                ("3 men to 5 January", []), ("May I go to 5 schools", []),
            ])
    }

    @Test func dateline() throws {
        try check(
            #"<para place:%UPPER{1,3} ( , region:%Cap{1,2} )? ( "(" agency:#agency ")" )? [- -- – —]"#,
            [
                (
                    "PORT ALDER, Ohio (AP) — A bridge fell.",
                    ["PORT ALDER, Ohio (AP) — {place=PORT ALDER region=Ohio agency=AP}"]
                ),
                ("In PORT ALDER — A bridge", []), ("PORT ALDER fell.", []),
            ])
    }

    @Test func ages() throws {
        try check(
            "name:@PERSON , age:%num{value=1..119} [, .]",
            [
                ("Ana Ruiz, 42, left", ["Ana Ruiz, 42, {name=Ana Ruiz age=42}"]), ("Ana Ruiz, 420, left", []),
                ("Ana Ruiz, 42 others", []),
            ], labels: [("Ana Ruiz", "PERSON")])
    }

    @Test func casualties() throws {
        try check(
            "count:%num [people men women soldiers civilians]? [were was]? how:[killed injured wounded dead]",
            [
                ("At least 12 people were killed there", ["12 people were killed {count=12 how=killed}"]),
                ("12 people were invited", []), ("people were killed", []),
            ])
    }

    @Test func accordingTo() throws {
        try check(
            "according to source:( @PERSON | @ORG | [the a] %lower{1,3} )",
            [
                ("It fell, according to Ana Ruiz.", ["according to Ana Ruiz {source=Ana Ruiz}"]),
                ("according to plan", []), ("accorded to Ana Ruiz", []),
            ], labels: [("Ana Ruiz", "PERSON")])
    }

    @Test func votes() throws {
        try check(
            "~vote yes:%num{value>=0} [to - –] no:%num",
            [
                ("The council voted 7 to 2 on it", ["voted 7 to 2 {yes=7 no=2}"]), ("They won 7 to 2", []),
                ("voted from 7 to 2 p.m.", []),
            ])
    }
}
