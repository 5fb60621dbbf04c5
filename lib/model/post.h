/*
 * Posts and accounts as the rest of the program sees them, whatever format
 * they came in.  Plain structs without behaviour.  Strings are UTF-8 without
 * NUL, borrowed from the page (or other arena) that holds the struct.  Ids
 * are 0 where absent; times are UTC seconds, 0 where unknown.
 */
#ifndef MODEL_POST_H
#define MODEL_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether X still shows a post or account, as far as we know. */
enum state {
	STATE_PUBLIC,
	STATE_DELETED,
	STATE_PROTECTED,
	STATE_SUSPENDED,
	STATE_WITHHELD,
	STATE_MISSING /* not found; the reason is unknown */
};

/* A link in a post.  [start, end) are bytes of the stored text; start == end
 * where it does not stand in the text. */
struct link {
	const char *url;   /* where it leads: unwound, expanded or t.co */
	const char *shown; /* as X displays it; may be NULL */
	const char *title; /* of the page behind it; may be NULL */
	const char *site;  /* whose it is (score/site.h); NULL until known */
	int start, end;
	bool is_media; /* leads to the post's own picture or video */
};

struct mention {
	const char *handle; /* without @ */
	int64_t user_id;    /* 0 where unknown */
	int start, end;
};

struct hashtag {
	const char *name; /* without # or $ */
	char kind;        /* '#' or '$' */
	int start, end;
};

struct media {
	const char *key;  /* "3_123"; may be NULL */
	const char *kind; /* photo, video, animated_gif, poll */
	const char *url;  /* may be NULL */
	const char *alt;  /* description for the blind; may be NULL */
};

/* Counters; -1 where not given. */
struct metrics {
	int64_t reposts, replies, likes, quotes, bookmarks, impressions;
};

/* The counters one by one, in this order. */
enum { METRIC_COUNT = 6 };
int64_t metrics_get(const struct metrics *metrics, int which);
void metrics_set(struct metrics *metrics, int which, int64_t value);

struct post {
	int64_t id, author_id, created_at;
	int64_t conversation_id;
	int64_t reply_to_id, reply_to_user_id;
	int64_t quote_of_id, repost_of_id;
	int64_t edit_root; /* first id of its edit chain; id if never edited */
	int64_t edit_latest;       /* last known id of the chain */
	const char *author_handle; /* where author_id is not said; or NULL */
	const char *text; /* whole text, unescaped; of the original for a
			   * repost where that is known */
	const char *lang;
	const char *source;   /* the app it was sent from */
	const char *withheld; /* countries where it is not shown, "DE,IN" */
	struct link *links;
	struct mention *mentions;
	struct hashtag *hashtags;
	struct media *media;
	size_t n_links, n_mentions, n_hashtags, n_media;
	struct metrics metrics;
	enum state state;
	bool truncated; /* the text is known to be cut */
	bool sensitive;
	bool paid;     /* paid_partnership: disclosed advertising */
	bool included; /* came in includes, not in data */
	/* From an export of an archive: the text is as it stood there, and
	 * seen_at is when X said all this (0: not known). */
	bool from_archive;
	int64_t seen_at;
};

struct user {
	int64_t id, created_at, pinned_id;
	const char *username; /* the handle, without @ */
	const char *name, *description;
	const char *url;           /* expanded profile link; may be NULL */
	const char *verified_type; /* may be NULL */
	struct link *links;        /* in the description */
	size_t n_links;
	int64_t followers, following, posts, listed; /* -1 unknown */
	enum state state;
	bool has_profile; /* more than id and names was given */
	/* From an export, as for posts; the profile's time. */
	bool from_archive;
	int64_t seen_at;
};

const char *state_name(enum state state);
/* The state of a name; public where there is no such name. */
enum state state_by_name(const char *name);

#endif
