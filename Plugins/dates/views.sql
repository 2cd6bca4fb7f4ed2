-- Views of the layer in the SQLite output (run --format sqlite).

CREATE VIEW IF NOT EXISTS timeline AS
    SELECT d.features ->> '$.value' AS value, d.features ->> '$.begin' AS begin,
        d.features ->> '$.until' AS until, d.text, a.id AS article, a.published
    FROM annotations d JOIN articles a ON a.number = d.article
    WHERE d.layer = 'dates' AND begin IS NOT NULL
    ORDER BY begin, a.number, d.start;
