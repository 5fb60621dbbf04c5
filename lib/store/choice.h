/*
 * What the user said: whose sites and handles are whose, and what class a
 * post has.  Each word makes the account due for scoring.  Functions that
 * write must stand between store_begin and store_commit.
 */
#ifndef STORE_CHOICE_H
#define STORE_CHOICE_H

#include "store/store.h"

/* what is a site key or "@handle" in lower case; status and reason as
 * table own keeps them ("own" or "denied"). */
int store_own_put(struct store *store, int64_t user_id, const char *what,
    const char *status, const char *reason, struct err *err);

/* Take back what the user said of one thing, or of all (what NULL); *n counts
 * what was taken back. */
int store_own_forget(struct store *store, int64_t user_id, const char *what,
    int64_t *n, struct err *err);

enum label_flag {
	LABEL_SELF_LINK = 1, /* S: leads to an own site, names an own offer */
	LABEL_HANDOFF = 2,   /* H: only moves the person elsewhere */
	LABEL_UNSURE = 4,    /* ?: hesitated */
	LABEL_SAYS_FLAGS = 8 /* S and H are the user's word, set or not */
};

struct label {
	int64_t post_id;
	int class;            /* enum post_class */
	int flags;            /* enum label_flag */
	const char *labeller; /* borrowed; NULL: nobody named */
};

/* Label a post, which need not be in the archive. */
int store_label_put(struct store *store, const struct label *label,
    struct err *err);

/* Take a label back; *found false if there was none. */
int store_label_drop(struct store *store, int64_t post_id, bool *found,
    struct err *err);

/* Letters such as "S,H", "SH?" or "-" (none) as flags, LABEL_SAYS_FLAGS set;
 * -1 on anything else.  And back: "S H ?" or "-". */
int label_flags_parse(const char *text);
struct buf;
void label_flags_add(struct buf *buf, int flags);

#endif
