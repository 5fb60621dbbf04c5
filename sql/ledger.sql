-- name: ledger_reserve
-- run_id, source_id, at, day, endpoint, purpose, reserved, observation
INSERT INTO ledger (run_id, source_id, at, day, endpoint, purpose, state,
	reserved, observation_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'reserved', ?7, ?8);

-- name: ledger_tally
-- day, source_id, run_id, endpoint: the row that more is added to
SELECT id FROM ledger
WHERE day = ?1 AND source_id IS ?2 AND run_id = ?3 AND endpoint = ?4
	AND state = 'settled'
ORDER BY id DESC LIMIT 1;

-- name: ledger_settle
-- id, status, gross, net, posts, users, others, included_posts,
-- included_users
UPDATE ledger SET state = 'settled', status = ?2, gross = ?3, net = ?4,
	posts = ?5, users = ?6, others = ?7, included_posts = ?8,
	included_users = ?9
WHERE id = ?1;

-- name: ledger_add
-- id, status, gross, net, posts, users, included_posts, included_users
UPDATE ledger SET state = 'settled', status = ?2, gross = gross + ?3,
	net = net + ?4, posts = posts + ?5, users = users + ?6,
	included_posts = included_posts + ?7,
	included_users = included_users + ?8
WHERE id = ?1;

-- name: ledger_drop
-- id: a request that cost nothing and brought nothing leaves no row
DELETE FROM ledger WHERE id = ?1;

-- name: ledger_same
-- id: another row for the same source, endpoint and day
SELECT o.id FROM ledger l JOIN ledger o ON o.day = l.day
	AND o.source_id = l.source_id AND o.endpoint = l.endpoint
WHERE l.id = ?1 AND o.id <> l.id AND o.state = 'settled'
ORDER BY o.id DESC LIMIT 1;

-- name: ledger_spent
-- run_id, day, first day of the month, observation: what counts as spent in
-- the run, on the day, in the month and on the observation; gross, for the
-- free second look is no promise
SELECT
	coalesce((SELECT amount FROM spent WHERE kind = 'run' AND key = ?1), 0),
	coalesce((SELECT amount FROM spent WHERE kind = 'day' AND key = ?2), 0),
	coalesce((SELECT sum(amount) FROM spent
		WHERE kind = 'day' AND key >= ?3), 0),
	coalesce((SELECT amount FROM spent
		WHERE kind = 'observation' AND key = ?4), 0);

-- name: billed_insert
-- day, kind, id
INSERT INTO billed (day, kind, id) VALUES (?1, ?2, ?3)
ON CONFLICT (day, kind, id) DO NOTHING;

-- name: billed_purge
-- day
DELETE FROM billed WHERE day < ?1;

-- name: ledger_of_run
-- run_id
SELECT coalesce(sum(CASE WHEN state = 'reserved' THEN reserved ELSE gross
		END), 0),
	coalesce(sum(CASE WHEN state = 'reserved' THEN reserved ELSE net
		END), 0),
	count(*)
FROM ledger WHERE run_id = ?1;

-- name: cost_by_day
-- first day, last day: what was spent, in the columns of all cost_by_*
SELECT l.day, NULL,
	sum(l.gross), sum(l.net),
	sum(CASE WHEN l.state = 'reserved' THEN l.reserved ELSE 0 END),
	count(*), sum(l.posts), sum(l.users), sum(l.others),
	sum(l.included_posts), sum(l.included_users)
FROM ledger l WHERE l.day >= ?1 AND l.day <= ?2
GROUP BY l.day ORDER BY l.day;

-- name: cost_by_kind
-- first day, last day
SELECT NULL, l.purpose,
	sum(l.gross), sum(l.net),
	sum(CASE WHEN l.state = 'reserved' THEN l.reserved ELSE 0 END),
	count(*), sum(l.posts), sum(l.users), sum(l.others),
	sum(l.included_posts), sum(l.included_users)
FROM ledger l WHERE l.day >= ?1 AND l.day <= ?2
GROUP BY l.purpose ORDER BY sum(l.gross) DESC, l.purpose;

-- name: cost_by_source
-- first day, last day
SELECT l.source_id, l.purpose,
	sum(l.gross), sum(l.net),
	sum(CASE WHEN l.state = 'reserved' THEN l.reserved ELSE 0 END),
	count(*), sum(l.posts), sum(l.users), sum(l.others),
	sum(l.included_posts), sum(l.included_users)
FROM ledger l WHERE l.day >= ?1 AND l.day <= ?2
GROUP BY l.source_id, CASE WHEN l.source_id IS NULL THEN l.purpose END
ORDER BY sum(l.gross) DESC, l.source_id;

-- name: cost_by_run
-- first day, last day
SELECT l.run_id, (SELECT r.command FROM run r WHERE r.id = l.run_id),
	sum(l.gross), sum(l.net),
	sum(CASE WHEN l.state = 'reserved' THEN l.reserved ELSE 0 END),
	count(*), sum(l.posts), sum(l.users), sum(l.others),
	sum(l.included_posts), sum(l.included_users)
FROM ledger l WHERE l.day >= ?1 AND l.day <= ?2
GROUP BY l.run_id ORDER BY l.run_id;

-- name: ledger_posts_of_day
-- day: dollars for posts that were settled, after the dedup
SELECT coalesce(sum(net), 0) FROM ledger
WHERE day = ?1 AND (state = 'synced'
	OR state = 'settled' AND posts + included_posts > 0);

-- name: ledger_open_of_day
-- day: reservations of posts whose answer was never seen, oldest first
SELECT id, reserved FROM ledger
WHERE day = ?1 AND state = 'reserved' AND endpoint <> 'users'
	AND endpoint <> 'users/by' AND endpoint NOT LIKE '%/counts/%'
ORDER BY id;

-- name: ledger_open_others
-- day: reservations of days before it that X's count of posts says nothing of
SELECT count(*), coalesce(sum(reserved), 0) FROM ledger
WHERE day < ?1 AND state = 'reserved' AND (endpoint IN ('users', 'users/by')
	OR endpoint LIKE '%/counts/%');

-- name: ledger_sync
-- id, cost: what X's own count leaves for it
UPDATE ledger SET state = 'synced', gross = ?2, net = ?2 WHERE id = ?1;
