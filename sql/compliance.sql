-- name: check_find
-- kind
SELECT job_id, after_id, to_id, began_at FROM compliance WHERE kind = ?1;

-- name: check_put
-- kind, job_id, after_id, to_id, began_at
INSERT INTO compliance (kind, job_id, after_id, to_id, began_at)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (kind) DO UPDATE SET job_id = excluded.job_id,
	after_id = excluded.after_id, to_id = excluded.to_id,
	began_at = excluded.began_at;

-- name: check_drop
-- kind
DELETE FROM compliance WHERE kind = ?1;

-- name: check_posts
-- id, n: the next ids above it
SELECT id FROM post WHERE id > ?1 ORDER BY id LIMIT ?2;

-- name: check_users
-- id, n: accounts with a profile
SELECT id FROM "user"
WHERE id > ?1 AND profile_at IS NOT NULL AND username IS NOT NULL
ORDER BY id LIMIT ?2;

-- name: check_hidden_posts
-- id, id: hidden between them, above the first
SELECT id FROM post WHERE id > ?1 AND id <= ?2 AND state = 5;

-- name: check_hidden_users
-- id, id
SELECT id FROM "user" WHERE id > ?1 AND id <= ?2 AND state = 5;
