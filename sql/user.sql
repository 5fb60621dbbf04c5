-- name: user_insert
-- id: an account of which nothing is known yet
INSERT INTO "user" (id) VALUES (?1) ON CONFLICT (id) DO NOTHING;

-- name: user_touch
-- id: its posts changed, its scores are due
INSERT INTO "user" (id, dirty) VALUES (?1, 1)
ON CONFLICT (id) DO UPDATE SET dirty = 1;

-- name: user_find
SELECT username, name, description, url, created_at, pinned_id,
	verified_type, followers, following, posts, listed, state, profile_at,
	own_version
FROM "user" WHERE id = ?1;

-- name: user_by_handle
-- handle in lower case; the newest profile wins where a handle moved on
SELECT id FROM "user" WHERE handle = ?1
ORDER BY coalesce(profile_at, 0) DESC LIMIT 1;

-- name: user_names
-- id, username, handle, name: what an answer says in passing
UPDATE "user" SET username = ?2, handle = ?3, name = coalesce(?4, name),
	dirty = 1
WHERE id = ?1;

-- name: user_update
-- id, username, handle, name, description, url, created_at, pinned_id,
-- verified_type, followers, following, posts, listed, profile_at
UPDATE "user" SET username = ?2, handle = ?3, name = ?4, description = ?5,
	url = ?6, created_at = coalesce(?7, created_at), pinned_id = ?8,
	verified_type = ?9, followers = ?10, following = ?11, posts = ?12,
	listed = ?13, profile_at = ?14, dirty = 1
WHERE id = ?1;

-- name: user_seen
-- id, profile_at
UPDATE "user" SET profile_at = ?2 WHERE id = ?1;

-- name: user_set_state
-- id, state, reason, at
UPDATE "user" SET state = ?2, state_reason = ?3, state_at = ?4
WHERE id = ?1 AND state <> ?2;

-- name: profile_keep
-- until_at, id: put the profile of the row aside
INSERT INTO profile_change (user_id, until_at, username, name, description,
	url, followers, following, posts, listed)
SELECT id, ?1, username, name, description, url, followers, following, posts,
	listed
FROM "user" WHERE id = ?2
ON CONFLICT (user_id, until_at) DO NOTHING;

-- name: profile_link_delete
DELETE FROM profile_link WHERE user_id = ?1;

-- name: profile_link_insert
-- user_id, n, url
INSERT INTO profile_link (user_id, n, url) VALUES (?1, ?2, ?3);

-- name: profile_links
SELECT url FROM profile_link WHERE user_id = ?1 ORDER BY n;

-- name: users_dirty
SELECT id, scored_at IS NOT NULL FROM "user" WHERE dirty <> 0 ORDER BY id;

-- name: user_scored
-- id, own_version, scored_at
UPDATE "user" SET dirty = 0, own_version = ?2, scored_at = ?3
WHERE id = ?1;

-- name: users_touch_all
UPDATE "user" SET dirty = 1;

-- name: users_touch_repliers
-- post id: who replied to it
UPDATE "user" SET dirty = 1
WHERE id IN (SELECT author_id FROM post WHERE reply_to_id = ?1);

-- name: users_clean
-- is there an account that is not due?
SELECT 1 FROM "user" WHERE dirty = 0 LIMIT 1;

-- name: user_touch_author
-- post id: its author's scores are due
UPDATE "user" SET dirty = 1
WHERE id = (SELECT author_id FROM post WHERE id = ?1);
