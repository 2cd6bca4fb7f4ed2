extension ResultDatabase {
    /// Tables, indexes and views. Offsets are half-open, from 0, in the unit that `runs` names; features
    /// are JSON, to be read with `->>`.
    static let schema = """
        CREATE TABLE IF NOT EXISTS runs (name TEXT PRIMARY KEY, value TEXT);
        CREATE TABLE IF NOT EXISTS articles (
            number INTEGER PRIMARY KEY, id TEXT, headline TEXT, byline TEXT, published TEXT, source TEXT,
            url TEXT, language TEXT, metadata TEXT, text TEXT);
        CREATE INDEX IF NOT EXISTS articles_id ON articles (id);
        CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
        CREATE TABLE IF NOT EXISTS annotations (
            article INTEGER NOT NULL REFERENCES articles (number), id TEXT, layer TEXT, label TEXT, field TEXT,
            start INTEGER, "end" INTEGER, text TEXT, plugin TEXT, rule TEXT, score REAL, features TEXT);
        CREATE INDEX IF NOT EXISTS annotations_article ON annotations (article);
        CREATE INDEX IF NOT EXISTS annotations_label ON annotations (layer, label);
        CREATE TABLE IF NOT EXISTS errors (
            article INTEGER NOT NULL REFERENCES articles (number), stage TEXT, plugin TEXT, kind TEXT,
            message TEXT, line INTEGER);
        CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5 (
            headline, text, content = 'articles', content_rowid = 'number');
        CREATE VIEW IF NOT EXISTS quotes AS
            SELECT a.id AS article, a.published, q.label, q.text,
                coalesce(q.features ->> '$.speaker.canonical', q.features ->> '$.speaker.text') AS speaker,
                q.features ->> '$.cue.lemma' AS cue, q.start, q."end"
            FROM annotations q JOIN articles a ON a.number = q.article WHERE q.layer = 'quotes';
        CREATE VIEW IF NOT EXISTS quotes_by_speaker AS
            SELECT speaker, count(*) AS quotes, count(DISTINCT article) AS articles, min(published) AS first,
                max(published) AS last
            FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY quotes DESC, speaker;
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
        CREATE VIEW IF NOT EXISTS timeline AS
            SELECT d.features ->> '$.value' AS value, d.features ->> '$.begin' AS begin,
                d.features ->> '$.until' AS until, d.text, a.id AS article, a.published
            FROM annotations d JOIN articles a ON a.number = d.article
            WHERE d.layer = 'dates' AND begin IS NOT NULL
            ORDER BY begin, a.number, d.start;
        """
}
