-- name: post_insert
-- id, author_id, created_at, text, lang, source, conversation_id,
-- reply_to_id, reply_to_user_id, quote_of_id, repost_of_id, edit_root,
-- superseded_by, truncated, sensitive, paid, included, state, withheld,
-- reposts, replies, likes, quotes, bookmarks, impressions, seen_at, page_id
INSERT INTO post (id, author_id, created_at, text, lang, source,
	conversation_id, reply_to_id, reply_to_user_id, quote_of_id,
	repost_of_id, edit_root, superseded_by, truncated, sensitive, paid,
	included, state, withheld, reposts, replies, likes, quotes, bookmarks,
	impressions, metrics_at, seen_at, page_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
	?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?26, ?27)
ON CONFLICT (id) DO NOTHING;

-- name: post_find
-- id
SELECT rid, author_id, created_at, text, lang, source, conversation_id,
	reply_to_id, reply_to_user_id, quote_of_id, repost_of_id, edit_root,
	superseded_by, truncated, paid, included, state, withheld, reposts,
	replies, likes, quotes, bookmarks, impressions, metrics_at, page_id
FROM post WHERE id = ?1;

-- name: post_update
-- rid, then as post_insert from author_id on, without the counters
UPDATE post SET author_id = ?2, created_at = ?3, text = ?4, lang = ?5,
	source = ?6, conversation_id = ?7, reply_to_id = ?8,
	reply_to_user_id = ?9, quote_of_id = ?10, repost_of_id = ?11,
	edit_root = ?12, superseded_by = ?13, truncated = ?14, paid = ?15,
	included = ?16, state = ?17, withheld = ?18
WHERE rid = ?1;

-- name: post_metrics
-- rid, reposts, replies, likes, quotes, bookmarks, impressions, at
UPDATE post SET reposts = ?2, replies = ?3, likes = ?4, quotes = ?5,
	bookmarks = ?6, impressions = ?7, metrics_at = ?8
WHERE rid = ?1;

-- name: metric_keep
-- until_at, rid: put the counters of the row aside
INSERT INTO metric (rid, until_at, reposts, replies, likes, quotes, bookmarks,
	impressions)
SELECT rid, ?1, reposts, replies, likes, quotes, bookmarks, impressions
FROM post WHERE rid = ?2
ON CONFLICT (rid, until_at) DO NOTHING;

-- name: revision_keep
-- rid, until_at, text
INSERT INTO revision (rid, until_at, text) VALUES (?1, ?2, ?3)
ON CONFLICT (rid, until_at) DO NOTHING;

-- name: post_supersede
-- newest id of the chain, root of the chain
UPDATE post SET superseded_by = ?1
WHERE (id = ?2 OR edit_root = ?2) AND id < ?1
	AND coalesce(superseded_by, 0) < ?1;

-- name: post_set_state
-- id, state, reason, at
UPDATE post SET state = ?2, state_reason = ?3, state_at = ?4
WHERE id = ?1 AND state <> ?2;

-- name: sighting_insert
-- rid, page_id
INSERT INTO sighting (rid, page_id) VALUES (?1, ?2)
ON CONFLICT (rid, page_id) DO NOTHING;

