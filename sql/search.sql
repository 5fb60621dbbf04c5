-- Feeds and searches: posts newest first, keyset by time and row.

-- name: search_times
-- since, then only what lies before this time and row: all posts
SELECT created_at, rid FROM post
WHERE created_at >= ?1 AND (created_at, rid) < (?2, ?3)
ORDER BY created_at DESC, rid DESC;

-- name: search_rows_of
-- author_id, before this id, limit: ids order an author's posts as times do
SELECT id, rid FROM post WHERE author_id = ?1 AND id < ?2
ORDER BY id DESC LIMIT ?3;

-- name: search_row
-- rid: what filters ask and hits show
SELECT p.id, p.author_id, p.created_at, p.text, p.lang, p.state,
	p.superseded_by, p.reply_to_id, p.reply_to_user_id, p.quote_of_id,
	p.repost_of_id, p.reposts, p.likes, u.username, s.class
FROM post p LEFT JOIN "user" u ON u.id = p.author_id
	LEFT JOIN score s ON s.rid = p.rid
WHERE p.rid = ?1;

-- name: search_time
-- rid
SELECT created_at FROM post WHERE rid = ?1;

-- name: search_newest_row
SELECT max(rid) FROM post;

-- name: search_has_link
-- rid
SELECT 1 FROM link WHERE rid = ?1 AND is_media = 0 LIMIT 1;

-- name: search_has_site
-- rid, site key
SELECT 1 FROM link WHERE rid = ?1 AND site = ?2 LIMIT 1;

-- name: search_site_last
-- site key, limit: the rows that came in last and link to it
SELECT rid FROM link WHERE site = ?1 ORDER BY rid DESC LIMIT ?2;

-- name: search_site_between
-- site key, first rid, last rid
SELECT rid FROM link WHERE site = ?1 AND rid BETWEEN ?2 AND ?3;

-- name: search_has_media
SELECT 1 FROM media WHERE rid = ?1 LIMIT 1;

-- name: search_has_mention
SELECT 1 FROM mention WHERE rid = ?1 LIMIT 1;

-- name: search_has_hashtag
SELECT 1 FROM hashtag WHERE rid = ?1 AND kind = '#' LIMIT 1;
