/*
 * What belongs to an account: its sites and its sister handles, each with
 * the reason why we think so (the "own" of the classes: the author, the
 * author's employer, product, book, event).
 *
 * In order of certainty: what the user said; the profile's link and the links
 * of its description; tenants and domains named like the handle or the
 * display name; handles that the description names as employer or project;
 * and sites that the account links to again and again (at least 5 links and
 * 40 % of all its links) when their name also matches.  Without such a match
 * the site is suspected only: shown, never scored, since there are fans of
 * one newspaper.
 */
#ifndef SCORE_OWNERSHIP_H
#define SCORE_OWNERSHIP_H

#include "model/post.h"
#include "score/site.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum own_status {
	OWN_NOT,       /* nothing known, or not enough to say */
	OWN_YES,       /* scored as the account's own */
	OWN_SUSPECTED, /* shown, not scored */
	OWN_DENIED     /* the user said: not own */
};

/* How often the account's posts link to a site. */
struct own_count {
	const char *key; /* site key; borrowed */
	enum site_kind kind;
	int64_t links;
};

/* A decision of the user.  `what` is a site key, a URL or "@handle". */
struct own_choice {
	const char *what;
	bool is_own;
};

/* All that is known of one account; borrowed for the call. */
struct own_facts {
	const struct user *user; /* NULL: unknown */
	const struct own_count *counts;
	const struct own_choice *choices;
	size_t n_counts, n_choices;
};

struct own_item {
	char *what;   /* own; a site key, or "@handle" in lower case */
	char *reason; /* own; a sentence part: "linked in the profile" */
	enum own_status status;
	bool by_user;
	int64_t links; /* how often the account links to it */
};

struct ownership {
	struct own_item *items; /* own; certain ones first */
	size_t n, cap;
	int64_t n_links; /* links that lead to a known site */
};

#define OWNERSHIP_INIT        \
	{                     \
		.items = NULL \
	}

/* Work out *own (released first) from the facts. */
void ownership_find(struct ownership *own, const struct sites *sites,
    const struct own_facts *facts);

/* Add or change one item, as an archive that stored them does.  Strings are
 * copied. */
void ownership_set(struct ownership *own, const char *what,
    enum own_status status, const char *reason, bool by_user);

/* What is known of a site key or of a handle (without @, any case). */
enum own_status ownership_of_site(const struct ownership *own, const char *key);
enum own_status ownership_of_handle(const struct ownership *own,
    const char *handle);
/* The item itself ("@handle" or a site key), or NULL. */
const struct own_item *ownership_item(const struct ownership *own,
    const char *what);

/* A number that changes when anything that is scored changes. */
uint64_t ownership_version(const struct ownership *own);

void ownership_release(struct ownership *own);

/* Stable names: not, own, suspected, denied; and back, or -1. */
const char *own_status_name(enum own_status status);
int own_status_by_name(const char *name);

#endif
