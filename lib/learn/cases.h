/*
 * Labelled posts with all that the archive holds of their accounts, read for
 * training and measuring.
 */
#ifndef LEARN_CASES_H
#define LEARN_CASES_H

#include "learn/labels.h"
#include "score/bonds.h"
#include "store/store.h"

/* One account: its posts are rows first to first + study.n of all. */
struct case_account {
	int64_t user_id;
	struct arena arena;
	struct study study;
	struct bonds bonds;
	size_t first;
};

struct cases {
	const struct knowledge *knowledge;
	struct case_account *accounts; /* own */
	size_t n_accounts, n_rows;
	/* Of each row: */
	const struct label **labels; /* own; NULL: without */
	int *account;                /* own */
	size_t n_missing;            /* labelled posts that the archive lacks */
};

/* Gather them; lean leaves out the posts that others reply to. */
int cases_gather(struct cases *cases, struct store *store,
    const struct knowledge *knowledge, const struct labels *labels, bool lean,
    struct err *err);
void cases_release(struct cases *cases);

static inline const struct reading *
cases_reading(const struct cases *cases, size_t row)
{
	const struct case_account *a = &cases->accounts[cases->account[row]];

	return &a->study.readings[row - a->first];
}

#endif
