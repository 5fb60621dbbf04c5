-- name: scorer_find
-- model, weights
SELECT id FROM scorer WHERE model = ?1 AND weights = ?2;

-- name: scorer_insert
-- model, weights, made_at
INSERT INTO scorer (model, weights, made_at) VALUES (?1, ?2, ?3);

-- name: score_put
-- rid, class, probs, flags, weight, give, take, scorer_id, own_version
INSERT INTO score (rid, class, probs, flags, weight, give, take, scorer_id,
	own_version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (rid) DO UPDATE SET class = excluded.class,
	probs = excluded.probs, flags = excluded.flags,
	weight = excluded.weight, give = excluded.give, take = excluded.take,
	scorer_id = excluded.scorer_id, own_version = excluded.own_version;

-- name: score_find
-- rid
SELECT s.class, s.probs, s.flags, s.weight, s.give, s.take, v.model,
	v.weights, s.own_version
FROM score s JOIN scorer v ON v.id = s.scorer_id WHERE s.rid = ?1;

-- name: scores_drop_gone
-- author_id: scores of posts that no longer stand
DELETE FROM score WHERE rid IN (SELECT rid FROM post
	WHERE author_id = ?1 AND (state <> 0 OR superseded_by IS NOT NULL));

-- name: day_sum_drop
-- author_id
DELETE FROM day_sum WHERE author_id = ?1;

-- name: day_sum_put
-- author_id, day, sums
INSERT INTO day_sum (author_id, day, sums) VALUES (?1, ?2, ?3)
ON CONFLICT (author_id, day) DO UPDATE SET sums = excluded.sums;

-- name: day_sum_next
-- author_id: the next one that has sums
SELECT author_id FROM day_sum WHERE author_id > ?1
ORDER BY author_id LIMIT 1;

-- name: day_sums_of
-- author_id, first day, last day
SELECT day, sums FROM day_sum
WHERE author_id = ?1 AND day BETWEEN ?2 AND ?3;

-- name: week_sum_drop
-- author_id
DELETE FROM week_sum WHERE author_id = ?1;

-- name: week_sum_put
-- author_id, monday, sums
INSERT INTO week_sum (author_id, monday, sums) VALUES (?1, ?2, ?3);

-- name: window_sums_of
-- author_id, first day, last day, first Monday, first day that is read alone
-- again: days, the whole weeks from that Monday on as rows of their Mondays
-- (or as days, of an account without weeks: asked before any day is read), and
-- days
SELECT day, sums FROM day_sum
WHERE author_id = ?1 AND day >= ?2 AND day < ?4 AND day <= ?3
UNION ALL SELECT monday, sums FROM week_sum
WHERE author_id = ?1 AND monday >= ?4 AND monday < ?5
UNION ALL SELECT day, sums FROM day_sum
WHERE author_id = CASE WHEN NOT EXISTS (SELECT 1 FROM week_sum
		WHERE author_id = ?1) THEN ?1 END
	AND day >= ?4 AND day < ?5
UNION ALL SELECT day, sums FROM day_sum
WHERE author_id = ?1 AND day >= ?5 AND day <= ?3;

-- name: own_of_user
-- user_id
SELECT what, status, by_user, reason FROM own
WHERE user_id = ?1 ORDER BY what;

-- name: own_put
-- user_id, what, status, by_user, reason, at
INSERT INTO own (user_id, what, status, by_user, reason, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (user_id, what) DO UPDATE SET status = excluded.status,
	by_user = excluded.by_user, reason = excluded.reason,
	at = excluded.at;

-- name: own_drop_found
-- user_id: what was found, not what the user said
DELETE FROM own WHERE user_id = ?1 AND by_user = 0;

-- name: label_any
-- one row if there is any label
SELECT post_id FROM user_label LIMIT 1;

-- name: label_find
-- post id
SELECT class, flags, labeller, at FROM user_label WHERE post_id = ?1;
