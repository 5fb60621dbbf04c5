-- The archive.  What only one engine understands is marked: /* clustered */
-- is a table stored in the order of its key (embed.awk knows how to say it).
-- Ids are X's, 64-bit; times are UTC seconds; money is in
-- millionths of a dollar; NULL means "not known".

-- Facts about the archive itself: report zone, when made.
CREATE TABLE meta (
	name TEXT PRIMARY KEY NOT NULL, -- what the fact is
	value TEXT NOT NULL -- the fact
) /* clustered */;

-- Accounts.  handle is username in lower case, for look-ups.  state is
-- public 0, deleted 1, protected 2, suspended 3, withheld 4, missing 5.
-- dirty: scores are due, since something of the account changed (1), or
-- something that its posts refer to (2).
CREATE TABLE "user" (
	id BIGINT PRIMARY KEY NOT NULL, -- X's id of the account
	username TEXT, -- handle as its owner writes it, without @
	handle TEXT, -- username in lower case, for look-ups
	name TEXT, -- display name
	description TEXT, -- profile text
	url TEXT, -- link of the profile, expanded
	created_at BIGINT, -- when the account was made
	pinned_id BIGINT, -- post pinned to the profile
	verified_type TEXT, -- blue, business, government or none
	followers BIGINT, -- accounts that follow it
	following BIGINT, -- accounts that it follows
	posts BIGINT, -- posts it has made, as X counts them
	listed BIGINT, -- lists it is in
	state INTEGER NOT NULL DEFAULT 0, -- public 0, deleted 1, protected 2,
		-- suspended 3, withheld 4, missing 5
	state_reason TEXT, -- what X said about that
	state_at BIGINT, -- when that was seen
	profile_at BIGINT, -- when the profile was last read; NULL: only its
		-- names are known
	scored_at BIGINT, -- when its posts were last scored
	dirty INTEGER NOT NULL DEFAULT 1, -- not 0: its scores are due
	own_version INTEGER NOT NULL DEFAULT 0
		-- grows when what belongs to it changes
) /* clustered */;
CREATE INDEX user_handle ON "user" (handle);
CREATE INDEX user_dirty ON "user" (id) WHERE dirty <> 0;

-- What a profile used to be: a row for each change, with the time until
-- which it was so.
CREATE TABLE profile_change (
	user_id BIGINT NOT NULL, -- the account
	until_at BIGINT NOT NULL, -- until when the profile was so
	username TEXT, -- handle then
	name TEXT, -- display name then
	description TEXT, -- profile text then
	url TEXT, -- link then
	followers BIGINT, -- followers then
	following BIGINT, -- accounts followed then
	posts BIGINT, -- posts then
	listed BIGINT, -- lists then
	PRIMARY KEY (user_id, until_at)
) /* clustered */;

-- Links in a profile's description.
CREATE TABLE profile_link (
	user_id BIGINT NOT NULL, -- the account
	n INTEGER NOT NULL, -- place among the links, from 0
	url TEXT NOT NULL, -- where it leads
	PRIMARY KEY (user_id, n)
) /* clustered */;

