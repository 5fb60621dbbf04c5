-- Leaderboards as the screen showed them last: what the next start begins
-- with, until the sums have been read anew.
CREATE TABLE shown (
	name TEXT PRIMARY KEY NOT NULL, -- which: days, then the group
	at BIGINT NOT NULL, -- when it was worked out
	rows BLOB NOT NULL -- its lines, in a form of the program's own
) /* clustered */;

-- Who is erased is in none of them.
CREATE TRIGGER user_shown_delete AFTER DELETE ON "user" BEGIN
	DELETE FROM shown;
END;
