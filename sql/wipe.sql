-- name: wipe_post_find
-- id
SELECT rid, author_id, text, page_id FROM post WHERE id = ?1;

-- name: wipe_sightings
-- rid: the pages that held it too
SELECT page_id FROM sighting WHERE rid = ?1;

-- name: wipe_reposts
-- id: its reposts go with it
SELECT id FROM post WHERE repost_of_id = ?1;

-- name: wipe_posts_of
-- author_id
SELECT id FROM post WHERE author_id = ?1;

-- name: wipe_post
-- rid
DELETE FROM post WHERE rid = ?1;

-- name: wipe_metrics
DELETE FROM metric WHERE rid = ?1;

-- name: wipe_revisions
DELETE FROM revision WHERE rid = ?1;

-- name: wipe_score
DELETE FROM score WHERE rid = ?1;

-- name: wipe_sighting
DELETE FROM sighting WHERE rid = ?1;

-- name: wipe_page_put
-- id, body, origin
UPDATE page SET body = ?2, origin = ?3 WHERE id = ?1;

-- name: wipe_page_find
-- id
SELECT body, origin FROM page WHERE id = ?1;

-- name: wipe_user
DELETE FROM "user" WHERE id = ?1;

-- name: wipe_profile_changes
DELETE FROM profile_change WHERE user_id = ?1;

-- name: wipe_names
-- id: every handle the account is known to have had, in lower case
SELECT handle FROM "user" WHERE id = ?1 AND handle IS NOT NULL
UNION SELECT lower(username) FROM profile_change
WHERE user_id = ?1 AND username IS NOT NULL
UNION SELECT handle FROM source WHERE user_id = ?1 AND handle IS NOT NULL;

-- name: wipe_mentions
-- user_id
DELETE FROM mention WHERE user_id = ?1;

-- name: wipe_mentions_by_name
-- handle
DELETE FROM mention WHERE lower(handle) = ?1;

-- name: wipe_mention_pages
-- user_id: pages that name the account in others' posts
SELECT p.page_id FROM mention m JOIN post p ON p.rid = m.rid
WHERE m.user_id = ?1
UNION SELECT s.page_id FROM mention m JOIN sighting s ON s.rid = m.rid
WHERE m.user_id = ?1;

-- name: wipe_own
-- user_id, "@handle"
DELETE FROM own WHERE user_id = ?1 OR what = ?2;

-- name: wipe_user_tags
DELETE FROM user_tag WHERE kind = 'user' AND id = ?1;

-- name: wipe_user_notes
DELETE FROM note WHERE kind = 'user' AND subject_id = ?1;

-- name: wipe_problems
-- user_id
DELETE FROM problem WHERE resource = 'user' AND id = ?1;

-- name: wipe_source
-- user_id: watched no longer, and nothing left that names it
UPDATE source SET removed = 1, name = NULL, handle = NULL, query = NULL,
	problem = NULL WHERE user_id = ?1;

-- name: tombstone_lift
-- post id: X serves it again; what was forgotten stays away
DELETE FROM tombstone
WHERE kind = 'post' AND id = ?1 AND reason <> 'forgotten';

-- name: recheck_posts
-- id: the next hundred above it, and what was said of them
SELECT id, state, state_at FROM post WHERE id > ?1 ORDER BY id LIMIT 100;

-- name: recheck_users
-- id: accounts with a profile
SELECT id, state, state_at FROM "user"
WHERE id > ?1 AND profile_at IS NOT NULL AND username IS NOT NULL
ORDER BY id LIMIT 100;

-- name: recheck_totals
-- posts, accounts with a profile
SELECT (SELECT count(*) FROM post),
	(SELECT count(*) FROM "user" WHERE profile_at IS NOT NULL
		AND username IS NOT NULL);
