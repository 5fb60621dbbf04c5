#include "givetake/fetcher.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/num.h"
#include "base/rand.h"
#include "base/text.h"
#include "givetake/runlog.h"
#include "givetake/scoring.h"
#include "givetake/stop.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_FILE ((size_t)1024 * 1024)

/* Names of what a cap left out: so many are shown. */
#define MAX_NAMES 5

enum depth
fetcher_depth(const char *word)
{
	if (strcmp(word, "full") == 0)
		return DEPTH_FULL;
	return strcmp(word, "parents") == 0 ? DEPTH_PARENTS : DEPTH_LEAN;
}

void
fetcher_settings(struct fetcher *fetcher, const struct config *config)
{
	fetcher->settings = (struct poll_settings){
	    .first_posts = config_int(config, "fetch.first_posts"),
	    .overlap_s = config_span(config, "fetch.overlap"),
	    .profile_every_s = config_span(config, "fetch.profile_every"),
	    .max_wait_s = config_span(config, "fetch.max_wait"),
	    .concurrency = (int)config_int(config, "fetch.concurrency"),
	    .depth = fetcher_depth(config_string(config, "fetch.depth")),
	    .caps.of = {[CAP_RUN] = config_usd(config, "fetch.max_cost"),
		[CAP_DAY] = config_usd(config, "fetch.max_cost_day"),
		[CAP_MONTH] = config_usd(config, "fetch.max_cost_month"),
		[CAP_OBSERVATION] = LEDGER_NO_CAP},
	};
}

int
fetcher_prices(struct fetcher *fetcher, const struct config *config,
    struct err *err)
{
	const char *path = config_string(config, "prices.file");
	struct buf text = BUF_INIT;
	int rc = 0;

	if (*path != '\0')
		rc = fs_read(path, &text, MAX_FILE, err);
	if (rc == 0)
		rc = price_load(&fetcher->prices,
		    *path != '\0' ? text.data : NULL, err);
	buf_release(&text);
	return rc;
}

struct http *
fetcher_connect(const struct config *config, int max_in_flight, struct err *err)
{
	struct buf token = BUF_INIT;
	struct http *http;
	struct http_settings settings = {
	    .base_url = config_string(config, "api.base_url"),
	    .ca_file = config_string(config, "api.ca_file"),
	    .proxy = config_string(config, "api.proxy"),
	    .timeout_ms = config_span(config, "api.timeout") * 1000,
	    .max_in_flight = max_in_flight,
	};

	if (config_token(config, &token, err) == -1)
		return NULL;
	settings.token = token.data;
	http = http_new(&settings, err);
	buf_release_secret(&token);
	return http;
}

static void
show_progress(void *arg, int64_t done, int64_t total,
    const struct ingest_counts *counts)
{
	struct fetcher *fetcher = arg;

	(void)counts;
	progress_show(&fetcher->progress, done, total, "sources");
}

/* On a terminal a countdown; otherwise one line for each wait. */
static void
show_waiting(void *arg, int64_t seconds, const char *why)
{
	struct fetcher *fetcher = arg;
	int64_t until = clock_now() + seconds;
	char line[160];

	snprintf(line, sizeof(line),
	    "%s: %" PRId64 " s (Ctrl-C stops, all "
	    "is kept)",
	    why, seconds);
	if (fetcher->progress.enabled)
		progress_say(&fetcher->progress, line);
	else if (!fetcher->quiet && until > fetcher->waiting_until + 1)
		fprintf(stderr, "%s\n", line);
	fetcher->waiting_until = until;
}

static void
show_failure(void *arg, const char *source, const char *why)
{
	struct fetcher *fetcher = arg;
	struct buf line = BUF_INIT;

	progress_end(&fetcher->progress);
	buf_adds(&line, "givetake: ");
	text_add_terminal(&line, source, strlen(source));
	buf_adds(&line, ": ");
	text_add_terminal(&line, why, strlen(why));
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
}

static void
note_left_out(void *arg, const char *source)
{
	struct fetcher *fetcher = arg;

	if (fetcher->n_left_out++ < MAX_NAMES)
		buf_addf(&fetcher->left_out, "%s%s",
		    fetcher->left_out.len > 0 ? ", " : "", source);
}

static bool
wants_stop(void *arg)
{
	(void)arg;
	return stop_requested();
}

/* Unique among the processes that share an archive, on this machine or
 * another. */
static void
name_owner(struct fetcher *fetcher)
{
	struct rng rng;

	rng_seed_system(&rng);
	snprintf(fetcher->owner, sizeof(fetcher->owner), "%ld-%08" PRIx64,
	    (long)getpid(), rng_next(&rng) >> 32);
}

int
fetcher_open(struct fetcher *fetcher, struct context *context,
    const struct sites *sites, struct err *err)
{
	name_owner(fetcher);
	fetcher->quiet = context->quiet;
	fetcher->watcher = (struct poll_watcher){
	    .arg = fetcher,
	    .progress = show_progress,
	    .waiting = show_waiting,
	    .failed = show_failure,
	    .left_out = note_left_out,
	    .stop = wants_stop,
	};
	if (fetcher_prices(fetcher, context->config, err) == -1)
		return -1;
	fetcher->http = fetcher_connect(context->config,
	    fetcher->settings.concurrency, err);
	if (fetcher->http == NULL)
		return -1;
	fetcher->parts = (struct poller_parts){
	    .store = context->store,
	    .http = fetcher->http,
	    .sites = sites,
	    .prices = &fetcher->prices,
	    .settings = &fetcher->settings,
	    .watcher = &fetcher->watcher,
	    .owner = fetcher->owner,
	};
	return 0;
}

