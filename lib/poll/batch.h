/*
 * Checking what is archived by X's batch compliance jobs: ids go to X as a
 * file, and it says later which of them are gone, and why.  Nothing is read,
 * and X's price list names no price for it.  Not every access allows it.  For
 * lib/poll alone.
 */
#ifndef POLL_BATCH_H
#define POLL_BATCH_H

#include "poll/call.h"

/* Ids of a lot: a job each. */
#define BATCH_IDS 200000

/* Check all posts, or all accounts with a profile; what an earlier check left
 * is finished first.  0 done; 1 the access does not allow jobs; ERR_LATER
 * where a job takes longer than the patience of the settings (it goes on at
 * X, and the next check takes it up). */
int batch_check(struct poller *poller, struct recheck *recheck, bool of_users,
    struct err *err);

/* Send body to a signed URL, or, where body is NULL, add what is there to
 * result.  The URL is a secret: it is neither shown nor kept, and our token
 * does not go there. */
int batch_transfer(struct poller *poller, const char *url, const char *body,
    struct buf *result, struct err *err);

/* Take out what the result of a job says is gone, and show again what was
 * hidden and is not; the lot is done then.  Transactions of its own. */
struct check;
int batch_apply(struct poller *poller, struct recheck *recheck, bool of_users,
    const struct check *check, const struct buf *result, struct err *err);

#endif
