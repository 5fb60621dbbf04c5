-- What a report rests on, and what has happened to it since.

-- name: basis_arrived
-- rows of posts are numbered in the order of arrival
SELECT max(rid) FROM post;

-- name: basis_newest
SELECT max(id) FROM post;

-- name: basis_withdrawn
-- since: posts that X stopped showing, and accounts and posts erased here
SELECT (SELECT count(*) FROM post WHERE state <> 0 AND state_at > ?1)
	+ (SELECT count(*) FROM tombstone WHERE made_at > ?1);
