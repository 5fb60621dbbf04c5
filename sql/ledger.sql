-- name: ledger_reserve
-- run_id, source_id, at, day, endpoint, purpose, reserved
INSERT INTO ledger (run_id, source_id, at, day, endpoint, purpose, state,
	reserved)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'reserved', ?7);

-- name: ledger_settle
-- id, status, gross, net, posts, users, others, included_posts,
-- included_users
UPDATE ledger SET state = 'settled', status = ?2, gross = ?3, net = ?4,
	posts = ?5, users = ?6, others = ?7, included_posts = ?8,
	included_users = ?9
WHERE id = ?1;

-- name: ledger_drop
-- id: a request that cost nothing and brought nothing leaves no row
DELETE FROM ledger WHERE id = ?1;

-- name: ledger_spent
-- run_id, day, first day of the month: what counts as spent in the run, on
-- the day and in the month; gross, for the free second look is no promise
SELECT
	coalesce(sum(CASE WHEN run_id = ?1 THEN spent ELSE 0 END), 0),
	coalesce(sum(CASE WHEN day = ?2 THEN spent ELSE 0 END), 0),
	coalesce(sum(spent), 0)
FROM (SELECT run_id, day,
		CASE WHEN state = 'reserved' THEN reserved ELSE gross END
			AS spent
	FROM ledger WHERE day >= ?3 OR run_id = ?1) AS recent;

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
