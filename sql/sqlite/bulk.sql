-- Large imports go without these indexes and make them at the end,
-- which takes a fraction of the time.  The two lists and the schema say the
-- same; tests/unit/test_bulk.c compares.

-- name: bulk_drop_author
DROP INDEX IF EXISTS post_author;
-- name: bulk_drop_time
DROP INDEX IF EXISTS post_time;
-- name: bulk_drop_conversation
DROP INDEX IF EXISTS post_conversation;
-- name: bulk_drop_reply
DROP INDEX IF EXISTS post_reply;
-- name: bulk_drop_quote
DROP INDEX IF EXISTS post_quote;
-- name: bulk_drop_repost
DROP INDEX IF EXISTS post_repost;
-- name: bulk_drop_site
DROP INDEX IF EXISTS link_site;

-- name: bulk_make_author
CREATE INDEX IF NOT EXISTS post_author ON post (author_id, id);
-- name: bulk_make_time
CREATE INDEX IF NOT EXISTS post_time ON post (created_at);
-- name: bulk_make_conversation
CREATE INDEX IF NOT EXISTS post_conversation ON post (conversation_id)
	WHERE conversation_id IS NOT NULL;
-- name: bulk_make_reply
CREATE INDEX IF NOT EXISTS post_reply ON post (reply_to_id)
	WHERE reply_to_id IS NOT NULL;
-- name: bulk_make_quote
CREATE INDEX IF NOT EXISTS post_quote ON post (quote_of_id)
	WHERE quote_of_id IS NOT NULL;
-- name: bulk_make_repost
CREATE INDEX IF NOT EXISTS post_repost ON post (repost_of_id)
	WHERE repost_of_id IS NOT NULL;
-- name: bulk_make_site
CREATE INDEX IF NOT EXISTS link_site ON link (site) WHERE site IS NOT NULL;

-- name: bulk_fts_memory
-- bytes of words that the full-text index gathers before it writes
INSERT INTO post_fts (post_fts, rank) VALUES ('hashsize', ?1);

-- name: bulk_fts_merge
-- pieces of a size at which the full-text index begins to merge them; 0: it
-- only merges what would be too many
INSERT INTO post_fts (post_fts, rank) VALUES ('automerge', ?1);

-- name: bulk_top
-- about how many posts there are
SELECT coalesce(max(rid), 0) FROM post;
