-- What a post has none of is not looked for, which is most of what judging an
-- account would read.
ALTER TABLE post ADD COLUMN parts INTEGER NOT NULL DEFAULT 15; -- bits: it may
	-- have links 1, mentions 2, tags 4, media 8
