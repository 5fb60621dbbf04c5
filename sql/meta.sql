-- name: meta_get
SELECT value FROM meta WHERE name = ?1;

-- name: meta_set
INSERT INTO meta (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: meta_drop
DELETE FROM meta WHERE name = ?1;

-- name: run_begin
-- command, started_at, owner, cap
INSERT INTO run (command, started_at, owner, cap) VALUES (?1, ?2, ?3, ?4);

-- name: run_end
-- id, ended_at, outcome
UPDATE run SET ended_at = ?2, outcome = ?3 WHERE id = ?1;

-- name: tombstone_count
SELECT count(*) FROM tombstone;

-- name: tombstone_find
-- post id, author id
SELECT reason FROM tombstone
WHERE (kind = 'post' AND id = ?1) OR (kind = 'user' AND id = ?2);

-- name: tombstone_put
-- kind, id, reason, made_at
INSERT INTO tombstone (kind, id, reason, made_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kind, id) DO NOTHING;

-- name: tombstone_drop
-- kind, id
DELETE FROM tombstone WHERE kind = ?1 AND id = ?2;

-- name: page_insert
-- fetched_at, source_id, origin, body
INSERT INTO page (fetched_at, source_id, origin, body)
VALUES (?1, ?2, ?3, ?4);

-- name: page_body
SELECT body FROM page WHERE id = ?1;

-- name: problem_put
-- resource, id, kind, detail, at
INSERT INTO problem (resource, id, kind, detail, first_at, last_at, times)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1)
ON CONFLICT (resource, id, kind) DO UPDATE SET
	detail = excluded.detail, last_at = excluded.last_at,
	times = problem.times + 1;

-- name: page_drop
-- id: the page just added told nothing new
DELETE FROM page WHERE id = ?1;

-- name: run_drop
DELETE FROM run WHERE id = ?1;

-- name: run_last
-- the newest run that left a row
SELECT command, started_at, ended_at, outcome FROM run
ORDER BY id DESC LIMIT 1;