/* The run's row stays if the run did anything; idle ones leave none. */
static int
end_run(struct fetcher *fetcher, const struct poll_report *report, int rc,
    struct err *err)
{
	struct store *store = fetcher->parts.store;
	bool idle = rc == 0 && report->gross == 0 && report->failed == 0;
	int ended;

	if (store_begin(store, err) == -1)
		return -1;
	/* A cycle that ended early may hold sources still. */
	if (store_source_release_all(store, fetcher->owner, err) == -1) {
		store_rollback(store);
		return -1;
	}
	ended = idle ? store_run_drop(store, fetcher->parts.run_id, err)
		     : store_run_end(store, fetcher->parts.run_id,
			   rc == 0 ? "done" : "ended early", err);
	if (ended == 0)
		ended = store_commit(store, err);
	if (ended == -1)
		store_rollback(store);
	return ended;
}

int
fetcher_run(struct fetcher *fetcher, const char *command, fetcher_work *work,
    void *arg, struct poll_report *report, struct err *err)
{
	struct store *store = fetcher->parts.store;
	struct err ignored = ERR_INIT;
	int64_t cap = fetcher->settings.caps.of[CAP_RUN];
	struct run_line line = {
	    .command = command,
	    .archive = store_path(store),
	    .report = report,
	    .started_at = clock_now(),
	};
	int rc;

	*report = (struct poll_report){.sources = 0};
	if (store_begin(store, err) == -1)
		return -1;
	if (store_run_begin(store, command, fetcher->owner,
		cap == LEDGER_NO_CAP ? 0 : cap, &fetcher->parts.run_id,
		err) == -1 ||
	    ledger_forget_days(store, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	progress_begin(&fetcher->progress, command, fetcher->quiet);
	rc = work(&fetcher->parts, arg, report, err);
	progress_end(&fetcher->progress);
	if (end_run(fetcher, report, rc, rc == 0 ? err : &ignored) == -1)
		rc = -1;
	line.run_id = fetcher->parts.run_id;
	line.err = rc == -1 ? err : NULL;
	runlog_add(&line);
	return rc;
}

int
fetcher_poll(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	(void)arg;
	return poll_cycle(parts, report, err);
}

static void
say_summary(const struct context *context, const struct poll_report *report)
{
	struct buf line = BUF_INIT;

	if (context->quiet)
		return;
	buf_addf(&line,
	    "%" PRId64 " of %" PRId64 " sources read: %" PRId64
	    " new posts, %" PRId64 " requests, $",
	    report->polled, report->sources, report->counts.posts_new,
	    report->requests);
	num_add_usd(&line, report->gross);
	if (report->net != report->gross) {
		buf_adds(&line, " ($");
		num_add_usd(&line, report->net);
		buf_adds(&line, " after X's daily dedup)");
	}
	if (report->counts.problems > 0)
		buf_addf(&line, ", %" PRId64 " problems named by X",
		    report->counts.problems);
	if (report->leased > 0)
		buf_addf(&line, ", %" PRId64 " left to another fetch",
		    report->leased);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
}

/* "a, b and 3 more" */
static int
say_capped(const struct fetcher *fetcher, const struct poll_report *report,
    struct err *err)
{
	struct buf what = BUF_INIT, cap = BUF_INIT;
	bool is_run = strcmp(report->cap, "run") == 0;
	bool is_observation = strcmp(report->cap, "observation") == 0;
	const char *hint = is_run ? "allow more with --max-cost" : "raise it";

	if (fetcher->left_out.len > 0)
		buf_adds(&what, fetcher->left_out.data);
	else
		buf_adds(&what, "look-ups of accounts");
	if (fetcher->n_left_out > MAX_NAMES)
		buf_addf(&what, " and %" PRId64 " more",
		    fetcher->n_left_out - MAX_NAMES);
	if (is_run) {
		buf_adds(&cap, "of $");
		num_add_usd(&cap, fetcher->settings.caps.of[CAP_RUN]);
		buf_adds(&cap, " for a run");
	} else if (is_observation) {
		buf_adds(&cap, "of the observation (givetake observe budget)");
	} else {
		buf_addf(&cap, "for the %s (fetch.max_cost_%s)", report->cap,
		    report->cap);
	}
	err_set(err, ERR_BUDGET,
	    "the cap %s is reached; not read to the end: %s; the next run goes "
	    "on there, or %s",
	    cap.data, what.data, hint);
	buf_release(&what);
	buf_release(&cap);
	return -1;
}

int
fetcher_read(struct fetcher *fetcher, struct context *context,
    const char *command, fetcher_work *work, void *arg, struct err *err)
{
	struct scorer *scorer = scoring_load(context->config, err);
	struct poll_report report;
	struct err ignored = ERR_INIT;
	int rc = -1;

	if (scorer == NULL ||
	    fetcher_open(fetcher, context, scorer_sites(scorer), err) == -1)
		goto out;
	rc = fetcher_run(fetcher, command, work, arg, &report, err);
	say_summary(context, &report);
	if (rc == 0 && report.capped > 0)
		rc = say_capped(fetcher, &report, err);
	else if (rc == 0 && report.failed > 0)
		rc = 3;
	/* The first failure is the one to report. */
	if (report.counts.posts_new + report.counts.posts_richer +
		    report.counts.users >
		0 &&
	    !stop_requested() &&
	    scoring_refresh(context, scorer, rc == -1 ? &ignored : err) == -1)
		rc = -1;
out:
	scorer_free(scorer);
	return rc;
}

void
fetcher_close(struct fetcher *fetcher)
{
	http_free(fetcher->http);
	fetcher->http = NULL;
	buf_release(&fetcher->left_out);
}
