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
	struct progress progress;
	int64_t waiting_until; /* of the wait that was told last */
	bool quiet;
};

#define FETCHER_INIT         \
	{                    \
		.http = NULL \
	}

/* Fill settings from the configuration; flags may then change them. */
void fetcher_settings(struct fetcher *fetcher, const struct config *config);

/* Read token and prices and make the connection ready.  Asks nothing yet. */
int fetcher_open(struct fetcher *fetcher, struct context *context,
    const struct sites *sites, struct err *err);

/* Run one polling cycle as a run of this name. */
int fetcher_cycle(struct fetcher *fetcher, const char *command,
    struct poll_report *report, struct err *err);

void fetcher_close(struct fetcher *fetcher);

#endif
