-- Who is due for scoring.  The order of the joins is said (cross join): the
-- engine would rather read every reference of the archive.

-- name: users_touch_referrers
-- Authors of posts that refer to posts of accounts that changed (1) are due
-- too; that they are (2) makes nobody else due.
UPDATE "user" SET dirty = 2
WHERE dirty = 0 AND id IN (
	SELECT r.author_id FROM "user" u CROSS JOIN post p CROSS JOIN post r
	WHERE u.dirty = 1 AND u.dirty <> 0 AND p.author_id = u.id
		AND r.reply_to_id = p.id
	UNION
	SELECT r.author_id FROM "user" u CROSS JOIN post p CROSS JOIN post r
	WHERE u.dirty = 1 AND u.dirty <> 0 AND p.author_id = u.id
		AND r.quote_of_id = p.id
	UNION
	SELECT r.author_id FROM "user" u CROSS JOIN post p CROSS JOIN post r
	WHERE u.dirty = 1 AND u.dirty <> 0 AND p.author_id = u.id
		AND r.repost_of_id = p.id);
