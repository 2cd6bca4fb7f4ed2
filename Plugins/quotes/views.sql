-- Views of the layer in the SQLite output (run --format sqlite).

CREATE VIEW IF NOT EXISTS quotes AS
    SELECT a.id AS article, a.published, q.label, q.text,
        coalesce(q.features ->> '$.speaker.canonical', q.features ->> '$.speaker.text') AS speaker,
        q.features ->> '$.cue.lemma' AS cue, q.start, q."end"
    FROM annotations q JOIN articles a ON a.number = q.article WHERE q.layer = 'quotes';

CREATE VIEW IF NOT EXISTS quotes_by_speaker AS
    SELECT speaker, count(*) AS quotes, count(DISTINCT article) AS articles, min(published) AS first,
        max(published) AS last
    FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY quotes DESC, speaker;
