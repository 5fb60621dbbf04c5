/*
 * How fast reports are on a large archive, one of read.c's.
 *	reports prepare FILE	migrate it, make links and packs
 *	reports measure FILE [NAME]	time every report, or one
 */
#include "bench.h"

#include "base/buf.h"
#include "base/when.h"
#include "report/observed.h"
#include "report/report.h"
#include "store/pack.h"
#include "store/store.h"

#include <string.h>

/* Two posts in five link to one of 3000 sites, some far more often; replies
 * are scored as such; counts differ and are two days younger than the posts.  Then packs, as scoring makes them. */
static void
prepare(struct store *store)
{
	struct db *db = store_db(store);
	double began = now_ms();

	need(db_begin(db, &err));
	need(db_exec(db,
	    "INSERT INTO link (rid, n, url, site, is_media) "
	    "SELECT rid, 0, 'https://s' || k || '.example/' || rid, "
	    "'s' || k || '.example', 0 FROM (SELECT rid, "
	    "(rid * 7919 % 10007) * (rid * 7919 % 10007) / 33333 AS k "
	    "FROM post WHERE rid % 5 < 2) WHERE true ON CONFLICT DO NOTHING;"
	    "UPDATE score SET flags = 32 WHERE flags = 0 AND EXISTS (SELECT 1 "
	    "FROM post p WHERE p.rid = score.rid "
	    "AND p.reply_to_id IS NOT NULL);"
	    "UPDATE post SET metrics_at = created_at + 172800, "
	    "likes = rid * 31 % 97, reposts = rid % 11, replies = rid % 5, "
	    "impressions = rid * 7919 % 10007 WHERE metrics_at = created_at",
	    &err));
	need(db_commit(db, &err));
	printf("links in %.1f s", (now_ms() - began) / 1e3);
	began = now_ms();
	need(db_begin(db, &err));
	for (int64_t i = 0; i < ACCOUNTS; i++) {
		need(db_run(db, STMT_USER_SCORED, &err, "iii", FIRST_ID + i,
		    (int64_t)0, FIRST_WEEK + WEEKS * WEEK));
		need(store_pack_user(store, FIRST_ID + i, &err));
	}
	need(db_commit(db, &err));
	printf(", packs in %.1f s\n", (now_ms() - began) / 1e3);
}

static int
prepare_file(const char *path)
{
	struct store *store = store_open(path, STORE_WRITE, &err);

	if (store == NULL)
		need(-1);
	need(db_exec(store_db(store), "PRAGMA synchronous = OFF", &err));
	prepare(store);
	store_close(store);
	return 0;
}

/* Write a report to nowhere. */
static double
time_report(const struct report *report, const struct report_job *job,
    enum out_format format)
{
	const struct out_style style = {.width = 0};
	FILE *nowhere = fopen("/dev/null", "w");
	struct out *out;
	double began = now_ms();

	if (nowhere == NULL)
		need(-1);
	out = out_new(format, nowhere, &style);
	out_keep(out);
	need(report_write(report, job, out, &err));
	need(out_end(out, &err));
	out_free(out);
	fclose(nowhere);
	return now_ms() - began;
}

/* Windows of a week to two years that end in the last days. */
static const int days[] = {7, 30, 90, 365, 730};

static struct report_request
request_of(int i)
{
	int64_t end = FIRST_WEEK + WEEKS * WEEK - (i / 5) * DAY;

	return (
	    struct report_request){.window =
				       window_of(end - days[i % 5] * DAY, end),
	    .min_posts = 10,
	    .now = end,
	    .all = true};
}

static void
time_group(struct store *store, const struct scorer *scorer,
    const struct report *report, const char *group, struct times *times)
{
	struct id_set roster = {.ids = NULL};
	struct buf name = BUF_INIT;

	need(group_load(store, group, &roster, &err));
	for (int i = 0; i < 25; i++) {
		struct report_request request = request_of(i);
		const struct report_job job = {store, scorer, &request};

		request.roster = &roster;
		request.roster_name = group;
		note(times, time_report(report, &job, OUT_JSON));
	}
	buf_addf(&name, "report %s: %s, 7 to 730 days", report->name,
	    group + 1);
	print(name.data, times);
	buf_release(&name);
	id_set_release(&roster);
}

