-- What the views of lib/tui read and write.  Lists of posts go by key: a page
-- costs the same wherever in the archive it lies.

-- name: tui_posts_older
-- before this id, without reposts, without replies, how many: newest first
SELECT p.id, p.author_id, p.created_at, substr(p.text, 1, 400), u.username,
	s.class, s.probs, l.class, p.repost_of_id, p.reply_to_id, p.rid
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.id < ?1 AND p.state = 0 AND p.superseded_by IS NULL
	AND (?2 = 0 OR p.repost_of_id IS NULL)
	AND (?3 = 0 OR p.reply_to_id IS NULL)
ORDER BY p.id DESC LIMIT ?4;

-- name: tui_posts_newer
-- after this id, without reposts, without replies, how many: oldest first
SELECT p.id, p.author_id, p.created_at, substr(p.text, 1, 400), u.username,
	s.class, s.probs, l.class, p.repost_of_id, p.reply_to_id, p.rid
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.id > ?1 AND p.state = 0 AND p.superseded_by IS NULL
	AND (?2 = 0 OR p.repost_of_id IS NULL)
	AND (?3 = 0 OR p.reply_to_id IS NULL)
ORDER BY p.id LIMIT ?4;

-- name: tui_account_older
-- the same for one account, the last
SELECT p.id, p.author_id, p.created_at, substr(p.text, 1, 400), u.username,
	s.class, s.probs, l.class, p.repost_of_id, p.reply_to_id, p.rid
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.author_id = ?5 AND p.id < ?1 AND p.state = 0
	AND p.superseded_by IS NULL
	AND (?2 = 0 OR p.repost_of_id IS NULL)
	AND (?3 = 0 OR p.reply_to_id IS NULL)
ORDER BY p.id DESC LIMIT ?4;

-- name: tui_account_newer
SELECT p.id, p.author_id, p.created_at, substr(p.text, 1, 400), u.username,
	s.class, s.probs, l.class, p.repost_of_id, p.reply_to_id, p.rid
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.author_id = ?5 AND p.id > ?1 AND p.state = 0
	AND p.superseded_by IS NULL
	AND (?2 = 0 OR p.repost_of_id IS NULL)
	AND (?3 = 0 OR p.reply_to_id IS NULL)
ORDER BY p.id LIMIT ?4;

-- name: tui_post
-- one post
SELECT p.id, p.author_id, p.created_at, substr(p.text, 1, 400), u.username,
	s.class, s.probs, l.class, p.repost_of_id, p.reply_to_id, p.rid
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.id = ?1;

-- name: tui_posts_around
-- conversation, post itself: the others of its conversation, oldest first
SELECT p.id, p.author_id, p.created_at, substr(p.text, 1, 400), u.username,
	s.class, s.probs, l.class, p.repost_of_id, p.reply_to_id, p.rid
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.conversation_id = ?1 AND p.id <> ?2 AND p.state = 0
	AND p.superseded_by IS NULL
ORDER BY p.id LIMIT 100;

-- name: tui_metrics
-- id of a post: what its counters were, oldest first, then now
SELECT m.until_at AS at, m.reposts, m.replies, m.likes, m.quotes,
	m.impressions
FROM post p CROSS JOIN metric m ON m.rid = p.rid WHERE p.id = ?1
UNION ALL
SELECT metrics_at, reposts, replies, likes, quotes, impressions
FROM post WHERE id = ?1
ORDER BY at;

-- name: tui_page_of_post
-- id of a post: the answer that brought it
SELECT g.body FROM post p CROSS JOIN page g ON g.id = p.page_id
WHERE p.id = ?1;

-- name: tui_verdict
-- rid: what the scorer said, and what the user says
SELECT s.class, s.probs, s.flags, s.weight, s.give, s.take, l.class
FROM post p LEFT JOIN score s ON s.rid = p.rid
	LEFT JOIN user_label l ON l.post_id = p.id
WHERE p.rid = ?1;

-- name: tui_days_of
-- account, first day, last day
SELECT day, sums FROM day_sum
WHERE author_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day;

-- name: tui_groups
SELECT name, count(*) FROM source_group GROUP BY name ORDER BY name;

-- name: tui_spent_by_source
SELECT source_id, sum(CASE WHEN state = 'reserved' THEN reserved ELSE gross
	END)
FROM ledger GROUP BY source_id;

-- name: tui_spent_since
-- first UTC day
SELECT coalesce(sum(amount), 0) FROM spent WHERE kind = 'day' AND key >= ?1;

-- name: tui_last_fetch
-- when a poll last succeeded
SELECT coalesce(max(polled_at), 0) FROM source WHERE removed = 0;

-- name: tui_data_version
-- changes when another process has written
PRAGMA data_version;

-- name: tui_own_find
-- account, what: the user's own word
SELECT status FROM own WHERE user_id = ?1 AND what = ?2 AND by_user = 1;

-- name: tui_tags
-- kind, id
SELECT tag FROM user_tag WHERE kind = ?1 AND id = ?2 ORDER BY tag;

-- name: tui_tag_drop
DELETE FROM user_tag WHERE kind = ?1 AND id = ?2 AND tag = ?3;

-- name: tui_tag_put
-- kind, id, tag, at
INSERT INTO user_tag (kind, id, tag, at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kind, id, tag) DO NOTHING;

-- name: tui_notes
-- kind, id
SELECT at, text FROM note WHERE kind = ?1 AND subject_id = ?2 ORDER BY id;

-- name: tui_note_put
-- kind, id, text, at
INSERT INTO note (kind, subject_id, text, at) VALUES (?1, ?2, ?3, ?4);

-- name: tui_shown
-- name
SELECT at, rows FROM shown WHERE name = ?1;

-- name: tui_shown_put
-- name, at, rows
INSERT INTO shown (name, at, rows) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET at = excluded.at, rows = excluded.rows;

-- name: tui_small_cache
-- Some megabytes of pages do for a screenful, and the system has the others;
PRAGMA cache_size = -16384;

-- name: tui_no_mapping
-- so that the file need not be mapped, which looks like memory of our own.
PRAGMA mmap_size = 0;
