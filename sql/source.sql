-- name: source_insert
-- kind, name, handle, user_id, target_id, query, added_at
INSERT INTO source (kind, name, handle, user_id, target_id, query, added_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: source_list
-- every source that is watched
SELECT id, kind, name, handle, user_id, target_id, query, added_at, cursor,
	reached_at, polled_at, next_at, problem, problem_at, removed
FROM source WHERE removed = 0 ORDER BY id;

-- name: source_restore
-- id, name, added_at
UPDATE source SET removed = 0, name = coalesce(?2, name), problem = NULL,
	problem_at = NULL, next_at = 0
WHERE id = ?1;

-- name: source_remove
UPDATE source SET removed = 1 WHERE id = ?1;

-- name: source_same
-- kind, handle, user_id, target_id, query: one that is or was watched
SELECT id, removed FROM source
WHERE kind = ?1
	AND (query = ?5 OR ?5 IS NULL)
	AND (target_id = ?4 OR ?4 IS NULL)
	AND (?2 IS NULL AND ?3 IS NULL OR handle = ?2 OR user_id = ?3);

-- name: source_resolve
-- id, user_id, handle
UPDATE source SET user_id = ?2, handle = coalesce(?3, handle),
	problem = NULL, problem_at = NULL
WHERE id = ?1;

-- name: source_twin
-- id, user_id: what is watched of this account already, where it was not
-- known whose the handle is
SELECT t.id FROM source s JOIN source t ON t.kind = s.kind
WHERE s.id = ?1 AND s.user_id IS NULL AND t.user_id = ?2;

-- name: source_move_groups
-- id, source that takes its place
INSERT INTO source_group (name, source_id)
SELECT name, ?2 FROM source_group WHERE source_id = ?1
ON CONFLICT (name, source_id) DO NOTHING;

-- name: source_leave_groups
-- id
DELETE FROM source_group WHERE source_id = ?1;

-- name: source_move_rosters
-- id, source that takes its place
UPDATE observation_account SET source_id = ?2 WHERE source_id = ?1;

-- name: source_delete
-- id
DELETE FROM source WHERE id = ?1;

-- name: source_problem
-- id, problem, at, next_at
UPDATE source SET problem = ?2, problem_at = ?3, next_at = ?4 WHERE id = ?1;

-- name: source_polled
-- id, cursor, reached_at, polled_at
UPDATE source SET cursor = CASE WHEN cursor > ?2 THEN cursor ELSE ?2 END,
	reached_at = ?3, polled_at = ?4,
	problem = NULL, problem_at = NULL
WHERE id = ?1;

-- name: source_cursor
-- id
SELECT cursor, reached_at FROM source WHERE id = ?1;

-- name: source_advance
-- id, cursor
UPDATE source SET cursor = ?2 WHERE id = ?1 AND cursor > 0 AND cursor < ?2;

-- name: source_lease
-- id, owner, until, now, polled_at, problem_at, user_id: taken if nobody else
-- holds it and nothing has happened to it since these were read
UPDATE source SET lease = ?2, lease_until = ?3
WHERE id = ?1 AND (lease IS NULL OR lease = ?2 OR lease_until < ?4)
	AND removed = 0 AND coalesce(polled_at, 0) = ?5
	AND coalesce(problem_at, 0) = ?6 AND coalesce(user_id, 0) = ?7;

-- name: source_renew
-- owner, until
UPDATE source SET lease_until = ?2 WHERE lease = ?1;

-- name: source_release
-- id, owner
UPDATE source SET lease = NULL, lease_until = 0
WHERE id = ?1 AND lease = ?2;

-- name: source_release_all
-- owner
UPDATE source SET lease = NULL, lease_until = 0 WHERE lease = ?1;

-- name: source_leased_by_others
-- owner, now
SELECT count(*) FROM source
WHERE lease IS NOT NULL AND lease <> ?1 AND lease_until >= ?2;

-- name: group_add
-- group, source_id
INSERT INTO source_group (name, source_id) VALUES (?1, ?2)
ON CONFLICT (name, source_id) DO NOTHING;

-- name: group_remove
-- group, source_id
DELETE FROM source_group WHERE name = ?1 AND source_id = ?2;

-- name: groups_of_source
SELECT name FROM source_group WHERE source_id = ?1 ORDER BY name;

-- name: group_users
-- group; where X was not asked yet who a handle is, the archive may know
SELECT k.user_id FROM (
	SELECT coalesce(s.user_id, (SELECT h.id FROM "user" h
		WHERE h.handle = s.handle
		ORDER BY coalesce(h.profile_at, 0) DESC LIMIT 1)) AS user_id
	FROM source_group g JOIN source s ON s.id = g.source_id
	WHERE g.name = ?1) k
WHERE k.user_id IS NOT NULL;

-- name: walk_find
-- source_id, kind
SELECT since_id, top_id, bottom_id, token, left_posts, pages, posts,
	started_at
FROM walk WHERE source_id = ?1 AND kind = ?2;

-- name: walk_put
-- source_id, kind, since_id, top_id, bottom_id, token, left_posts, pages,
-- posts, started_at
INSERT INTO walk (source_id, kind, since_id, top_id, bottom_id, token,
	left_posts, pages, posts, started_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (source_id, kind) DO UPDATE SET since_id = excluded.since_id,
	top_id = excluded.top_id, bottom_id = excluded.bottom_id,
	token = excluded.token, left_posts = excluded.left_posts,
	pages = excluded.pages, posts = excluded.posts,
	started_at = excluded.started_at;

-- name: walk_delete
-- source_id, kind
DELETE FROM walk WHERE source_id = ?1 AND kind = ?2;

-- name: coverage_touching
-- source_id, from_at, to_at: the spans that meet this one
SELECT from_at, to_at, reason FROM coverage
WHERE source_id = ?1 AND from_at <= ?3 AND to_at >= ?2 ORDER BY from_at;

-- name: coverage_cut
-- source_id, from_at, to_at: the same spans
DELETE FROM coverage WHERE source_id = ?1 AND from_at <= ?3 AND to_at >= ?2;

-- name: coverage_put
-- source_id, from_at, to_at, state, reason
INSERT INTO coverage (source_id, from_at, to_at, state, reason)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: coverage_first
-- source_id: the oldest second that was seen
SELECT from_at FROM coverage WHERE source_id = ?1 AND state = 'seen'
ORDER BY from_at LIMIT 1;

-- name: coverage_of_source
-- source_id, from_at, to_at: oldest first
SELECT from_at, to_at, reason FROM coverage
WHERE source_id = ?1 AND from_at < ?3 AND to_at > ?2 ORDER BY from_at;

-- name: coverage_of_users
-- every span of timelines, by account, with the account's first second
SELECT s.user_id, c.from_at, c.to_at, c.state, u.created_at
FROM source s JOIN coverage c ON c.source_id = s.id
	LEFT JOIN "user" u ON u.id = s.user_id
WHERE s.kind = 'timeline' AND s.user_id IS NOT NULL
ORDER BY s.user_id, c.from_at;

-- name: poll_day_add
-- source_id, day, polls, requests, posts
INSERT INTO poll_day (source_id, day, polls, requests, posts)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (source_id, day) DO UPDATE SET
	polls = poll_day.polls + excluded.polls,
	requests = poll_day.requests + excluded.requests,
	posts = poll_day.posts + excluded.posts;

-- name: poll_days_of_source
-- source_id, first day: posts brought and requests made since
SELECT coalesce(sum(posts), 0), coalesce(sum(requests), 0) FROM poll_day
WHERE source_id = ?1 AND day >= ?2;

-- name: poll_day_rate
-- source_id, first day: posts that polls brought, first day with a poll
SELECT coalesce(sum(posts), 0), min(day) FROM poll_day
WHERE source_id = ?1 AND day >= ?2;

-- name: source_health
-- now: held now, held by who let the time pass, with a problem, all
SELECT coalesce(sum(lease IS NOT NULL AND lease_until >= ?1), 0),
	coalesce(sum(lease IS NOT NULL AND lease_until < ?1), 0),
	coalesce(sum(problem IS NOT NULL), 0), count(*)
FROM source WHERE removed = 0;
