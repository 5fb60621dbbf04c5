-- Sums of whole weeks, so that a report over years reads a seventh of the rows.
CREATE TABLE week_sum (
	author_id BIGINT NOT NULL, -- the account
	monday INTEGER NOT NULL, -- first day of the week, as day_sum counts them
	sums BLOB NOT NULL, -- those of its days, as in day_sum
	PRIMARY KEY (author_id, monday)
) /* clustered */;

-- Weeks are made of days by the next command that brings the sums up to date.
INSERT INTO meta (name, value) SELECT 'weeks', 'due'
WHERE EXISTS (SELECT 1 FROM day_sum);
