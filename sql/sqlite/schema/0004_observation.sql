-- Observations: a few weeks of watching a roster of accounts for a purpose.
-- At most one runs at a time.  Times of begin and end are those of whole days
-- of the report zone.
CREATE TABLE observation (
	id INTEGER PRIMARY KEY, -- row
	name TEXT NOT NULL UNIQUE, -- what the user calls it
	goal TEXT, -- what it is to find out, in the user's words
	width REAL NOT NULL, -- an account is seen enough when the 90 %
		-- interval of its give share is at most this wide, or its
		-- tier sure
	started_at BIGINT NOT NULL, -- when it was begun; its days begin with
		-- that day
	ends_at BIGINT NOT NULL, -- first second that is no longer of it, by
		-- plan
	ended_at BIGINT, -- when it was ended and frozen; NULL: it runs
	budget BIGINT, -- most that fetches may spend on it, millionths of a
		-- dollar; NULL: no cap
	timezone TEXT, -- report zone when it was frozen
	model TEXT, -- version of the model that judged what is frozen
	weights TEXT -- version of its weights
);
CREATE UNIQUE INDEX observation_running ON observation ((1))
	WHERE ended_at IS NULL;

-- The roster of an observation, with its versions: a row for each time that
-- an account was in it.  An account that has not been read yet is known by
-- its source alone.
CREATE TABLE observation_account (
	id INTEGER PRIMARY KEY, -- row
	observation_id BIGINT NOT NULL, -- the observation
	source_id BIGINT, -- timeline that is watched; NULL: none was
	user_id BIGINT, -- account; NULL: not known when it joined, see the
		-- source
	joined_at BIGINT NOT NULL, -- since when it is in the roster
	left_at BIGINT, -- until when; NULL: still
	coverage REAL -- frozen: share of the time that was seen; NULL: unknown
);
CREATE INDEX observation_account_of ON observation_account (observation_id);
CREATE INDEX observation_account_user ON observation_account (user_id);

-- Frozen at the end: the sums of an account and day, as in day_sum.
CREATE TABLE observation_day (
	observation_id BIGINT NOT NULL, -- the observation
	author_id BIGINT NOT NULL, -- the account
	day INTEGER NOT NULL, -- days since 1970 in the report zone then
	sums BLOB NOT NULL, -- as in day_sum
	PRIMARY KEY (observation_id, author_id, day)
) /* clustered */;
CREATE INDEX observation_day_author ON observation_day (author_id);

-- Frozen at the end: which posts counted, and as what.  No text: that is
-- looked up, as long as the post stands.
CREATE TABLE observation_post (
	observation_id BIGINT NOT NULL, -- the observation
	author_id BIGINT NOT NULL, -- who wrote it
	post_id BIGINT NOT NULL, -- X's id of the post
	class INTEGER NOT NULL, -- as in score
	weight REAL NOT NULL, -- as in score
	give REAL NOT NULL, -- as in score
	take REAL NOT NULL, -- as in score
	withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: it has gone since, if only
		-- for a while
	PRIMARY KEY (observation_id, author_id, post_id)
) /* clustered */;
CREATE INDEX observation_post_id ON observation_post (post_id);
CREATE INDEX observation_post_author ON observation_post (author_id);
CREATE INDEX observation_post_gone ON observation_post (observation_id)
	WHERE withdrawn = 1;

CREATE TRIGGER post_withdrawn_delete AFTER DELETE ON post BEGIN
	UPDATE observation_post SET withdrawn = 1 WHERE post_id = old.id;
END;

CREATE TRIGGER post_withdrawn_state AFTER UPDATE OF state ON post
WHEN new.state <> 0 AND old.state = 0 BEGIN
	UPDATE observation_post SET withdrawn = 1 WHERE post_id = new.id;
END;

-- Which observation a request was made for, and what each has cost so far:
-- spent rows of kind observation, keyed by its row.
ALTER TABLE ledger ADD COLUMN observation_id BIGINT; -- observation it counts for
CREATE INDEX ledger_observation ON ledger (observation_id)
	WHERE observation_id IS NOT NULL;

CREATE TRIGGER ledger_observed_insert AFTER INSERT ON ledger
WHEN new.observation_id IS NOT NULL BEGIN
	INSERT INTO spent (kind, key, amount)
	VALUES ('observation', new.observation_id, 0)
	ON CONFLICT (kind, key) DO NOTHING;
	UPDATE spent SET amount = amount
		+ iif(new.state = 'reserved', new.reserved, new.gross)
	WHERE kind = 'observation' AND key = new.observation_id;
END;

CREATE TRIGGER ledger_observed_update AFTER UPDATE ON ledger
WHEN new.observation_id IS NOT NULL BEGIN
	UPDATE spent SET amount = amount
		+ iif(new.state = 'reserved', new.reserved, new.gross)
		- iif(old.state = 'reserved', old.reserved, old.gross)
	WHERE kind = 'observation' AND key = new.observation_id;
END;

CREATE TRIGGER ledger_observed_delete AFTER DELETE ON ledger
WHEN old.observation_id IS NOT NULL BEGIN
	UPDATE spent SET amount = amount
		- iif(old.state = 'reserved', old.reserved, old.gross)
	WHERE kind = 'observation' AND key = old.observation_id;
END;
