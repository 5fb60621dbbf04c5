-- The archive.  What only one engine understands is marked: /* clustered */
-- is a table stored in the order of its key (embed.awk knows how to say it).
-- Ids are X's, 64-bit; times are UTC seconds; money is in
-- millionths of a dollar; NULL means "not known".

-- Facts about the archive itself: report zone, when made.
CREATE TABLE meta (
	name TEXT PRIMARY KEY NOT NULL,
	value TEXT NOT NULL
) /* clustered */;

-- Accounts.  handle is username in lower case, for look-ups.  state is
-- public 0, deleted 1, protected 2, suspended 3, withheld 4, missing 5.
-- dirty: scores are due, since something of the account changed (1), or
-- something that its posts refer to (2).
CREATE TABLE "user" (
	id BIGINT PRIMARY KEY NOT NULL,
	username TEXT,
	handle TEXT,
	name TEXT,
	description TEXT,
	url TEXT,
	created_at BIGINT,
	pinned_id BIGINT,
	verified_type TEXT,
	followers BIGINT,
	following BIGINT,
	posts BIGINT,
	listed BIGINT,
	state INTEGER NOT NULL DEFAULT 0,
	state_reason TEXT,
	state_at BIGINT,
	profile_at BIGINT,
	scored_at BIGINT,
	dirty INTEGER NOT NULL DEFAULT 1,
	own_version INTEGER NOT NULL DEFAULT 0
) /* clustered */;
CREATE INDEX user_handle ON "user" (handle);
CREATE INDEX user_dirty ON "user" (id) WHERE dirty <> 0;

-- What a profile used to be: a row for each change, with the time until
-- which it was so.
CREATE TABLE profile_change (
	user_id BIGINT NOT NULL,
	until_at BIGINT NOT NULL,
	username TEXT,
	name TEXT,
	description TEXT,
	url TEXT,
	followers BIGINT,
	following BIGINT,
	posts BIGINT,
	listed BIGINT,
	PRIMARY KEY (user_id, until_at)
) /* clustered */;

-- Links in a profile's description.
CREATE TABLE profile_link (
	user_id BIGINT NOT NULL,
	n INTEGER NOT NULL,
	url TEXT NOT NULL,
	PRIMARY KEY (user_id, n)
) /* clustered */;

-- Posts.  rid grows with every row and is what other tables point to: ids
-- come newest first, and an append is several times faster than keeping the
-- rows in id order.  text is whole and unescaped, byte offsets elsewhere are
-- bytes of it.  The counters are the newest seen; older ones are in metric.
CREATE TABLE post (
	rid INTEGER PRIMARY KEY,
	id BIGINT NOT NULL UNIQUE,
	author_id BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	text TEXT NOT NULL,
	lang TEXT,
	source TEXT,
	conversation_id BIGINT,
	reply_to_id BIGINT,
	reply_to_user_id BIGINT,
	quote_of_id BIGINT,
	repost_of_id BIGINT,
	edit_root BIGINT,
	superseded_by BIGINT,
	truncated INTEGER NOT NULL DEFAULT 0,
	sensitive INTEGER NOT NULL DEFAULT 0,
	paid INTEGER NOT NULL DEFAULT 0,
	included INTEGER NOT NULL DEFAULT 0,
	state INTEGER NOT NULL DEFAULT 0,
	state_reason TEXT,
	state_at BIGINT,
	withheld TEXT,
	reposts BIGINT,
	replies BIGINT,
	likes BIGINT,
	quotes BIGINT,
	bookmarks BIGINT,
	impressions BIGINT,
	metrics_at BIGINT,
	seen_at BIGINT NOT NULL,
	page_id BIGINT
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
	rid BIGINT NOT NULL,
	until_at BIGINT NOT NULL,
	reposts BIGINT,
	replies BIGINT,
	likes BIGINT,
	quotes BIGINT,
	bookmarks BIGINT,
	impressions BIGINT,
	PRIMARY KEY (rid, until_at)
) /* clustered */;

-- Texts that an in-place correction replaced (a fuller or newer text of the
-- same id); edits on X have ids of their own.
CREATE TABLE revision (
	rid BIGINT NOT NULL,
	until_at BIGINT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (rid, until_at)
) /* clustered */;

-- Links, each with the site it belongs to (a registrable domain or a place on
-- a shared one).
CREATE TABLE link (
	rid BIGINT NOT NULL,
	n INTEGER NOT NULL,
	url TEXT NOT NULL,
	site TEXT,
	title TEXT,
	is_media INTEGER NOT NULL DEFAULT 0,
	start_at INTEGER,
	end_at INTEGER,
	PRIMARY KEY (rid, n)
) /* clustered */;

