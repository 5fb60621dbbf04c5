/*
 * The evidence: why a post has its class, and which posts an account's
 * numbers rest on.
 */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "judge/judge.h"
#include "report/out.h"
#include "report/window.h"

/* One post: class, probabilities, and every signal with the words or the
 * link that fired it.  ERR_NOT_FOUND if it is not in the archive. */
int explain_post(struct store *store, const struct scorer *scorer,
    int64_t post_id, struct out *out, struct err *err);

struct explain_span {
	struct window window;
	int limit; /* of the posts on either side */
};

/* An account: its sums, what belongs to it, and the posts that moved them
 * most. */
int explain_account(struct store *store, const struct scorer *scorer,
    int64_t user_id, const struct explain_span *span, struct out *out,
    struct err *err);

#endif