-- Posts.  rid grows with every row and is what other tables point to: ids
-- come newest first, and an append is several times faster than keeping the
-- rows in id order.  text is whole and unescaped, byte offsets elsewhere are
-- bytes of it.  The counters are the newest seen; older ones are in metric.
CREATE TABLE post (
	rid INTEGER PRIMARY KEY, -- row, in the order of arrival; other tables
		-- point to it
	id BIGINT NOT NULL UNIQUE, -- X's id of the post
	author_id BIGINT NOT NULL, -- who wrote it
	created_at BIGINT NOT NULL, -- when it was written
	text TEXT NOT NULL, -- whole text, unescaped; of a repost the
		-- original's where known
	lang TEXT, -- language as X takes it to be
	source TEXT, -- app it was sent from
	conversation_id BIGINT, -- first post of its thread
	reply_to_id BIGINT, -- post it answers
	reply_to_user_id BIGINT, -- account it answers
	quote_of_id BIGINT, -- post it quotes
	repost_of_id BIGINT, -- post it passes on
	edit_root BIGINT, -- first version of its edits; its own id if never
		-- edited
	superseded_by BIGINT, -- newer version of it
	truncated INTEGER NOT NULL DEFAULT 0, -- 1: the text is known to be cut
	sensitive INTEGER NOT NULL DEFAULT 0, -- 1: X calls its media sensitive
	paid INTEGER NOT NULL DEFAULT 0, -- 1: disclosed as a paid partnership
	included INTEGER NOT NULL DEFAULT 0,
		-- 1: came only because another post refers to it
	state INTEGER NOT NULL DEFAULT 0, -- public 0, deleted 1, protected 2,
		-- suspended 3, withheld 4, missing 5
	state_reason TEXT, -- what X said about that
	state_at BIGINT, -- when that was seen
	withheld TEXT, -- countries where X does not show it: DE,IN
	reposts BIGINT, -- reposts, newest count
	replies BIGINT, -- replies, newest count
	likes BIGINT, -- likes, newest count
	quotes BIGINT, -- quotes, newest count
	bookmarks BIGINT, -- bookmarks, newest count
	impressions BIGINT, -- views, newest count
	metrics_at BIGINT, -- when the counts were read
	seen_at BIGINT NOT NULL, -- when it was first read
	page_id BIGINT -- page that held it first
);
CREATE INDEX post_author ON post (author_id, id);
CREATE INDEX post_time ON post (created_at);
CREATE INDEX post_conversation ON post (conversation_id)
	WHERE conversation_id IS NOT NULL;
CREATE INDEX post_reply ON post (reply_to_id) WHERE reply_to_id IS NOT NULL;
CREATE INDEX post_quote ON post (quote_of_id) WHERE quote_of_id IS NOT NULL;
CREATE INDEX post_repost ON post (repost_of_id)
	WHERE repost_of_id IS NOT NULL;
CREATE INDEX post_edit ON post (edit_root) WHERE edit_root <> id;

-- Counters that a later look replaced: true until until_at.
CREATE TABLE metric (
	rid BIGINT NOT NULL, -- the post
	until_at BIGINT NOT NULL, -- until when the counts were so
	reposts BIGINT, -- reposts then
	replies BIGINT, -- replies then
	likes BIGINT, -- likes then
	quotes BIGINT, -- quotes then
	bookmarks BIGINT, -- bookmarks then
	impressions BIGINT, -- views then
	PRIMARY KEY (rid, until_at)
) /* clustered */;

-- Texts that an in-place correction replaced (a fuller or newer text of the
-- same id); edits on X have ids of their own.
CREATE TABLE revision (
	rid BIGINT NOT NULL, -- the post
	until_at BIGINT NOT NULL, -- until when the text was so
	text TEXT NOT NULL, -- the text then
	PRIMARY KEY (rid, until_at)
) /* clustered */;

-- Links, each with the site it belongs to (a registrable domain or a place on
-- a shared one).
CREATE TABLE link (
	rid BIGINT NOT NULL, -- the post
	n INTEGER NOT NULL, -- place among its links, from 0
	url TEXT NOT NULL, -- where it leads: unwound, expanded, or as posted
	site TEXT, -- whose it is: a registrable domain, or a place on a shared
		-- one
	title TEXT, -- title of the page behind it
	is_media INTEGER NOT NULL DEFAULT 0,
		-- 1: leads to the post's own picture or video
	start_at INTEGER, -- first byte of it in the text
	end_at INTEGER, -- byte after it; equal to start_at where it does not
		-- stand in the text
	PRIMARY KEY (rid, n)
) /* clustered */;

-- Accounts that posts mention.
CREATE TABLE mention (
	rid BIGINT NOT NULL, -- the post
	n INTEGER NOT NULL, -- place among its mentions, from 0
	handle TEXT NOT NULL, -- who, without @
	user_id BIGINT, -- the account, where known
	start_at INTEGER, -- first byte of it in the text
	end_at INTEGER, -- byte after it
	PRIMARY KEY (rid, n)
) /* clustered */;

-- Tags: kind is '#', or '$' for shares.
CREATE TABLE hashtag (
	rid BIGINT NOT NULL, -- the post
	n INTEGER NOT NULL, -- place among its tags, from 0
	name TEXT NOT NULL, -- the tag, without # or $
	kind TEXT NOT NULL, -- '#', or '$' for shares
	start_at INTEGER, -- first byte of it in the text
	end_at INTEGER, -- byte after it
	PRIMARY KEY (rid, n)
) /* clustered */;

