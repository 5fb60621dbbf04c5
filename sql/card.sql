-- What others said to an account, as far as the archive holds it.

-- name: replies_to_author
-- author_id: posts of others that reply to its posts
SELECT r.id, r.author_id, r.created_at, r.text
FROM post p JOIN post r ON r.reply_to_id = p.id
WHERE p.author_id = ?1 AND r.author_id <> ?1 AND r.state = 0
	AND r.superseded_by IS NULL AND r.repost_of_id IS NULL;