-- name: link_insert
-- rid, n, url, site, title, is_media, start_at, end_at
INSERT INTO link (rid, n, url, site, title, is_media, start_at, end_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: mention_insert
-- rid, n, handle, user_id, start_at, end_at
INSERT INTO mention (rid, n, handle, user_id, start_at, end_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: hashtag_insert
-- rid, n, name, kind, start_at, end_at
INSERT INTO hashtag (rid, n, name, kind, start_at, end_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: media_insert
-- rid, n, media_key, kind, url, alt
INSERT INTO media (rid, n, media_key, kind, url, alt)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: link_delete
DELETE FROM link WHERE rid = ?1;

-- name: mention_delete
DELETE FROM mention WHERE rid = ?1;

-- name: hashtag_delete
DELETE FROM hashtag WHERE rid = ?1;

-- name: media_delete
DELETE FROM media WHERE rid = ?1;

-- name: entity_counts
-- rid: links, links still behind t.co, mentions, hashtags, media
SELECT (SELECT count(*) FROM link WHERE rid = ?1),
	(SELECT count(*) FROM link WHERE rid = ?1 AND url LIKE '%//t.co/%'),
	(SELECT count(*) FROM mention WHERE rid = ?1),
	(SELECT count(*) FROM hashtag WHERE rid = ?1),
	(SELECT count(*) FROM media WHERE rid = ?1);

-- name: posts_of_author
-- author_id, first id, last id, limit: standing posts, oldest first
SELECT rid, id, created_at, text, lang, source, conversation_id, reply_to_id,
	reply_to_user_id, quote_of_id, repost_of_id, truncated, sensitive,
	paid, reposts, replies, likes, quotes, bookmarks, impressions,
	metrics_at
FROM post
WHERE author_id = ?1 AND id BETWEEN ?2 AND ?3 AND state = 0
	AND superseded_by IS NULL
ORDER BY id LIMIT ?4;

-- name: posts_of_author_count
-- author_id: all rows
SELECT count(*) FROM post WHERE author_id = ?1;

-- name: post_by_id
-- id
SELECT rid, id, created_at, text, lang, source, conversation_id, reply_to_id,
	reply_to_user_id, quote_of_id, repost_of_id, truncated, sensitive,
	paid, reposts, replies, likes, quotes, bookmarks, impressions,
	metrics_at, author_id, state
FROM post WHERE id = ?1;

-- name: post_referred
-- id: what judging a post takes of one that it refers to
SELECT p.author_id, p.created_at, p.state, p.text, p.lang, u.id, u.username
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
WHERE p.id = ?1;

-- name: links_of_author
-- author_id, first id, last id: in the order of posts_of_author
SELECT p.id, e.url, e.site, e.title, e.is_media, e.start_at, e.end_at
FROM post p JOIN link e ON e.rid = p.rid
WHERE p.author_id = ?1 AND p.id BETWEEN ?2 AND ?3 ORDER BY p.id;

-- name: mentions_of_author
SELECT p.id, e.handle, e.user_id, e.start_at, e.end_at
FROM post p JOIN mention e ON e.rid = p.rid
WHERE p.author_id = ?1 AND p.id BETWEEN ?2 AND ?3 ORDER BY p.id;

-- name: hashtags_of_author
SELECT p.id, e.name, e.kind, e.start_at, e.end_at
FROM post p JOIN hashtag e ON e.rid = p.rid
WHERE p.author_id = ?1 AND p.id BETWEEN ?2 AND ?3 ORDER BY p.id;

-- name: media_of_author
SELECT p.id, e.media_key, e.kind, e.url, e.alt
FROM post p JOIN media e ON e.rid = p.rid
WHERE p.author_id = ?1 AND p.id BETWEEN ?2 AND ?3 ORDER BY p.id;

-- name: links_of_post
SELECT rid, url, site, title, is_media, start_at, end_at
FROM link WHERE rid = ?1 ORDER BY n;

-- name: mentions_of_post
SELECT rid, handle, user_id, start_at, end_at
FROM mention WHERE rid = ?1 ORDER BY n;

-- name: hashtags_of_post
SELECT rid, name, kind, start_at, end_at
FROM hashtag WHERE rid = ?1 ORDER BY n;

-- name: media_of_post
SELECT rid, media_key, kind, url, alt FROM media WHERE rid = ?1 ORDER BY n;

-- name: post_total
-- standing posts, all rows
SELECT count(*) FILTER (WHERE state = 0 AND superseded_by IS NULL), count(*)
FROM post;

-- name: posts_in_span
-- author_id, first id, last id: posts, replies to others, reposts
SELECT count(*),
	count(*) FILTER (WHERE reply_to_user_id <> author_id),
	count(*) FILTER (WHERE repost_of_id IS NOT NULL)
FROM post WHERE author_id = ?1 AND id >= ?2 AND id < ?3;

-- name: post_oldest_since
-- author_id, id: the oldest from this id on
SELECT id FROM post WHERE author_id = ?1 AND id >= ?2 ORDER BY id LIMIT 1;

-- name: replies_since
-- rid: what replies added after it reply to, where that is not here
SELECT p.rid, p.reply_to_id FROM post p
WHERE p.rid > ?1 AND p.reply_to_id IS NOT NULL AND p.included = 0
	AND NOT EXISTS (SELECT 1 FROM post q WHERE q.id = p.reply_to_id)
	AND NOT EXISTS (SELECT 1 FROM tombstone t
		WHERE t.kind = 'post' AND t.id = p.reply_to_id)
ORDER BY p.rid LIMIT 1000;

-- name: replies_since_count
-- rid: how many posts that would be
SELECT count(DISTINCT p.reply_to_id) FROM post p
WHERE p.rid > ?1 AND p.reply_to_id IS NOT NULL AND p.included = 0
	AND NOT EXISTS (SELECT 1 FROM post q WHERE q.id = p.reply_to_id)
	AND NOT EXISTS (SELECT 1 FROM tombstone t
		WHERE t.kind = 'post' AND t.id = p.reply_to_id)
	AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.post_id = p.reply_to_id);

-- name: post_last_rid
SELECT coalesce(max(rid), 0) FROM post;

-- name: wanted_put
-- post_id
INSERT INTO wanted (post_id, next_at) VALUES (?1, 0)
ON CONFLICT (post_id) DO NOTHING;

-- name: wanted_due
-- now, how many
SELECT post_id FROM wanted WHERE next_at <= ?1 ORDER BY next_at, post_id
LIMIT ?2;

-- name: wanted_count
-- now
SELECT count(*) FROM wanted WHERE next_at <= ?1;

-- name: wanted_later
-- post_id, next_at
UPDATE wanted SET next_at = ?2 WHERE post_id = ?1;

-- name: wanted_drop
DELETE FROM wanted WHERE post_id = ?1;
