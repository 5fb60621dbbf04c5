-- name: late_put
-- source_id, since_id, until_id
INSERT INTO late (source_id, since_id, until_id) VALUES (?1, ?2, ?3)
ON CONFLICT (source_id, until_id) DO UPDATE SET
	since_id = excluded.since_id;

-- name: late_next
-- source_id, id: the oldest span that ends at or below it
SELECT since_id, until_id FROM late
WHERE source_id = ?1 AND until_id <= ?2 ORDER BY until_id LIMIT 1;

-- name: late_around
-- source_id, id: the span that ends above it
SELECT since_id, until_id FROM late
WHERE source_id = ?1 AND until_id > ?2 ORDER BY until_id LIMIT 1;

-- name: late_count
-- source_id
SELECT count(*) FROM late WHERE source_id = ?1;

-- name: late_drop
-- source_id, until_id
DELETE FROM late WHERE source_id = ?1 AND until_id = ?2;

-- name: wipe_late
-- user_id: of sources that are watched no longer
DELETE FROM late WHERE source_id IN (SELECT id FROM source
	WHERE user_id = ?1);
