#include "report/report.h"

#include "base/text.h"
#include "base/when.h"
#include "report/basis.h"
#include "report/cells.h"

#include <string.h>

const struct report reports[] = {
    {.name = "accounts",
	.title = "Who gives and who takes",
	.rows = "accounts",
	.schema = "givetake.report.accounts.1",
	.put = report_accounts},
    {.name = "account",
	.title = "One account in depth",
	.rows = "gives_most",
	.schema = "givetake.report.account.1",
	.flags = REPORT_ONE | REPORT_JUDGES,
	.put = report_account},
    {.name = "posts",
	.title = "Gives to learn from, and takes",
	.rows = "posts",
	.schema = "givetake.report.posts.1",
	.put = report_posts},
    {.name = "domains",
	.title = "Whose links travel",
	.rows = "domains",
	.schema = "givetake.report.domains.1",
	.put = report_domains},
    {.name = "answers",
	.title = "Who answers, how fast, and what is left open",
	.rows = "openings",
	.schema = "givetake.report.answers.1",
	.put = report_answers},
    {.name = "relations",
	.title = "Who lifts, answers and quotes whom",
	.rows = "relations",
	.schema = "givetake.report.relations.1",
	.put = report_relations},
    {.name = "times",
	.title = "When it is posted",
	.rows = "hours",
	.schema = "givetake.report.times.1",
	.put = report_times},
    {.name = "topics",
	.title = "What the gives are about",
	.rows = "topics",
	.schema = "givetake.report.topics.1",
	.flags = REPORT_READS_TEXTS,
	.put = report_topics},
    {.name = "engagement",
	.title = "Whether giving pays",
	.rows = "classes",
	.schema = "givetake.report.engagement.1",
	.put = report_engagement},
    {.name = "trends",
	.title = "How the share of gives went, week by week",
	.rows = "accounts",
	.schema = "givetake.report.trends.1",
	.put = report_trends},
    {.name = "coverage",
	.title = "What was seen, and what is missing",
	.rows = "sources",
	.schema = "givetake.report.coverage.1",
	.put = report_coverage},
    {.name = "cost",
	.title = "What it cost",
	.rows = "sources",
	.schema = "givetake.report.cost.1",
	.put = report_cost},
    {.name = "voice",
	.title = "Who sounds like a person who cares",
	.rows = "voices",
	.schema = "givetake.report.voice.1",
	.flags = REPORT_READS_TEXTS,
	.put = report_voice},
    {.name = "digest",
	.title = "The week",
	.rows = "movers",
	.schema = "givetake.report.digest.1",
	.put = report_digest},
    {.name = "observation",
	.title = "What was found",
	.rows = "findings",
	.schema = "givetake.report.observation.1",
	.flags = REPORT_OBSERVED | REPORT_READS_TEXTS,
	.put = report_observation},
    {.name = NULL},
};

const struct report *
report_find(const char *name)
{
	for (const struct report *report = reports; report->name != NULL;
	     report++)
		if (strcmp(report->name, name) == 0)
			return report;
	return NULL;
}

/* People find it at the end, with the rest that the report rests on. */
static void
put_version(struct out *out, const char *name, const char *version)
{
	struct buf json = BUF_INIT;

	text_add_json(&json, version, strlen(version));
	out_fact_struct(out, name, json.data, NULL);
	buf_release(&json);
}

static void
say_compared(const struct window *window, struct out *out)
{
	struct buf text = BUF_INIT;

	buf_adds(&text, "Changes are against the time from ");
	if (window->since == 0)
		buf_adds(&text, "the beginning");
	else
		when_add_day(&text, window->first_day);
	buf_adds(&text, " to ");
	when_add_day(&text, window->last_day);
	buf_addc(&text, '.');
	out_paragraph(out, text.data);
	buf_release(&text);
}

/* Which account alone, where a report of many is asked for one. */
static int
put_account(const struct report_job *job, struct out *out, struct err *err)
{
	int64_t id = job->request->user_id;
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	const char *handle;
	int rc = find_handle(job->store, id, &arena, &handle, err);

	if (rc == 0) {
		cells_add_account(&text, handle, id);
		out_fact_text(out, "account", text.data);
	}
	arena_release(&arena);
	buf_release(&text);
	return rc;
}

static int
put_body(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err)
{
	const struct report_request *request = job->request;

	out_title(out, report->title);
	out_begin(out, report->rows, report->schema);
	if (request->compared != NULL)
		say_compared(request->compared, out);
	window_facts(&request->window, out);
	if (request->roster_name != NULL)
		out_fact_text(out, "accounts_of", request->roster_name);
	if (request->user_id != 0 && (report->flags & REPORT_ONE) == 0 &&
	    put_account(job, out, err) == -1)
		return -1;
	put_version(out, "model", scorer_model_version(job->scorer));
	put_version(out, "weights", scorer_weights_version(job->scorer));
	return report->put(job, out, err);
}

/* What a report reads it mostly reads once: holding on to it would only push
 * out of the processor's caches what is worked on. */
static int
begin(struct db *db, struct err *err)
{
	if (db_stay_small(db, err) == -1)
		return -1;
	return db_begin_reading(db, err);
}

int
report_write(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err)
{
	struct db *db = store_db(job->store);
	int rc = begin(db, err);

	if (rc == 0)
		rc = put_body(report, job, out, err);
	if (rc == 0)
		rc = basis_put(report, job, out, err);
	db_rollback(db);
	return rc;
}

int
report_write_body(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err)
{
	struct db *db = store_db(job->store);
	int rc = begin(db, err);

	if (rc == 0)
		rc = put_body(report, job, out, err);
	db_rollback(db);
	return rc;
}
