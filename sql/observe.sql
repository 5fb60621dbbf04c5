-- Observations: their roster, journal, money, and what is frozen at the end.

-- name: observation_insert
-- name, goal, width, started_at, ends_at, budget
INSERT INTO observation (name, goal, width, started_at, ends_at, budget)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: observation_by_id
-- in the columns of all observation_*
SELECT id, name, goal, width, started_at, ends_at, ended_at, budget, timezone,
	model, weights
FROM observation WHERE id = ?1;

-- name: observation_by_name
-- in the columns of all observation_*
SELECT id, name, goal, width, started_at, ends_at, ended_at, budget, timezone,
	model, weights
FROM observation WHERE name = ?1;

-- name: observation_current
-- the one that runs, else the one that ended last
SELECT id, name, goal, width, started_at, ends_at, ended_at, budget, timezone,
	model, weights
FROM observation ORDER BY ended_at IS NOT NULL, ended_at DESC LIMIT 1;

-- name: observation_list
SELECT id, name, goal, width, started_at, ends_at, ended_at, budget, timezone,
	model, weights
FROM observation ORDER BY started_at, id;

-- name: observation_end
-- id, ended_at, timezone, model, weights
UPDATE observation SET ended_at = ?2, timezone = ?3, model = ?4, weights = ?5
WHERE id = ?1 AND ended_at IS NULL;

-- name: observation_budget
-- id, budget
UPDATE observation SET budget = ?2 WHERE id = ?1;

-- name: observation_roster
-- observation: every stay of every account, in the order of joining; where X
-- was not asked yet who a handle is, the archive may know
SELECT a.id, a.source_id, u.id, coalesce(u.username, s.handle), a.joined_at,
	a.left_at, a.coverage
FROM observation_account a LEFT JOIN source s ON s.id = a.source_id
	LEFT JOIN "user" u ON u.id = coalesce(a.user_id, s.user_id,
		(SELECT h.id FROM "user" h WHERE h.handle = s.handle
			ORDER BY coalesce(h.profile_at, 0) DESC LIMIT 1))
WHERE a.observation_id = ?1 ORDER BY a.joined_at, a.id;

-- name: observation_join
-- observation, source_id, user_id, at: unless it is in the roster
INSERT INTO observation_account (observation_id, source_id, user_id, joined_at)
SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (
	SELECT 1 FROM observation_account a
	LEFT JOIN source s ON s.id = a.source_id
	WHERE a.observation_id = ?1 AND a.left_at IS NULL
		AND (a.source_id = ?2
			OR coalesce(a.user_id, s.user_id) = ?3));

-- name: observation_leave
-- observation, source_id, user_id, at
UPDATE observation_account SET left_at = ?4
WHERE observation_id = ?1 AND left_at IS NULL AND (source_id = ?2
	OR user_id = ?3);

-- name: observation_group
-- group: the timelines in it
SELECT s.id, s.user_id FROM source_group g JOIN source s ON s.id = g.source_id
WHERE g.name = ?1 AND s.kind = 'timeline' AND s.removed = 0;

-- name: observation_timeline
-- handle, user_id: the timeline that is watched
SELECT id, user_id FROM source
WHERE kind = 'timeline' AND removed = 0
	AND (handle = ?1 OR user_id = ?2);

-- name: observation_of_source
-- source, now: the running observation that a request for the source counts
-- for, its budget, and what it has cost; requests for no source in particular
-- (parents, profiles) count too
SELECT o.id, o.budget, coalesce((SELECT amount FROM spent
	WHERE kind = 'observation' AND key = o.id), 0)
FROM observation o
WHERE o.ended_at IS NULL AND o.ends_at > ?2 AND (?1 IS NULL OR EXISTS (
	SELECT 1 FROM observation_account a
	WHERE a.observation_id = o.id AND a.left_at IS NULL
		AND (a.source_id = ?1 OR a.user_id = (
			SELECT s.user_id FROM source s WHERE s.id = ?1))));

-- name: observation_spent
-- observation, first UTC day, last UTC day: all, and on these days
SELECT coalesce((SELECT amount FROM spent
		WHERE kind = 'observation' AND key = ?1), 0),
	coalesce((SELECT sum(CASE WHEN state = 'reserved' THEN reserved
			ELSE gross END)
		FROM ledger WHERE observation_id = ?1
			AND day BETWEEN ?2 AND ?3), 0);

-- name: observation_freeze_account
-- row of the roster, user_id, coverage
UPDATE observation_account SET user_id = ?2, coverage = ?3 WHERE id = ?1;

-- name: observation_freeze_days
-- observation, author_id, first day, last day
INSERT INTO observation_day (observation_id, author_id, day, sums)
SELECT ?1, author_id, day, sums FROM day_sum
WHERE author_id = ?2 AND day BETWEEN ?3 AND ?4;

-- name: observation_freeze_posts
-- observation, author_id, first second, first second after
INSERT INTO observation_post (observation_id, author_id, post_id, class,
	weight, give, take)
SELECT ?1, p.author_id, p.id, s.class, s.weight, s.give, s.take
FROM post p CROSS JOIN score s ON s.rid = p.rid
WHERE p.author_id = ?2 AND p.created_at >= ?3 AND p.created_at < ?4;

-- name: observation_days_of
-- author_id, first day, last day, observation: as day_sums_of
SELECT day, sums FROM observation_day
WHERE observation_id = ?4 AND author_id = ?1 AND day BETWEEN ?2 AND ?3;

-- name: observation_posts
-- observation: posts that were frozen
SELECT count(*) FROM observation_post WHERE observation_id = ?1;

-- name: observation_withdrawn
-- observation: those that are not there any more
SELECT count(*) FROM observation_post o
WHERE o.observation_id = ?1 AND o.withdrawn = 1 AND NOT EXISTS (
	SELECT 1 FROM post p WHERE p.id = o.post_id AND p.state = 0);

-- name: observation_forget_accounts
-- user_id: erased with all that was frozen of it
DELETE FROM observation_account
WHERE user_id = ?1 OR source_id IN (SELECT id FROM source
	WHERE user_id = ?1);

-- name: observation_forget_days
DELETE FROM observation_day WHERE author_id = ?1;

-- name: observation_forget_posts
DELETE FROM observation_post WHERE author_id = ?1;

-- name: notes_between
-- observation, from, to: notes of that time on it, on posts and on accounts
SELECT n.kind, n.subject_id, n.text, n.at FROM note n
WHERE (n.kind <> 'observation' OR n.subject_id = ?1)
	AND n.at >= ?2 AND n.at < ?3
ORDER BY n.at, n.id;

-- name: observation_posts_frozen
-- observation, author_id: what counted, and as what
SELECT post_id, class, weight * give, weight * take FROM observation_post
WHERE observation_id = ?1 AND author_id = ?2
ORDER BY post_id;

-- name: observation_posts_of
-- observation, author_id, 1: gives, 0: takes, first second, last second, how
-- many: of what was frozen and still stands, those that weigh most
SELECT o.post_id FROM observation_post o CROSS JOIN post p ON p.id = o.post_id
WHERE o.observation_id = ?1 AND o.author_id = ?2 AND p.state = 0
	AND p.created_at BETWEEN ?4 AND ?5
	AND CASE WHEN ?3 = 1 THEN o.give ELSE o.take END > 0
ORDER BY CASE WHEN ?3 = 1 THEN o.give ELSE o.take END * o.weight DESC,
	o.post_id DESC
LIMIT ?6;