-- Pictures, videos and polls of posts.
CREATE TABLE media (
	rid BIGINT NOT NULL, -- the post
	n INTEGER NOT NULL, -- place among its media, from 0
	media_key TEXT, -- X's key of it
	kind TEXT, -- photo, video, animated_gif or poll
	url TEXT, -- the picture, or the preview of a video
	alt TEXT, -- description for the blind
	PRIMARY KEY (rid, n)
) /* clustered */;

-- Answers of the API and imported lines as they came, zstd.
CREATE TABLE page (
	id INTEGER PRIMARY KEY, -- row
	fetched_at BIGINT NOT NULL, -- when it was read
	source_id BIGINT, -- watched source it was read for
	origin TEXT NOT NULL, -- path of the request, or file name
	body BLOB NOT NULL -- the JSON as it came, zstd
);

-- Further pages that held a post, beside post.page_id, its first.
CREATE TABLE sighting (
	rid BIGINT NOT NULL, -- the post
	page_id BIGINT NOT NULL, -- page that held it too
	PRIMARY KEY (rid, page_id)
) /* clustered */;

-- Posts ('post') and accounts ('user') that must not come back.
CREATE TABLE tombstone (
	kind TEXT NOT NULL, -- 'post' or 'user'
	id BIGINT NOT NULL, -- X's id of it
	reason TEXT NOT NULL, -- why
	made_at BIGINT NOT NULL, -- when
	PRIMARY KEY (kind, id)
) /* clustered */;

-- What is watched.  kind: timeline, mentions, search, archive, list, quotes.
-- handle and user_id for accounts, target_id for lists and posts.  cursor is
-- the since_id of the next poll: it moves only when a walk is complete.
CREATE TABLE source (
	id INTEGER PRIMARY KEY, -- row
	kind TEXT NOT NULL, -- timeline, mentions, search, archive, list or
		-- quotes
	name TEXT, -- what the user calls it
	handle TEXT, -- account watched, lower case
	user_id BIGINT, -- account watched, once resolved
	target_id BIGINT, -- list or post watched
	query TEXT, -- search watched
	removed INTEGER NOT NULL DEFAULT 0, -- 1: no longer watched
	added_at BIGINT NOT NULL, -- since when it is watched
	cursor BIGINT NOT NULL DEFAULT 0, -- newest id that was reached without
		-- a hole
	reached_at BIGINT, -- up to when all was seen
	polled_at BIGINT, -- when it was last read
	next_at BIGINT NOT NULL DEFAULT 0, -- not to be read before
	problem TEXT, -- why it could not be read
	problem_at BIGINT, -- when that was
	lease TEXT, -- process that is reading it now
	lease_until BIGINT NOT NULL DEFAULT 0 -- until when that holds
);
CREATE INDEX source_due ON source (next_at) WHERE removed = 0;
CREATE INDEX source_lease ON source (lease) WHERE lease IS NOT NULL;

-- Groups of watched accounts (a team, rivals).
CREATE TABLE source_group (
	name TEXT NOT NULL, -- the group
	source_id BIGINT NOT NULL, -- source in it
	PRIMARY KEY (name, source_id)
) /* clustered */;
CREATE INDEX source_group_source ON source_group (source_id);

-- A walk through the pages of a source that is under way: newest id seen,
-- oldest id reached, token of the next page, posts read so far.  kind: poll
-- or backfill.
CREATE TABLE walk (
	source_id BIGINT NOT NULL, -- the source
	kind TEXT NOT NULL, -- poll or backfill
	since_id BIGINT NOT NULL, -- stops at this id
	top_id BIGINT NOT NULL, -- newest id seen
	bottom_id BIGINT NOT NULL, -- oldest id reached
	token TEXT, -- next page
	left_posts BIGINT NOT NULL, -- posts still wanted
	pages BIGINT NOT NULL, -- pages read so far
	posts BIGINT NOT NULL, -- posts read so far
	started_at BIGINT NOT NULL, -- when it began
	PRIMARY KEY (source_id, kind)
) /* clustered */;

