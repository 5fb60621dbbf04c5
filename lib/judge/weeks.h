/*
 * Sums of whole weeks beside those of days: what reports over long windows
 * read (table week_sum).  Only accounts that post on most days have them:
 * of others, days are as few.
 */
#ifndef JUDGE_WEEKS_H
#define JUDGE_WEEKS_H

#include "store/store.h"

/* An account with fewer days has no weeks, nor one with fewer a week. */
enum { WEEKS_LEAST_DAYS = 64, WEEKS_LEAST_RATE = 4 };

/* Make the account's weeks out of its days, anew.  In a transaction. */
int weeks_put(struct store *store, int64_t user_id, struct err *err);

/* Are all accounts' due: in an archive from before there were weeks? */
int weeks_due(struct store *store, bool *due, struct err *err);

/* Make them where they are due.  Not in a transaction. */
int weeks_catch_up(struct store *store, struct err *err);

#endif
