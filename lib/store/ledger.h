/*
 * Money: what each request may cost, did cost, and what is left under the
 * caps.  Amounts are millionths of a dollar.
 *
 * Before a request the worst that it can cost is reserved and committed; its
 * answer settles it in the same transaction as what it brought.  Whatever
 * dies in between leaves the reservation counted as spent.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "model/page.h"
#include "store/store.h"

/* No cap. */
#define LEDGER_NO_CAP INT64_MAX

/* What is capped, a column each of the statement ledger_spent, in its
 * order.  The cap of an observation is its budget, in the archive; the others
 * are settings. */
enum ledger_cap { CAP_RUN, CAP_DAY, CAP_MONTH, CAP_OBSERVATION, CAP_COUNT };

/* "run", "day", "month", "observation". */
extern const char *const ledger_cap_names[CAP_COUNT];

struct ledger_caps {
	int64_t of[CAP_COUNT]; /* LEDGER_NO_CAP where there is none */
};

/* Who wants to spend. */
struct ledger_spender {
	int64_t run_id;
	int64_t source_id; /* 0: it is for no source in particular */
	bool is_apart;     /* it counts for no observation */
};

/* What counts as spent now, for each cap. */
int ledger_spent(struct store *store, const struct ledger_spender *spender,
    int64_t spent[CAP_COUNT], struct err *err);

/* What may still be spent under the tightest cap, and which that is (NULL:
 * there is none).  Of caps the one of the observation is not read. */
int ledger_left(struct store *store, const struct ledger_spender *spender,
    const struct ledger_caps *caps, int64_t *left, const char **which,
    struct err *err);

/* Forget what was billed on days that are over: it is billed again.  Once a
 * run, in a transaction. */
int ledger_forget_days(struct store *store, struct err *err);

struct ledger_entry {
	struct ledger_spender by;
	const char *endpoint, *purpose;
	int64_t reserved;
};

/* Reserve; *id is the row.  Stands in a transaction that is committed before
 * the request goes out. */
int ledger_reserve(struct store *store, const struct ledger_entry *entry,
    int64_t *id, struct err *err);

/* The row of today that what came for a source without being asked for is
 * added to (ledger_add): made at the first. */
int ledger_tally(struct store *store, const struct ledger_entry *entry,
    int64_t *id, struct err *err);

/* What an answer is billed: price of a resource of data, of an included post
 * and user. */
struct ledger_bill {
	int status;
	int64_t data_price, post_price, user_price;
	bool per_request;        /* data_price is for the request */
	bool data_is_users;      /* else posts */
	const struct page *page; /* NULL: nothing billed */
};

/* Settle a reservation.  One that cost nothing leaves no row, and one that
 * brought only what was billed already that day none of its own: it is added
 * to another of its source.  So idle polls add nothing to the archive. */
int ledger_settle(struct store *store, int64_t id,
    const struct ledger_bill *bill, struct err *err);

/* Bill a further page on a row; it need not be settled first.  For what comes
 * without being asked for. */
int ledger_add(struct store *store, int64_t id, const struct ledger_bill *bill,
    struct err *err);

/* What the run has cost so far, gross and net. */
int ledger_of_run(struct store *store, int64_t run_id, int64_t *gross,
    int64_t *net, int64_t *requests, struct err *err);

/* Hold a UTC day that is over against X's own count of its posts: what our
 * answers do not account for was brought by requests whose answer was never
 * seen, up to what they reserved.  Their rows are settled; those of accounts,
 * which X does not count there, stay as they are. */
struct ledger_day {
	int64_t day;
	int64_t x_posts;       /* what X says; the caller's */
	int64_t our_posts;     /* what we saw, after the dedup */
	int64_t unseen;        /* reservations before, */
	int64_t settled;       /* how many were settled now, */
	int64_t settled_posts; /* and with how many posts */
};
int ledger_sync_day(struct store *store, int64_t post_price, bool is_over,
    struct ledger_day *day, struct err *err);

/* Reservations of days that are over for what X does not count, accounts and
 * counts: how many, and what they hold. */
int ledger_unsettled(struct store *store, int64_t *requests, int64_t *amount,
    struct err *err);

#endif
