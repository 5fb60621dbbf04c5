/*
 * What a command needs to ask X for something: settings, token, connection,
 * prices, a name for its leases, messages.
 */
#ifndef GIVETAKE_FETCHER_H
#define GIVETAKE_FETCHER_H

#include "givetake/cmd.h"
#include "givetake/progress.h"
#include "poll/poller.h"

struct fetcher {
	struct poll_settings settings;
	struct poller_parts parts;
	struct poll_watcher watcher;
	struct prices prices;
	struct http *http; /* own */
	char owner[48];
	struct buf left_out; /* own: names of what a cap left out */
	int64_t n_left_out;
	struct progress progress;
	int64_t waiting_until; /* of the wait that was told last */
	bool quiet;
};

#define FETCHER_INIT                  \
	{                             \
		.left_out = BUF_INIT, \
	}

/* Fill settings from the configuration; flags may then change them. */
void fetcher_settings(struct fetcher *fetcher, const struct config *config);

/* Read the table of prices alone. */
int fetcher_prices(struct fetcher *fetcher, const struct config *config,
    struct err *err);

/* A connection to X of its own, for so many requests at once. */
struct http *fetcher_connect(const struct config *config, int max_in_flight,
    struct err *err);

/* Read token and prices and make the connection ready.  Asks nothing yet. */
int fetcher_open(struct fetcher *fetcher, struct context *context,
    const struct sites *sites, struct err *err);

/* The depth of a choice of fetch.depth. */
enum depth fetcher_depth(const char *word);

/* Something of poll/poller.h to do. */
typedef int fetcher_work(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err);

/* Do it as a run of this name; what it spends is written down under it. */
int fetcher_run(struct fetcher *fetcher, const char *command,
    fetcher_work *work, void *arg, struct poll_report *report, struct err *err);

/* One polling cycle; arg is not used. */
int fetcher_poll(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err);

/* Posts that were read: says in a line what was done, scores what came, and
 * gives the exit status: 3 where sources failed, ERR_BUDGET where a cap left
 * something out. */
int fetcher_read(struct fetcher *fetcher, struct context *context,
    const char *command, fetcher_work *work, void *arg, struct err *err);

void fetcher_close(struct fetcher *fetcher);

#endif
