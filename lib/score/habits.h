/*
 * What an account does again and again, counted over all its posts at hand:
 * the ground on which one post of it is judged.  No label is looked at.
 */
#ifndef SCORE_HABITS_H
#define SCORE_HABITS_H

#include "base/hash.h"
#include "score/reading.h"

/* What is counted, each by the hash of its text. */
enum habit {
	HABIT_MENTION = 1, /* posts with a mention, reposts left out */
	HABIT_REPLY,       /* replies to a handle */
	HABIT_REPOST,      /* reposts of a handle */
	HABIT_TAG,         /* posts with a tag */
	HABIT_OWN_TAG,     /* the same, reposts left out */
	HABIT_TEXT,        /* the same words */
	HABIT_HEAD,
	HABIT_TAIL,
	HABIT_WORD,    /* posts with a word */
	HABIT_CAPITAL, /* posts with a word as a name, mid-sentence */
	HABIT_SHORT,   /* links of a shortener */
	HABIT_DAY
};

/* Words of the profile, by hash. */
enum profile_list {
	PROFILE_WORD = 64,
	PROFILE_NAME, /* words with a capital */
	PROFILE_HANDLE,
	PROFILE_TAG,
	PROFILE_SITE,
	PROFILE_PART, /* pieces of handle and display name */
	/* What the user said is not the account's: */
	DENIED_HANDLE,
	DENIED_SITE
};

struct name {
	const char *text;
	size_t len;
	int chars;
	uint64_t hash;
};

struct names {
	struct name *items; /* own */
	size_t n, cap;
};

enum site_owner { OWNER_UNKNOWN, OWNER_PROFILE, OWNER_NAME, OWNER_HABIT };

struct habit_site {
	const struct place_of_link *place;
	int links;
	enum site_owner owner;
};

struct habits {
	const struct knowledge *knowledge;
	struct arena arena; /* own */
	const char *handle; /* lower case */
	size_t handle_len;
	uint64_t handle_hash;
	bool has_bio, bio_has_url, bio_has_hours;
	int bio_topics[TOPICS_MAX];
	struct names bio_words, bio_names, bio_handles, parts;
	struct hash_map listed; /* hash mixed with profile_list */
	uint64_t listed_bits;   /* one of each hash: most are in no list */

	struct hash_map counted; /* hash mixed with habit -> counts */
	struct habit_count {
		int n, last;
	} * counts; /* own */
	size_t n_counts, counts_cap;
	struct hash_map site_index; /* key -> sites */
	struct habit_site *sites;   /* own */
	size_t n_sites, sites_cap;
	int site_links;     /* links to known sites */
	int n_posts, n_own; /* n_own: without reposts, 1 at least */
	int kinds[KIND_COUNT];
	int n_links, cashtags, questions, length, days, templates;
	int topic_posts[TOPICS_MAX];
	int repost_handles, repost_top, reposts_of_self, reposts_of_related;
};

/* Count n posts of an account.  Of what belongs to it (context->own), the
 * user's word alone is taken over: the rest is found again here.  context and
 * its members may be NULL. */
void habits_make(struct habits *habits, const struct knowledge *knowledge,
    const struct account_context *context, const struct reading *posts,
    size_t n);
void habits_release(struct habits *habits);

int habits_count(const struct habits *habits, enum habit habit, uint64_t hash);
static inline bool
habits_lists(const struct habits *habits, enum profile_list list, uint64_t hash)
{
	return habits->listed_bits & hash_bit(hash) &&
	       hash_map_get(&habits->listed, hash_mix(hash, list)) >= 0;
}

/* The site of a key, or NULL. */
const struct habit_site *habits_site(const struct habits *habits, uint64_t key);
/* True for a handle like the account's own, or named in its profile, unless
 * the user said that it is not the account's. */
bool habits_is_sister(const struct habits *habits, const char *handle,
    size_t len, uint64_t hash);
bool habits_is_like_handle(const struct habits *habits, const char *name,
    size_t len, uint64_t hash);
/* The first name of the list with at least chars letters within text; or
 * NULL. */
const struct name *habits_find_within(const struct names *names, int chars,
    const char *text, size_t len);

#endif
