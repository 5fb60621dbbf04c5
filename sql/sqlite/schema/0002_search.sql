-- Full-text search over post.text.  The index holds no text of its own;
-- rows are added and taken out by the statements of sqlite/search.sql.
CREATE VIRTUAL TABLE post_fts USING fts5 (
	text, -- words of post.text; search with: post_fts MATCH ...
	content = 'post',
	content_rowid = 'rid',
	tokenize = 'givetake'
);
