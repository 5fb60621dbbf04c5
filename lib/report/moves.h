/*
 * What other weights would do: the accounts' numbers with two sets of masses,
 * from the stored classes, without changing what is stored.
 */
#ifndef REPORT_MOVES_H
#define REPORT_MOVES_H

#include "report/out.h"
#include "report/window.h"
#include "score/account.h"

struct moves_request {
	const struct masses *stored; /* what the stored scores were made with */
	const struct masses *a, *b;  /* the two to be compared */
	const char *a_name, *b_name; /* for the reader: files */
	const char *group;           /* NULL: everybody */
	int64_t min_posts;           /* needed to be ranked */
};

/* Write who moves, the farthest first; of all that is in the archive.  Sums
 * are rebuilt in one pass over the stored scores, probabilities in 1/255.
 * ERR_USAGE where masses differ in what is not stored: repeat_days, and
 * thread_exponent when it is 0 now. */
int report_moves(struct store *store, const struct moves_request *request,
    struct out *out, struct err *err);

#endif
