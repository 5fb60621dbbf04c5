-- What reports count of an account's posts, packed as store/pack.h says: a
-- row an account and 30 days (UTC), so that any window of any accounts is
-- read without going through the posts themselves.  Made from post and score
-- when the account is scored, or when counters of its posts changed.
CREATE TABLE pack (
	author_id BIGINT NOT NULL, -- the account
	block BIGINT NOT NULL, -- which 30 days: seconds since 1970 / 2592000
	posts BLOB NOT NULL, -- its posts of these days
	PRIMARY KEY (author_id, block)
) /* clustered */;

ALTER TABLE "user" ADD COLUMN unpacked INTEGER NOT NULL DEFAULT 1; -- not 0:
	-- its packs are due
CREATE INDEX user_unpacked ON "user" (id) WHERE unpacked <> 0;

CREATE TRIGGER post_counters_unpack
AFTER UPDATE OF reposts, replies, likes, quotes, impressions ON post BEGIN
	UPDATE "user" SET unpacked = 1
	WHERE id = new.author_id AND unpacked = 0;
END;
