/*
 * How fast reports are on a large archive, one of read.c's.
 *	reports prepare FILE	migrate it, make links, weeks and packs
 *	reports measure FILE [NAME]	time every report, or one
 * Each line names the goal that stands for it on 10 million posts.
 */
#include "bench.h"

#include "base/buf.h"
#include "base/when.h"
#include "judge/weeks.h"
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
		need(weeks_put(store, FIRST_ID + i, &err));
		need(store_pack_user(store, FIRST_ID + i, &err));
	}
	need(db_commit(db, &err));
	printf(", weeks and packs in %.1f s\n", (now_ms() - began) / 1e3);
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

/* Windows of the accounts of a group are timed. */
struct leg {
	const char *group;
	enum out_format format;
	double goal; /* ms */
};

static void
time_group(const struct report_job *base, const struct report *report,
    const struct leg *leg, struct times *times)
{
	struct id_set roster = {.ids = NULL};
	struct buf name = BUF_INIT;

	need(group_load(base->store, leg->group, &roster, &err));
	for (int i = 0; i < 25; i++) {
		struct report_request request = request_of(i);
		const struct report_job job = {base->store, base->scorer,
		    &request};

		request.roster = &roster;
		request.roster_name = leg->group;
		note(times, time_report(report, &job, leg->format));
	}
	buf_addf(&name, "report %s: %s%s, 7 to 730 days", report->name,
	    leg->group + 1, leg->format == OUT_HTML ? " HTML" : "");
	print(name.data, times, leg->goal);
	buf_release(&name);
	id_set_release(&roster);
}

/* A year of accounts, from busy ones to quiet ones; the first posts more than
 * ten times as much as the middle one.  Ranked: among everybody. */
static void
time_accounts(const struct report_job *base, const struct report *report,
    bool is_ranked, struct times *times)
{
	struct buf name = BUF_INIT;

	for (int i = 0; i < 20; i++) {
		struct report_request request = request_of(3);
		const struct report_job job = {base->store, base->scorer,
		    &request};
		int64_t id = FIRST_ID + 100 * i + 50;
		const struct id_set one = {.ids = &id, .n = 1};

		request.user_id = id;
		request.roster = is_ranked ? NULL : &one;
		request.roster_name = is_ranked ? NULL : "one";
		note(times, time_report(report, &job, OUT_JSON));
	}
	buf_addf(&name, "report %s: one account%s, 365 days", report->name,
	    is_ranked ? " of all" : "");
	print(name.data, times, 100);
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
time_observed(const struct report_job *base, const struct report *report,
    struct times *times)
{
	struct store *store = base->store;
	struct observation observation = OBSERVATION_INIT;
	struct id_set roster = {.ids = NULL};
	struct buf name = BUF_INIT;

	need(store_observation_current(store, &observation, &err));
	need(observed_roster(store, &observation, &roster, &err));
	for (int i = 0; i < 10; i++) {
		struct report_request request = request_of(0);
		const struct report_job job = {store, base->scorer, &request};

		request.window = observed_window(&observation);
		request.observation = observation.id;
		request.roster = &roster;
		request.roster_name = "n200";
		note(times, time_report(report, &job, OUT_JSON));
	}
	buf_addf(&name, "report %s: 200 accounts, 28 days", report->name);
	print(name.data, times, 100);
	buf_release(&name);
	id_set_release(&roster);
	observation_release(&observation);
}

/* Voices are heard in every text: of single accounts, and small groups. */
static void
time_one_report(const struct report_job *base, const struct report *report,
    struct times *times)
{
	static const struct leg legs[] = {
	    {"n200", OUT_JSON, 100},
	    {"n200", OUT_HTML, 100},
	    {"n1000", OUT_JSON, 500},
	    {"n1000", OUT_HTML, 500},
	};

	if (report->flags & REPORT_OBSERVED) {
		time_observed(base, report, times);
		return;
	}
	time_accounts(base, report, false, times);
	if (report->flags & REPORT_ONE)
		time_accounts(base, report, true, times);
	if (report->flags & REPORT_ONE || strcmp(report->name, "voice") == 0)
		return;
	for (size_t i = 0; i < ARRAY_LEN(legs); i++)
		time_group(base, report, &legs[i], times);
}

static void
time_reports(struct store *store, const char *only, struct times *times)
{
	const struct scorer_settings settings = {.model = "rules"};
	struct scorer *scorer = scorer_load(&settings, &err);
	const struct report_job base = {store, scorer, NULL};

	if (scorer == NULL)
		need(-1);
	for (const struct report *report = reports; report->name != NULL;
	     report++)
		if (only == NULL || strcmp(report->name, only) == 0)
			time_one_report(&base, report, times);
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
