-- What the user said: ownership and labels; and the sample of an audit.

-- name: own_forget
-- user_id, what: the user's word on one thing
DELETE FROM own WHERE user_id = ?1 AND what = ?2 AND by_user = 1;

-- name: own_clear
-- user_id: all that the user said
DELETE FROM own WHERE user_id = ?1 AND by_user = 1;

-- name: own_all
SELECT o.user_id, u.username, o.what, o.status, o.by_user, o.reason
FROM own o LEFT JOIN "user" u ON u.id = o.user_id
ORDER BY coalesce(u.handle, ''), o.user_id,
	o.by_user DESC, o.status, o.what;

-- name: own_list
-- user_id
SELECT o.user_id, u.username, o.what, o.status, o.by_user, o.reason
FROM own o LEFT JOIN "user" u ON u.id = o.user_id
WHERE o.user_id = ?1 ORDER BY o.by_user DESC, o.status, o.what;

-- name: label_put
-- post_id, class, flags, labeller, at
INSERT INTO user_label (post_id, class, flags, labeller, at)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (post_id) DO UPDATE SET class = excluded.class,
	flags = excluded.flags, labeller = excluded.labeller,
	at = excluded.at;

-- name: label_drop
-- post_id
DELETE FROM user_label WHERE post_id = ?1;

-- name: label_list
SELECT l.post_id, l.class, l.flags, l.labeller, l.at, u.username, p.text,
	p.state
FROM user_label l LEFT JOIN post p ON p.id = l.post_id
	LEFT JOIN "user" u ON u.id = p.author_id
ORDER BY l.at, l.post_id;

-- name: audit_forget
DELETE FROM audit;

-- name: audit_put
-- post_id, n, guess, weight
INSERT INTO audit (post_id, n, guess, weight) VALUES (?1, ?2, ?3, ?4);

-- name: audit_skip
-- post_id, skipped
UPDATE audit SET skipped = ?2 WHERE post_id = ?1;

-- name: audit_list
-- with the label of each, if it has one
SELECT a.post_id, a.guess, a.weight, a.skipped, l.class
FROM audit a LEFT JOIN user_label l ON l.post_id = a.post_id
ORDER BY a.n;

-- name: audit_candidates
-- author_id: standing posts with their classes, in the order of their ids
SELECT p.id, s.class, s.flags FROM post p JOIN score s ON s.rid = p.rid
WHERE p.author_id = ?1 ORDER BY p.id;

-- name: scores_of_author
-- author_id: what sums are rebuilt from with other masses
SELECT s.class, s.probs, s.flags, s.weight
FROM post p JOIN score s ON s.rid = p.rid
WHERE p.author_id = ?1 ORDER BY p.id;

-- name: users_scored
-- accounts whose scores are stored
SELECT id FROM "user" WHERE scored_at IS NOT NULL ORDER BY id;