-- Spans of time of a source that do not overlap: seen, or missing with the
-- reason (cap, reach, outage, protected, suspended, not found).  What no span
-- holds was never asked for.  A poll extends the newest span.
CREATE TABLE coverage (
	source_id BIGINT NOT NULL, -- the source
	from_at BIGINT NOT NULL, -- begin of the span
	to_at BIGINT NOT NULL, -- end of the span
	state TEXT NOT NULL, -- seen or missing
	reason TEXT, -- why it is missing: cap, reach, outage, protected,
		-- suspended
	PRIMARY KEY (source_id, from_at)
) /* clustered */;

-- Polls and requests a source and UTC day; idle polls leave no other trace.
CREATE TABLE poll_day (
	source_id BIGINT NOT NULL, -- the source
	day INTEGER NOT NULL, -- days since 1970, UTC
	polls BIGINT NOT NULL DEFAULT 0, -- times it was read
	requests BIGINT NOT NULL DEFAULT 0, -- requests that took
	posts BIGINT NOT NULL DEFAULT 0, -- posts that brought
	PRIMARY KEY (source_id, day)
) /* clustered */;

-- Posts that others reply to and that are to be bought: not before next_at,
-- which lies a while ahead of those asked for or gone.  What was bought
-- leaves the table.
CREATE TABLE wanted (
	post_id BIGINT PRIMARY KEY NOT NULL, -- the post
	next_at BIGINT NOT NULL -- not to be asked for before
) /* clustered */;
CREATE INDEX wanted_due ON wanted (next_at);

-- One row a run of fetch, import, ...
CREATE TABLE run (
	id INTEGER PRIMARY KEY, -- row
	command TEXT NOT NULL, -- what was run
	started_at BIGINT NOT NULL, -- when
	ended_at BIGINT, -- when it ended; NULL: it runs, or was cut off
	owner TEXT NOT NULL, -- process and machine
	cap BIGINT, -- most it may spend, millionths of a dollar
	outcome TEXT -- how it ended
);

-- Money.  A row is made before a request with the worst that it can cost
-- (state 'reserved') and settled with what came back.  A reservation whose
-- answer was never seen stays counted as spent until X's own count of the
-- day says what it cost ('synced').  gross counts every resource, net each
-- resource once a UTC day.
CREATE TABLE ledger (
	id INTEGER PRIMARY KEY, -- row
	run_id BIGINT NOT NULL, -- run that asked
	source_id BIGINT, -- source it asked for
	at BIGINT NOT NULL, -- when
	day INTEGER NOT NULL, -- days since 1970, UTC
	endpoint TEXT NOT NULL, -- endpoint of the API
	purpose TEXT NOT NULL, -- what for
	state TEXT NOT NULL, -- reserved, settled or synced
	status INTEGER, -- HTTP status of the answer
	reserved BIGINT NOT NULL, -- the worst it could cost
	gross BIGINT NOT NULL DEFAULT 0, -- what it cost, every resource
		-- counted
	net BIGINT NOT NULL DEFAULT 0, -- what it cost, each resource once a
		-- UTC day
	posts BIGINT NOT NULL DEFAULT 0, -- posts billed
	users BIGINT NOT NULL DEFAULT 0, -- accounts billed
	others BIGINT NOT NULL DEFAULT 0, -- other resources billed
	included_posts BIGINT NOT NULL DEFAULT 0, -- posts that came along
	included_users BIGINT NOT NULL DEFAULT 0 -- accounts that came along
);
CREATE INDEX ledger_day ON ledger (day);
CREATE INDEX ledger_run ON ledger (run_id);

-- Resources billed today (UTC), for the second time is free.
CREATE TABLE billed (
	day INTEGER NOT NULL, -- days since 1970, UTC
	kind TEXT NOT NULL, -- post or user
	id BIGINT NOT NULL, -- X's id of it
	PRIMARY KEY (day, kind, id)
) /* clustered */;

-- Problem entries of answers that are not about an account or a stored post.
CREATE TABLE problem (
	resource TEXT NOT NULL, -- kind of thing
	id BIGINT NOT NULL, -- X's id of it; 0: none
	kind TEXT NOT NULL, -- not found, suspended, protected or other
	detail TEXT, -- X's words
	first_at BIGINT NOT NULL, -- first time
	last_at BIGINT NOT NULL, -- last time
	times BIGINT NOT NULL, -- how often
	PRIMARY KEY (resource, id, kind)
) /* clustered */;

