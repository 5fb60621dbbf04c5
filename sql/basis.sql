-- What a report rests on, and what has happened to it since.

-- name: basis_arrived
-- rows of posts are numbered in the order of arrival
SELECT max(rid) FROM post;

-- name: basis_newest
SELECT max(id) FROM post;

-- name: basis_accounts
-- every account that has sums, by steps through the index
WITH RECURSIVE recent (id) AS (
	SELECT min(author_id) FROM day_sum
	UNION ALL
	SELECT (SELECT min(author_id) FROM day_sum WHERE author_id > recent.id)
	FROM recent WHERE recent.id IS NOT NULL)
SELECT id FROM recent WHERE id IS NOT NULL;

-- name: basis_withdrawn
-- since: posts that X stopped showing, and accounts and posts erased here
SELECT (SELECT count(*) FROM post WHERE state <> 0 AND state_at > ?1)
	+ (SELECT count(*) FROM tombstone WHERE made_at > ?1);
