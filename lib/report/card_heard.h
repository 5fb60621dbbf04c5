/*
 * What others said to an account.  For card.c.
 */
#ifndef REPORT_CARD_HEARD_H
#define REPORT_CARD_HEARD_H

#include "model/post.h"
#include "store/store.h"

struct heard {
	int64_t id, author_id, at;
	bool is_question;
	bool is_answered; /* by the account; for the caller */
};

struct heard_list {
	struct heard *items; /* own; by id, each once */
	size_t n, cap;
};

/* Replies to its posts and mentions of it. */
int heard_load(struct store *store, const struct user *user,
    struct heard_list *list, struct err *err);
void heard_release(struct heard_list *list);

/* What has this id, or NULL. */
struct heard *heard_find(const struct heard_list *list, int64_t id);

/* True if a text asks something of its reader: a question mark at the end of
 * a clause of three words or more, with no link right after it. */
bool heard_is_question(const char *text);

/* Sort ids and drop the double ones; how many are left. */
size_t heard_unique(int64_t *ids, size_t n);
/* True if sorted ids hold id. */
bool heard_has(const int64_t *ids, size_t n, int64_t id);

#endif
