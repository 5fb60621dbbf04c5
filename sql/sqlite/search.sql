-- Full-text index of post.text, kept by hand: the index has no copy of the
-- texts, so taking a row out needs the text that was put in.

-- name: fts_insert
-- rid, text
INSERT INTO post_fts (rowid, text) VALUES (?1, ?2);

-- name: fts_delete
-- rid, the text as indexed
INSERT INTO post_fts (post_fts, rowid, text) VALUES ('delete', ?1, ?2);

-- name: fts_rebuild
INSERT INTO post_fts (post_fts) VALUES ('rebuild');

-- name: posts_naming
-- phrase for the index, handle in lower case, author_id: posts of others that
-- mention it
SELECT p.id, p.author_id, p.created_at, p.text
FROM post_fts JOIN post p ON p.rid = post_fts.rowid
WHERE post_fts MATCH ?1 AND p.author_id <> ?3 AND p.state = 0
	AND p.superseded_by IS NULL AND p.repost_of_id IS NULL
	AND EXISTS (SELECT 1 FROM mention m
		WHERE m.rid = p.rid AND lower(m.handle) = ?2);

-- name: fts_optimize
-- after this nothing of what was taken out is left in the index
INSERT INTO post_fts (post_fts) VALUES ('optimize');

-- name: fts_last
-- words, limit: the rows that came in last
SELECT rowid FROM post_fts WHERE post_fts MATCH ?1
ORDER BY rowid DESC LIMIT ?2;

-- name: fts_between
-- words, first rid, last rid
SELECT rowid FROM post_fts
WHERE post_fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid;

-- name: fts_ranked
-- words, limit: the rows that came in last, with their relevance (small is
-- good)
SELECT rowid, bm25(post_fts) FROM post_fts WHERE post_fts MATCH ?1
ORDER BY rowid DESC LIMIT ?2;
