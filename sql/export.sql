-- What exports go through: the rows of posts in order, then for each row the
-- statement of what is exported.

-- name: export_rows
-- since, until: oldest first, in an order that no archive's rows decide
SELECT rid FROM post WHERE created_at BETWEEN ?1 AND ?2
ORDER BY created_at, id;

-- name: export_rows_of
-- since, until, author_id
SELECT rid FROM post WHERE author_id = ?3 AND created_at BETWEEN ?1 AND ?2
ORDER BY id;

-- name: export_post
-- rid: a post whole, for the API's shape
SELECT p.id, p.author_id, p.created_at, p.text, p.lang, p.source,
	p.conversation_id, p.reply_to_id, p.reply_to_user_id, p.quote_of_id,
	p.repost_of_id, p.edit_root, p.superseded_by, p.truncated,
	p.sensitive, p.paid, p.included, p.state, p.withheld, p.reposts,
	p.replies, p.likes, p.quotes, p.bookmarks, p.impressions, p.seen_at,
	p.parts
FROM post p WHERE p.rid = ?1;

-- name: export_standing
-- rid: whether X lets it be passed on: state, newer version, withheld,
-- state of its author
SELECT p.id, p.state, p.superseded_by, p.withheld, coalesce(u.state, 0)
FROM post p LEFT JOIN "user" u ON u.id = p.author_id WHERE p.rid = ?1;

-- name: export_post_row
-- rid: a post as a row of a table
SELECT p.id, p.created_at, p.author_id, u.username, p.text, p.lang, s.class,
	s.weight, p.reply_to_id, p.reply_to_user_id, p.quote_of_id,
	p.repost_of_id, p.conversation_id, p.reposts, p.replies, p.likes,
	p.quotes, p.bookmarks, p.impressions, p.sensitive, p.paid,
	p.truncated, p.included, p.state, p.withheld, p.source, p.edit_root,
	p.superseded_by, p.seen_at
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
WHERE p.rid = ?1;

-- name: export_link_rows
-- rid
SELECT p.id, p.created_at, p.author_id, u.username, l.n, l.url, l.site,
	l.title, l.is_media
FROM post p JOIN link l ON l.rid = p.rid
	LEFT JOIN "user" u ON u.id = p.author_id
WHERE p.rid = ?1 ORDER BY l.n;

-- name: export_mention_rows
-- rid
SELECT p.id, p.created_at, p.author_id, u.username, m.n, m.handle, m.user_id
FROM post p JOIN mention m ON m.rid = p.rid
	LEFT JOIN "user" u ON u.id = p.author_id
WHERE p.rid = ?1 ORDER BY m.n;

-- name: export_score_row
-- rid
SELECT p.id, p.created_at, p.author_id, u.username, s.class, s.flags,
	s.weight, s.give, s.take, v.model, v.weights
FROM post p JOIN score s ON s.rid = p.rid
	JOIN scorer v ON v.id = s.scorer_id
	LEFT JOIN "user" u ON u.id = p.author_id
WHERE p.rid = ?1;

-- name: export_edges
-- rid: whom the post answers, reposts and quotes, as far as known
SELECT p.author_id, p.created_at,
	coalesce(p.reply_to_user_id, (SELECT a.author_id FROM post a
		WHERE a.id = p.reply_to_id)),
	(SELECT a.author_id FROM post a WHERE a.id = p.repost_of_id),
	(SELECT a.author_id FROM post a WHERE a.id = p.quote_of_id),
	p.repost_of_id IS NOT NULL, p.quote_of_id IS NOT NULL
FROM post p
WHERE p.rid = ?1 AND p.state = 0 AND p.superseded_by IS NULL;

-- name: export_mentioned
-- rid
SELECT handle, user_id FROM mention WHERE rid = ?1 ORDER BY n;

-- name: export_users
-- all accounts
SELECT id FROM "user" ORDER BY id;

-- name: export_user_row
-- id
SELECT id, username, name, description, url, created_at, verified_type,
	followers, following, posts, listed, pinned_id, state, profile_at
FROM "user" WHERE id = ?1;

-- name: share_sum
-- kind ('id', 'full'), since: how many were passed on, and when the first
SELECT coalesce(sum(n), 0), min(at) FROM share WHERE kind = ?1 AND at > ?2;

-- name: share_put
-- kind, at, n
INSERT INTO share (kind, at, n) VALUES (?1, ?2, ?3)
ON CONFLICT (kind, at) DO UPDATE SET n = share.n + excluded.n;
