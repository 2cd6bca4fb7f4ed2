import ResultDatabase
import ArticleModel
import Exchange
import Testing

@Suite("The views of a result database")
struct ViewTests {
    private func speaker(_ text: String?, canonical: String? = nil) -> FeatureValue.Field {
        var fields: [FeatureValue.Field] = []
        if let text { fields.append(.init("text", .string(text))) }
        if let canonical { fields.append(.init("canonical", .string(canonical))) }
        return .init("speaker", .object(fields))
    }

    private func entity(_ label: String, _ range: Range<Int>, _ features: [FeatureValue.Field] = [])
        -> Annotation
    {
        annotation("entities", label, range, features)
    }

    @Test("quotes have the canonical speaker or else the text, and the lemma of the cue")
    func quotes() throws {
        let fixture = try DatabaseFixture()
        let cue = FeatureValue.Field(
            "cue", .object([.init("lemma", .string("say")), .init("text", .string("said"))]))
        try fixture.write([
            record(
                "a", "“No” “Yes” “So”", published: "2024-05-12",
                [
                    annotation("quotes", "DIRECT", 0..<8, [cue, speaker("Ruiz", canonical: "Ana Ruiz")]),
                    annotation("quotes", "DIRECT", 9..<18, [speaker("Bo")]),
                    annotation("quotes", "MIXED", 19..<27),
                    annotation("names", "PERSON", 0..<8),
                ])
        ])
        #expect(
            try fixture.rows("SELECT * FROM quotes ORDER BY start") == [
                "a|2024-05-12|DIRECT|“No”|Ana Ruiz|say|0|4", "a|2024-05-12|DIRECT|“Yes”|Bo|-|5|10",
                "a|2024-05-12|MIXED|“So”|-|-|11|15",
            ])
    }

    @Test(
        "quotes by speaker: counts, articles, first and last day, most quoted first; without unknown speakers"
    )
    func quotesBySpeaker() throws {
        let fixture = try DatabaseFixture()
        func quotes(_ id: String, _ day: String?, _ speakers: [String?]) -> OutgoingRecord {
            record(
                id, "“No”", published: day,
                speakers.map { annotation("quotes", "DIRECT", 0..<8, $0.map { [speaker($0)] } ?? []) })
        }
        try fixture.write([
            quotes("a", "2024-05-12", ["Bo", "Ana", "Ana", nil]), quotes("b", "2023-01-02", ["Ana"]),
            quotes("c", nil, ["Ana"]),
        ])
        #expect(
            try fixture.rows("SELECT * FROM quotes_by_speaker")
                == ["Ana|4|3|2023-01-02|2024-05-12", "Bo|1|1|2024-05-12|2024-05-12"])
    }

    @Test("entities have their canonical name or else their text, and their country")
    func entities() throws {
        let fixture = try DatabaseFixture()
        try fixture.write([
            record(
                "a", "Ruiz in Alder", published: "2024-05-12",
                [
                    entity("PERSON", 0..<4, [.init("canonical", .string("Ana Ruiz"))]),
                    entity("GPE", 8..<13, [.init("country", .string("NO"))]),
                ])
        ])
        #expect(
            try fixture.rows("SELECT * FROM entities ORDER BY start")
                == ["a|2024-05-12|PERSON|Ruiz|Ana Ruiz|-|0|4", "a|2024-05-12|GPE|Alder|Alder|NO|8|13"])
    }

    @Test("counts of entities: by articles, then by mentions; names of other labels are others")
    func entityCounts() throws {
        let fixture = try DatabaseFixture()
        let names: [FeatureValue.Field] = [.init("canonical", .string("Alder"))]
        try fixture.write([
            record(
                "a", "Alder Alder Bo", published: "2024-05-12",
                [entity("GPE", 0..<5), entity("GPE", 6..<11, names), entity("PERSON", 12..<14)]),
            record("b", "Alder", published: "2024-05-30", [entity("GPE", 0..<5)]),
            record(
                "c", "Alder Bo Bo", published: "2024-06-01",
                [entity("ORG", 0..<5), entity("X", 6..<8), entity("X", 9..<11)]),
        ])
        #expect(
            try fixture.rows("SELECT * FROM entity_counts")
                == ["GPE|Alder|3|2", "X|Bo|2|1", "ORG|Alder|1|1", "PERSON|Bo|1|1"])
        #expect(
            try fixture.rows("SELECT * FROM entity_counts_by_month")
                == [
                    "2024-05|GPE|Alder|3|2", "2024-05|PERSON|Bo|1|1", "2024-06|X|Bo|2|1",
                    "2024-06|ORG|Alder|1|1",
                ])
    }

    @Test("the timeline has the dates with a begin, in order of it")
    func timeline() throws {
        let fixture = try DatabaseFixture()
        func date(_ range: Range<Int>, _ value: String, begin: String?, until: String? = nil) -> Annotation {
            var features: [FeatureValue.Field] = [.init("value", .string(value))]
            if let begin { features.append(.init("begin", .string(begin))) }
            if let until { features.append(.init("until", .string(until))) }
            return annotation("dates", "DATE", range, features)
        }
        try fixture.write([
            record(
                "a", "May now 2020", published: "2024-06-01",
                [
                    date(0..<3, "2024-05", begin: "2024-05-01", until: "2024-06-01"),
                    date(4..<7, "PRESENT_REF", begin: nil),
                    date(8..<12, "2020", begin: "2020-01-01"),
                ])
        ])
        #expect(
            try fixture.rows("SELECT * FROM timeline")
                == ["2020|2020-01-01|-|2020|a|2024-06-01", "2024-05|2024-05-01|2024-06-01|May|a|2024-06-01"])
    }

    @Test(
        "views that a plugin brings are created; anything else in its SQL is an error that names the file",
        arguments: [
            ("CREATE VIEW v AS SELECT id FROM articles", nil),
            ("-- One.\ncreate view v AS SELECT 1; CREATE  VIEW w AS SELECT 2;", nil), ("", nil),
            (
                "DROP TABLE articles",
                "p/views.sql: only CREATE VIEW statements are allowed, not \"DROP TABLE\""
            ),
            (
                "CREATE VIEW v AS SELECT 1; ATTACH 'other.db' AS o",
                "p/views.sql: only CREATE VIEW statements are allowed, not \"ATTACH 'OTHER.DB'\""
            ),
            ("CREATE VIEW v AS SELEKT 1", "p/views.sql: near \"SELEKT\": syntax error"),
        ] as [(String, String?)])
    func pluginViews(_ sample: (sql: String, problem: String?)) throws {
        let fixture = try DatabaseFixture()
        let database = try ResultDatabase(path: fixture.path)
        do {
            try database.makeViews([(plugin: "p", sql: sample.sql)])
            #expect(sample.problem == nil)
        } catch {
            #expect("\(error)" == sample.problem)
        }
    }
}
