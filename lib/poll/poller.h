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
#include "net/http.h"
#include "store/ledger.h"
#include "store/source.h"

#include <stdbool.h>

struct poll_settings {
	int64_t first_posts; /* read of a source never read before */
	int64_t overlap_s;   /* looked at again for posts indexed late */
	int64_t profile_every_s;
	int64_t max_wait_s; /* for rate limits, in all */
	int concurrency;
	bool expand; /* read the posts referred to: billed */
	struct ledger_caps caps;
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
	/* True: stop as soon as possible. */
	bool (*stop)(void *arg);
};

/* What a cycle did. */
struct poll_report {
	struct ingest_counts counts;
	int64_t sources, polled, failed;
	int64_t leased;  /* left to another process */
	int64_t capped;  /* not read, or not to the end, for the cap */
	const char *cap; /* the cap that bit: run, day, month */
	int64_t requests, gross, net;
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

#endif
