-- Packs: what reports count of posts (store/pack.h).

-- name: pack_posts
-- author_id: what is packed of its posts, in the order of their ids; the
-- last two columns are of the post that it passes on (form 4), quotes (3) or
-- answers
SELECT p.id, p.created_at, p.reply_to_id, p.reply_to_user_id, p.reposts,
	p.replies, p.likes, p.quotes, p.impressions, p.metrics_at, s.class,
	s.probs, s.flags, s.weight * s.give, s.weight * s.take, r.author_id,
	r.created_at
FROM post p CROSS JOIN score s ON s.rid = p.rid
	LEFT JOIN post r ON r.id = CASE s.flags >> 5 WHEN 4 THEN p.repost_of_id
		WHEN 3 THEN p.quote_of_id ELSE p.reply_to_id END
WHERE p.author_id = ?1 AND p.state = 0 AND p.superseded_by IS NULL
ORDER BY p.id;

-- name: pack_sites
-- author_id: the sites its posts link to, in the same order
SELECT p.id, e.site FROM post p CROSS JOIN link e ON e.rid = p.rid
WHERE p.author_id = ?1 AND p.state = 0 AND p.superseded_by IS NULL
	AND e.is_media = 0 AND e.site IS NOT NULL
ORDER BY p.id, e.n;

-- name: pack_find
-- author_id, block
SELECT posts FROM pack WHERE author_id = ?1 AND block = ?2;

-- name: pack_put
-- author_id, block, posts
INSERT INTO pack (author_id, block, posts) VALUES (?1, ?2, ?3)
ON CONFLICT (author_id, block) DO UPDATE SET posts = excluded.posts;

-- name: pack_blocks
-- author_id
SELECT block FROM pack WHERE author_id = ?1 ORDER BY block;

-- name: pack_drop_block
-- author_id, block
DELETE FROM pack WHERE author_id = ?1 AND block = ?2;

-- name: pack_drop
-- author_id
DELETE FROM pack WHERE author_id = ?1;

-- name: packs_of
-- author_id, first block, last block: newest first
SELECT block, posts FROM pack
WHERE author_id = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block DESC;

-- name: packs_from
-- author_id, first block, last block: oldest first
SELECT block, posts FROM pack
WHERE author_id = ?1 AND block BETWEEN ?2 AND ?3 ORDER BY block;

-- name: pack_authors
-- after this account: the next that has packs
SELECT author_id FROM pack WHERE author_id > ?1 ORDER BY author_id LIMIT 1;

-- name: users_unpacked
SELECT id, 0 FROM "user" WHERE unpacked <> 0 ORDER BY id;

-- name: users_behind_count
-- accounts whose scores or packs are due
SELECT (SELECT count(*) FROM "user" WHERE dirty <> 0)
	+ (SELECT count(*) FROM "user" WHERE unpacked <> 0 AND dirty = 0);

-- name: user_packed
-- id
UPDATE "user" SET unpacked = 0 WHERE id = ?1 AND unpacked <> 0;