CREATE TABLE mention (
	rid BIGINT NOT NULL,
	n INTEGER NOT NULL,
	handle TEXT NOT NULL,
	user_id BIGINT,
	start_at INTEGER,
	end_at INTEGER,
	PRIMARY KEY (rid, n)
) /* clustered */;

-- kind is '#' or '$'.
CREATE TABLE hashtag (
	rid BIGINT NOT NULL,
	n INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	start_at INTEGER,
	end_at INTEGER,
	PRIMARY KEY (rid, n)
) /* clustered */;

CREATE TABLE media (
	rid BIGINT NOT NULL,
	n INTEGER NOT NULL,
	media_key TEXT,
	kind TEXT,
	url TEXT,
	alt TEXT,
	PRIMARY KEY (rid, n)
) /* clustered */;

-- Answers of the API and imported lines as they came, zstd.
CREATE TABLE page (
	id INTEGER PRIMARY KEY,
	fetched_at BIGINT NOT NULL,
	source_id BIGINT,
	origin TEXT NOT NULL,
	body BLOB NOT NULL
);

-- Further pages that held a post, beside post.page_id, its first.
CREATE TABLE sighting (
	rid BIGINT NOT NULL,
	page_id BIGINT NOT NULL,
	PRIMARY KEY (rid, page_id)
) /* clustered */;

-- Posts ('post') and accounts ('user') that must not come back.
CREATE TABLE tombstone (
	kind TEXT NOT NULL,
	id BIGINT NOT NULL,
	reason TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	PRIMARY KEY (kind, id)
) /* clustered */;

