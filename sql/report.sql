-- What lib/report reads beside sums (score.sql) and packs (pack.sql).

-- name: report_post
-- id: as reports show it
SELECT p.author_id, p.created_at, p.text, u.username
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
WHERE p.id = ?1 AND p.state = 0;

-- name: report_handle
-- id
SELECT username FROM "user" WHERE id = ?1;

-- name: report_mentioned
-- post id, account: what the post calls it
SELECT m.handle FROM post p CROSS JOIN mention m ON m.rid = p.rid
WHERE p.id = ?1 AND m.user_id = ?2 AND p.state = 0 LIMIT 1;

-- name: report_questions
-- class, since, until: posts of this class that nobody else answered, as far
-- as is known; the last column is how often their authors went on themselves.
-- Times and classes are asked first: most posts are of other classes.
SELECT p.rid, p.id, p.author_id, p.created_at, p.text, p.reply_to_user_id,
	p.replies, p.likes, p.impressions, s.probs, u.username,
	(SELECT count(*) FROM post r WHERE r.reply_to_id = p.id)
FROM post t CROSS JOIN score s ON s.rid = t.rid
	CROSS JOIN post p ON p.rid = t.rid
	LEFT JOIN "user" u ON u.id = p.author_id
WHERE t.created_at BETWEEN ?2 AND ?3 AND s.class = ?1 AND p.state = 0
	AND p.superseded_by IS NULL AND p.repost_of_id IS NULL
	AND NOT EXISTS (SELECT 1 FROM post r
		WHERE r.reply_to_id = p.id AND r.author_id <> p.author_id
			AND r.state = 0 AND r.superseded_by IS NULL);

-- name: report_text
-- id
SELECT author_id, text FROM post WHERE id = ?1 AND state = 0;

-- name: report_own
-- user_id: its own sites and handles
SELECT what FROM own WHERE user_id = ?1 AND status = 'own' ORDER BY what;
