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
-- class, since, until: posts of this class.  Times and classes are asked
-- first: most posts are of other classes.
SELECT p.rid, p.id, p.author_id, p.created_at, p.text, p.reply_to_user_id,
	p.replies, p.likes, p.impressions, s.probs
FROM post t CROSS JOIN score s ON s.rid = t.rid
	CROSS JOIN post p ON p.rid = t.rid
WHERE t.created_at BETWEEN ?2 AND ?3 AND s.class = ?1 AND p.state = 0
	AND p.superseded_by IS NULL AND p.repost_of_id IS NULL;

-- name: report_question
-- post id, its author: nothing if somebody else answered, as far as is known;
-- else how often the author went on alone, and its handle
SELECT (SELECT count(*) FROM post r WHERE r.reply_to_id = ?1),
	(SELECT username FROM "user" WHERE id = ?2)
WHERE NOT EXISTS (SELECT 1 FROM post r
	WHERE r.reply_to_id = ?1 AND r.author_id <> ?2 AND r.state = 0
		AND r.superseded_by IS NULL);

-- name: report_text
-- id
SELECT author_id, text FROM post WHERE id = ?1 AND state = 0;

-- name: report_texts
-- author_id, since, until: what an account wrote, and as what it is scored
SELECT p.id, p.text, s.class, s.flags
FROM post p CROSS JOIN score s ON s.rid = p.rid
WHERE p.author_id = ?1 AND p.created_at BETWEEN ?2 AND ?3 AND p.state = 0
	AND p.superseded_by IS NULL
ORDER BY p.id;

-- name: report_owned
-- first and last account: what is their own, sites and handles
SELECT user_id, what FROM own
WHERE user_id BETWEEN ?1 AND ?2 AND status = 'own' ORDER BY user_id, what;
