/* The final report: all of it in order, its findings first. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/findings.h"
#include "report/journal.h"
#include "report/pack_rows.h"

#include <string.h>

/* The reports that it holds, in this order. */
static const char *const parts[] = {"accounts", "trends", "posts", "domains",
    "answers", "relations", "topics", "times", "engagement", "voice",
    "coverage", "cost"};

/* Voices are heard in every word of every post, which takes its time. */
#define VOICES 50

static bool
is_left_out(const struct report_job *job, const struct report *part)
{
	return strcmp(part->name, "voice") == 0 &&
	       job->request->roster->n > VOICES;
}

/* The board of its standing is the one that its accounts are ranked by,
 * unless it was asked for some of them, or for other days. */
static const struct board *
shared_board(const struct report_request *request,
    const struct standing *standing)
{
	const struct id_set *a = request->roster, *b = &standing->present;
	const struct window *x = &request->window, *y = &standing->window;
	bool same = x->since == y->since && x->until == y->until &&
		    x->frozen == y->frozen && a->n == b->n;

	for (size_t i = 0; i < a->n && same; i++)
		same = a->ids[i] == b->ids[i];
	return same ? &standing->board : NULL;
}

static int
put_parts(const struct report_job *whole, const struct standing *standing,
    struct out *out, struct err *err)
{
	struct report_request request = *whole->request;
	struct pack_keep keep = PACK_KEEP_INIT;
	const struct report_job job = {whole->store, whole->scorer, &request,
	    &keep};
	int rc = 0;

	request.board = shared_board(whole->request, standing);
	for (size_t i = 0; i < ARRAY_LEN(parts) && rc == 0; i++) {
		const struct report *part = report_find(parts[i]);

		if (is_left_out(&job, part)) {
			out_paragraph(out,
			    "Voices are left out of a report on more than 50 "
			    "accounts; see: givetake report voice --group");
			continue;
		}
		out_section(out, part->name, part->title, part->rows);
		rc = part->put(&job, out, err);
		if (rc == 0)
			out_section_end(out);
	}
	pack_keep_release(&keep);
	return rc;
}

static int
put_journal(const struct report_job *job, const struct observation *observation,
    struct out *out, struct err *err)
{
	int64_t n;
	int rc;

	out_section(out, "journal", "What was noted", "notes");
	rc = journal_put(job->store, observation, out, &n, err);
	if (n == 0)
		out_paragraph(out, "Nothing was noted.");
	out_section_end(out);
	return rc;
}

/* For programs alone: people find versions at the end. */
static void
put_name(struct out *out, const char *name, const char *value)
{
	struct buf json = BUF_INIT;

	text_add_json(&json, value, strlen(value));
	out_fact_struct(out, name, json.data, NULL);
	buf_release(&json);
}

/* What it was frozen with, and whether that is what reads it now. */
static void
put_versions(const struct report_job *job,
    const struct observation *observation, struct out *out)
{
	if (observation->ended_at == 0)
		return;
	put_name(out, "frozen_model", observation->model);
	put_name(out, "frozen_weights", observation->weights);
	put_name(out, "frozen_timezone", observation->timezone);
	if (strcmp(observation->weights, scorer_weights_version(job->scorer)) !=
	    0)
		out_paragraph(out,
		    "The weights have changed since it ended: the gives and "
		    "takes are as frozen, what is worked out of them may "
		    "differ.");
}

static int
put_all(const struct report_job *job, const struct observation *observation,
    struct standing *standing, struct out *out, struct err *err)
{
	const struct report_request *request = job->request;

	put_name(out, "observation", observation->name);
	if (observation->goal != NULL)
		out_fact_text(out, "goal", observation->goal);
	put_versions(job, observation, out);
	if (findings_put(job, observation, standing, out, err) == -1)
		return -1;
	out_paragraph(out,
	    observation->ended_at == 0
		? "It is not ended: these are findings so far."
		: "What counted, and as what, is as it was at its end; lists "
		  "leave out the posts that were withdrawn since.");
	out_paragraph(out,
	    "The findings are about the mix of posts, as far as they were "
	    "seen, and not about persons.");
	out_section(out, "progress", "How far it went", "accounts");
	standing_put(standing, observation, request->min_posts, out);
	out_section_end(out);
	if (put_parts(job, standing, out, err) == -1)
		return -1;
	return put_journal(job, observation, out, err);
}

int
report_observation(const struct report_job *job, struct out *out,
    struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	const struct standing_request wanted =
	    standing_request_of(job, &observation);
	struct standing standing;
	int rc = -1;

	if (store_observation_get(job->store, job->request->observation,
		&observation, err) == -1)
		return -1;
	if (standing_load(job->store, &wanted, &standing, err) == 0) {
		rc = put_all(job, &observation, &standing, out, err);
		standing_release(&standing);
	}
	observation_release(&observation);
	return rc;
}
