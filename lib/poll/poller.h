/*
 * One polling cycle: look up accounts, walk through what is new of every
 * source, put it into the archive.  Requests run side by side; the archive
 * has one writer, this one.
 *
 * Each page's posts, the state of its walk, its bill and the cursor are one
 * transaction, so a kill at any point loses nothing and reads at most the
 * pages in flight again.
 */
#ifndef POLL_POLLER_H
#define POLL_POLLER_H

#include "api/price.h"
#include "ingest/ingest.h"
#include "ingest/wipe.h"
#include "net/http.h"
#include "poll/plan.h"
#include "poll/schedule.h"
#include "store/ledger.h"
#include "store/source.h"

#include <stdbool.h>

struct poll_settings {
	int64_t first_posts; /* read of a source never read before */
	int64_t overlap_s;   /* posts turn up so late; see late.h */
	int64_t profile_every_s;
	int64_t max_wait_s; /* for rate limits, in all */
	int concurrency;
	enum depth depth;
	struct ledger_caps caps;
	/* Only what is due by it; NULL: everything. */
	const struct schedule *schedule;
};

/* Told now and then; any may be NULL. */
struct poll_watcher {
	void *arg;
	/* A page was stored: sources finished of all, posts, dollars. */
	void (*progress)(void *arg, int64_t done, int64_t total,
	    const struct ingest_counts *counts);
	/* Waiting this long still, for this reason. */
	void (*waiting)(void *arg, int64_t seconds, const char *why);
	/* A source failed. */
	void (*failed)(void *arg, const char *source, const char *why);
	/* A source (or what is bought beside them) is not read to the end, for
	 * a cap of ours. */
	void (*left_out)(void *arg, const char *source);
	/* True: stop as soon as possible. */
	bool (*stop)(void *arg);
};

/* What a cycle did. */
struct poll_report {
	struct ingest_counts counts;
	int64_t sources, polled, failed;
	int64_t leased;  /* left to another process */
	int64_t capped;  /* not read, or not to the end, for the cap */
	const char *cap; /* the cap that bit last: run, day, month,
			  * observation */
	int64_t requests, gross, net;
	int64_t next_at; /* by the schedule, the next source is due then */
};

struct poller_parts {
	struct store *store; /* all borrowed */
	struct http *http;
	const struct sites *sites;
	const struct prices *prices;
	const struct poll_settings *settings;
	const struct poll_watcher *watcher;
	const char *owner; /* of leases: unique to this process */
	int64_t run_id;
};

/* Poll every source that is due.  -1 when the cycle ended early: then *err
 * says why (ERR_AUTH, ERR_BUDGET for X's own limits, ERR_LATER, ERR_STOPPED,
 * ...), and *report still tells what was done.  Sources that failed alone,
 * or were left out for a cap of ours, do not fail the cycle. */
int poll_cycle(const struct poller_parts *parts, struct poll_report *report,
    struct err *err);

/* How far below what was read a backfill goes. */
struct backfill {
	int64_t source_id; /* a timeline */
	int64_t posts;     /* at most; INT64_MAX: all that X shows */
	int64_t since_at;  /* not before; 0: any time */
};

/* Read what lies below the oldest post of a source; what an earlier backfill
 * of it left is finished first.  As poll_cycle. */
int poll_backfill(const struct poller_parts *parts,
    const struct backfill *backfill, struct poll_report *report,
    struct err *err);

/* What X counts for a query in the last seven days: no post is read, the
 * request is billed.  X's counts may differ from its searches and leave out
 * reposts. */
struct post_count {
	const char *query; /* borrowed */
	int64_t posts;     /* -1: X did not say */
	int64_t from, to;  /* of what was counted */
	int64_t of_day[8]; /* by UTC day from that of `from` on */
};

int poll_counts(const struct poller_parts *parts, struct post_count *counts,
    size_t n, struct poll_report *report, struct err *err);

/* X's own count of posts read, a UTC day each.  Asking is free. */
struct usage {
	struct usage_day {
		int64_t day, posts;
	} * days; /* own */
	size_t n, cap;
	int64_t project_usage, project_cap; /* of the billing cycle; -1 */
	int64_t n_days; /* how far back to ask, at most 90; the caller's */
};

int poll_usage(const struct poller_parts *parts, struct usage *usage,
    struct poll_report *report, struct err *err);

/* Is what is archived still there?  X is asked of every post and every
 * profile; what is gone is taken out (ingest/wipe.h), with a tombstone.  What
 * X merely does not find in a look-up is hidden first and taken out when it
 * is not found on a later day either; a batch job gives the reason. */
struct recheck {
	/* The caller's: by X's batch jobs, which cost nothing as far as its
	 * price list tells, where the access allows them, else by look-ups. */
	enum recheck_by { RECHECK_AUTO, RECHECK_JOBS, RECHECK_LOOKUPS } by;
	bool at_once; /* the caller's: X's first word is enough in look-ups */
	bool used_lookups;
	int64_t checked, missing;
	struct wipe_counts wiped;
};

int poll_recheck(const struct poller_parts *parts, struct recheck *recheck,
    struct poll_report *report, struct err *err);

#endif