-- Classes, with what made them.  probs holds eight bytes: the probability of
-- each class in 1/255.  flags: judge/rescore.h.  weight and masses are as the
-- sums used them.
CREATE TABLE score (
	rid INTEGER PRIMARY KEY, -- the post
	class INTEGER NOT NULL, -- answer 0, link 1, insight 2, amplify 3, ask
		-- 4, promote 5, chatter 6, other 7
	probs BLOB NOT NULL, -- probability of each class, a byte each, in
		-- 1/255
	flags INTEGER NOT NULL, -- bits: what else was found
	weight REAL NOT NULL, -- how much the post counts
	give REAL NOT NULL, -- how much it gives
	take REAL NOT NULL, -- how much it takes
	scorer_id BIGINT NOT NULL, -- what judged it
	own_version INTEGER NOT NULL -- user.own_version it was judged with
);

-- Versions that scores were made with.
CREATE TABLE scorer (
	id INTEGER PRIMARY KEY, -- row
	model TEXT NOT NULL, -- version of the model
	weights TEXT NOT NULL, -- version of its weights
	made_at BIGINT NOT NULL, -- when it was first used
	UNIQUE (model, weights)
);

-- Sums an author and day of the report zone, built when its posts are
-- scored; sums holds them packed as score/moments.h says.
CREATE TABLE day_sum (
	author_id BIGINT NOT NULL, -- the account
	day INTEGER NOT NULL, -- days since 1970 in the report zone
	sums BLOB NOT NULL, -- doubles, in the order that the scorer documents
	PRIMARY KEY (author_id, day)
) /* clustered */;

-- What belongs to an account: site keys and "@handle"s.  status: own,
-- suspected, denied.  What the user said (by_user) is never overwritten.
CREATE TABLE own (
	user_id BIGINT NOT NULL, -- the account
	what TEXT NOT NULL, -- a site, or "@handle"
	status TEXT NOT NULL, -- own, suspected or denied
	by_user INTEGER NOT NULL, -- 1: the user said so
	reason TEXT NOT NULL, -- how it was found
	at BIGINT NOT NULL, -- when
	PRIMARY KEY (user_id, what)
) /* clustered */;

-- The user's own words.  Keyed by X's ids, so that they outlive the rows.
-- flags: 1 leads to an own site, 2 hand-off, 4 hesitated, 8 the first two are
-- the user's word too.
CREATE TABLE user_label (
	post_id BIGINT PRIMARY KEY NOT NULL, -- X's id of the post
	class INTEGER NOT NULL, -- as in score
	flags INTEGER NOT NULL DEFAULT 0, -- 1 own site, 2 hand-off, 4 hesitated,
		-- 8 the first two are the user's word too
	labeller TEXT, -- who said so
	at BIGINT NOT NULL -- when
);

-- The sample that is being labelled to see how far the scorer can be trusted:
-- n is the order of asking, guess the class that the scorer gave when the
-- sample was drawn, weight how many posts of the archive each stands for.
CREATE TABLE audit (
	post_id BIGINT PRIMARY KEY NOT NULL, -- X's id of the post
	n INTEGER NOT NULL, -- order of asking
	guess INTEGER NOT NULL, -- class that the scorer gave
	weight REAL NOT NULL, -- posts of the archive that it stands for
	skipped INTEGER NOT NULL DEFAULT 0 -- 1: the person passed on
) /* clustered */;

-- The user's tags on posts and accounts.
CREATE TABLE user_tag (
	kind TEXT NOT NULL, -- 'post' or 'user'
	id BIGINT NOT NULL, -- X's id of it
	tag TEXT NOT NULL, -- the tag
	at BIGINT NOT NULL, -- when
	PRIMARY KEY (kind, id, tag)
) /* clustered */;

-- The user's notes.
CREATE TABLE note (
	id INTEGER PRIMARY KEY, -- row
	kind TEXT NOT NULL, -- what it is about
	subject_id BIGINT, -- X's id of that
	text TEXT NOT NULL, -- the note
	at BIGINT NOT NULL -- when
);

-- What was passed on to others by `export --share`, for X's limits: kind 'id'
-- (ids alone) or 'full' (posts and accounts).
CREATE TABLE share (
	kind TEXT NOT NULL, -- 'id' or 'full'
	at BIGINT NOT NULL, -- when
	n BIGINT NOT NULL, -- how many
	PRIMARY KEY (kind, at)
) /* clustered */;
