-- Views of the layer in the SQLite output (run --format sqlite).

CREATE VIEW IF NOT EXISTS entities AS
    SELECT a.id AS article, a.published, e.label, e.text,
        coalesce(e.features ->> '$.canonical', e.text) AS name, e.features ->> '$.country' AS country,
        e.start, e."end"
    FROM annotations e JOIN articles a ON a.number = e.article WHERE e.layer = 'entities';

CREATE VIEW IF NOT EXISTS entity_counts AS
    SELECT label, name, count(*) AS mentions, count(DISTINCT article) AS articles
    FROM entities GROUP BY label, name ORDER BY articles DESC, mentions DESC, label, name;

CREATE VIEW IF NOT EXISTS entity_counts_by_month AS
    SELECT substr(published, 1, 7) AS month, label, name, count(*) AS mentions,
        count(DISTINCT article) AS articles
    FROM entities GROUP BY month, label, name ORDER BY month, articles DESC, mentions DESC, label, name;
