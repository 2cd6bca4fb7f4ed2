extension ResultDatabase {
    /// Tables and indexes; plugins bring views of their layers, see ``ResultDatabase/makeViews(_:)``. Offsets are
    /// half-open, from 0, in the unit that `runs` names; features and metadata are JSON, to be read with `->>`.
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
        """
}