-- What is watched.  kind: timeline, mentions, search, archive, list, quotes.
-- handle and user_id for accounts, target_id for lists and posts.  cursor is
-- the since_id of the next poll: it moves only when a walk is complete.
CREATE TABLE source (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	name TEXT,
	handle TEXT,
	user_id BIGINT,
	target_id BIGINT,
	query TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	added_at BIGINT NOT NULL,
	cursor BIGINT NOT NULL DEFAULT 0,
	reached_at BIGINT,
	polled_at BIGINT,
	next_at BIGINT NOT NULL DEFAULT 0,
	problem TEXT,
	problem_at BIGINT,
	lease TEXT,
	lease_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX source_due ON source (next_at) WHERE removed = 0;

-- Groups of watched accounts (a team, rivals).
CREATE TABLE source_group (
	name TEXT NOT NULL,
	source_id BIGINT NOT NULL,
	PRIMARY KEY (name, source_id)
) /* clustered */;
CREATE INDEX source_group_source ON source_group (source_id);

-- A walk through the pages of a source that is under way: newest id seen,
-- oldest id reached, token of the next page.  kind: poll or backfill.
CREATE TABLE walk (
	source_id BIGINT NOT NULL,
	kind TEXT NOT NULL,
	since_id BIGINT NOT NULL,
	top_id BIGINT NOT NULL,
	bottom_id BIGINT NOT NULL,
	token TEXT,
	left_posts BIGINT NOT NULL,
	pages BIGINT NOT NULL,
	started_at BIGINT NOT NULL,
	PRIMARY KEY (source_id, kind)
) /* clustered */;

-- Spans of time of a source: seen or missing, with the reason (cap, reach,
-- outage, protected, suspended).  A poll extends the newest span.
CREATE TABLE coverage (
	source_id BIGINT NOT NULL,
	from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL,
	state TEXT NOT NULL,
	reason TEXT,
	PRIMARY KEY (source_id, from_at)
) /* clustered */;

-- Polls and requests a source and UTC day; idle polls leave no other trace.
CREATE TABLE poll_day (
	source_id BIGINT NOT NULL,
	day INTEGER NOT NULL,
	polls BIGINT NOT NULL DEFAULT 0,
	requests BIGINT NOT NULL DEFAULT 0,
	posts BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (source_id, day)
) /* clustered */;

-- One row a run of fetch, import, ...
CREATE TABLE run (
	id INTEGER PRIMARY KEY,
	command TEXT NOT NULL,
	started_at BIGINT NOT NULL,
	ended_at BIGINT,
	owner TEXT NOT NULL,
	cap BIGINT,
	outcome TEXT
);

-- Money.  A row is made before a request with the worst that it can cost
-- (state 'reserved') and settled with what came back.  A reservation whose
-- answer was never seen stays counted as spent.  gross counts every resource,
-- net each resource once a UTC day.
CREATE TABLE ledger (
	id INTEGER PRIMARY KEY,
	run_id BIGINT NOT NULL,
	source_id BIGINT,
	at BIGINT NOT NULL,
	day INTEGER NOT NULL,
	endpoint TEXT NOT NULL,
	purpose TEXT NOT NULL,
	state TEXT NOT NULL,
	status INTEGER,
	reserved BIGINT NOT NULL,
	gross BIGINT NOT NULL DEFAULT 0,
	net BIGINT NOT NULL DEFAULT 0,
	posts BIGINT NOT NULL DEFAULT 0,
	users BIGINT NOT NULL DEFAULT 0,
	others BIGINT NOT NULL DEFAULT 0,
	included_posts BIGINT NOT NULL DEFAULT 0,
	included_users BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX ledger_day ON ledger (day);
CREATE INDEX ledger_run ON ledger (run_id);

-- Resources billed today (UTC), for the second time is free.
CREATE TABLE billed (
	day INTEGER NOT NULL,
	kind TEXT NOT NULL,
	id BIGINT NOT NULL,
	PRIMARY KEY (day, kind, id)
) /* clustered */;

-- Problem entries of answers that are not about an account or a stored post.
CREATE TABLE problem (
	resource TEXT NOT NULL,
	id BIGINT NOT NULL,
	kind TEXT NOT NULL,
	detail TEXT,
	first_at BIGINT NOT NULL,
	last_at BIGINT NOT NULL,
	times BIGINT NOT NULL,
	PRIMARY KEY (resource, id, kind)
) /* clustered */;

-- Classes, with what made them.  probs holds eight bytes: the probability of
-- each class in 1/255.  flags: judge/rescore.h.  weight and masses are as the sums used them.
CREATE TABLE score (
	rid INTEGER PRIMARY KEY,
	class INTEGER NOT NULL,
	probs BLOB NOT NULL,
	flags INTEGER NOT NULL,
	weight REAL NOT NULL,
	give REAL NOT NULL,
	take REAL NOT NULL,
	scorer_id BIGINT NOT NULL,
	own_version INTEGER NOT NULL
);

-- Versions that scores were made with.
CREATE TABLE scorer (
	id INTEGER PRIMARY KEY,
	model TEXT NOT NULL,
	weights TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	UNIQUE (model, weights)
);

-- Sums an author and day of the report zone, built when its posts are
-- scored; sums holds doubles in the order that the scorer documents.
CREATE TABLE day_sum (
	author_id BIGINT NOT NULL,
	day INTEGER NOT NULL,
	sums BLOB NOT NULL,
	PRIMARY KEY (author_id, day)
) /* clustered */;

-- What belongs to an account: site keys and "@handle"s.  status: own,
-- suspected, denied.  What the user said (by_user) is never overwritten.
CREATE TABLE own (
	user_id BIGINT NOT NULL,
	what TEXT NOT NULL,
	status TEXT NOT NULL,
	by_user INTEGER NOT NULL,
	reason TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (user_id, what)
) /* clustered */;

-- The user's own words.  Keyed by X's ids, so that they outlive the rows.
-- flags: 1 leads to an own site, 2 hand-off, 4 hesitated, 8 the first two are
-- the user's word too.
CREATE TABLE user_label (
	post_id BIGINT PRIMARY KEY NOT NULL,
	class INTEGER NOT NULL,
	flags INTEGER NOT NULL DEFAULT 0,
	labeller TEXT,
	at BIGINT NOT NULL
);

-- The sample that is being labelled to see how far the scorer can be trusted:
-- n is the order of asking, guess the class that the scorer gave when the
-- sample was drawn, weight how many posts of the archive each stands for.
CREATE TABLE audit (
	post_id BIGINT PRIMARY KEY NOT NULL,
	n INTEGER NOT NULL,
	guess INTEGER NOT NULL,
	weight REAL NOT NULL,
	skipped INTEGER NOT NULL DEFAULT 0
) /* clustered */;

CREATE TABLE user_tag (
	kind TEXT NOT NULL,
	id BIGINT NOT NULL,
	tag TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (kind, id, tag)
) /* clustered */;

CREATE TABLE note (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	subject_id BIGINT,
	text TEXT NOT NULL,
	at BIGINT NOT NULL
);