/* A year of accounts, from busy ones to quiet ones; the first posts more than
 * ten times as much as the middle one. */
static void
time_accounts(struct store *store, const struct scorer *scorer,
    const struct report *report, struct times *times)
{
	struct buf name = BUF_INIT;

	for (int i = 0; i < 20; i++) {
		struct report_request request = request_of(3);
		const struct report_job job = {store, scorer, &request};
		int64_t id = FIRST_ID + 100 * i + 50;
		const struct id_set one = {.ids = &id, .n = 1};

		request.user_id = id;
		request.roster = &one;
		request.roster_name = "one";
		note(times, time_report(report, &job, OUT_JSON));
	}
	buf_addf(&name, "report %s: one account, 365 days", report->name);
	print(name.data, times);
	buf_release(&name);
}

/* Four weeks of 200 accounts, up to the end. */
static void
observe(const char *path)
{
	struct store *store = store_open(path, STORE_WRITE, &err);
	struct observation found = OBSERVATION_INIT;
	char name[] = "bench";
	struct observation observation = {.name = name,
	    .width = 0.2,
	    .started_at = FIRST_WEEK + (WEEKS - 4) * WEEK,
	    .ends_at = FIRST_WEEK + WEEKS * WEEK};
	int64_t n;

	if (store == NULL)
		need(-1);
	if (store_observation_current(store, &found, &err) == 1) {
		need(store_begin(store, &err));
		need(store_observation_start(store, &observation, &err));
		need(store_roster_join_group(store, observation.id, "n200", &n,
		    &err));
		need(store_commit(store, &err));
	}
	observation_release(&found);
	store_close(store);
}

static void
time_observed(struct store *store, const struct scorer *scorer,
    const struct report *report, struct times *times)
{
	struct observation observation = OBSERVATION_INIT;
	struct id_set roster = {.ids = NULL};
	struct buf name = BUF_INIT;

	need(store_observation_current(store, &observation, &err));
	need(observed_roster(store, &observation, &roster, &err));
	for (int i = 0; i < 10; i++) {
		struct report_request request = request_of(0);
		const struct report_job job = {store, scorer, &request};

		request.window = observed_window(&observation);
		request.observation = observation.id;
		request.roster = &roster;
		request.roster_name = "n200";
		note(times, time_report(report, &job, OUT_JSON));
	}
	buf_addf(&name, "report %s: 200 accounts, 28 days", report->name);
	print(name.data, times);
	buf_release(&name);
	id_set_release(&roster);
	observation_release(&observation);
}

static void
time_reports(struct store *store, const char *only, struct times *times)
{
	const struct scorer_settings settings = {.model = "rules"};
	struct scorer *scorer = scorer_load(&settings, &err);

	if (scorer == NULL)
		need(-1);
	for (const struct report *report = reports; report->name != NULL;
	     report++) {
		/* Reads every text anew, as it always did. */
		if (only == NULL ? strcmp(report->name, "voice") == 0
				 : strcmp(report->name, only) != 0)
			continue;
		if (report->flags & REPORT_OBSERVED) {
			time_observed(store, scorer, report, times);
			continue;
		}
		time_accounts(store, scorer, report, times);
		if (report->flags & REPORT_ONE)
			continue;
		time_group(store, scorer, report, "n200", times);
		time_group(store, scorer, report, "n1000", times);
	}
	scorer_free(scorer);
}

static int
measure(const char *path, const char *only)
{
	struct times times = {.ms = NULL};
	struct store *store;

	observe(path);
	store = store_open(path, STORE_READ, &err);
	if (store == NULL)
		need(-1);
	time_reports(store, only, &times);
	free(times.ms);
	store_close(store);
	return 0;
}

int
main(int argc, char **argv)
{
	when_set_zone("UTC");
	if (argc == 3 && strcmp(argv[1], "prepare") == 0)
		return prepare_file(argv[2]);
	if (argc >= 3 && argc <= 4 && strcmp(argv[1], "measure") == 0)
		return measure(argv[2], argv[3]);
	fputs("reports prepare FILE | reports measure FILE [NAME]\n", stderr);
	return 2;
}
