#include "report/report.h"

#include <string.h>

const struct report reports[] = {
    {.name = "accounts",
	.title = "Who gives and who takes",
	.rows = "accounts",
	.schema = "givetake.report.accounts.1",
	.put = report_accounts},
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
	.put = report_voice},
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

int
report_write(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err)
{
	const struct report_request *request = job->request;

	out_title(out, report->title);
	out_begin(out, report->rows, report->schema);
	window_facts(&request->window, out);
	if (request->roster_name != NULL)
		out_fact_text(out, "accounts_of", request->roster_name);
	out_fact_text(out, "model", scorer_model_version(job->scorer));
	out_fact_text(out, "weights", scorer_weights_version(job->scorer));
	return report->put(job, out, err);
}
