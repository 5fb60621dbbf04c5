-- Spans of ids between posts that were read while they were young: a post
-- that X shows late would stand there.  Each is asked for once more when it
-- has aged, which is free where nothing came, and then leaves the table.
CREATE TABLE late (
	source_id BIGINT NOT NULL, -- source that was read
	until_id BIGINT NOT NULL, -- the post above the span
	since_id BIGINT NOT NULL, -- the post below it
	PRIMARY KEY (source_id, until_id)
) /* clustered */;
