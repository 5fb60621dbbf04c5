#include "givetake/reporting.h"

#include "base/hash.h"
#include "base/text.h"
#include "base/when.h"
#include "givetake/exit.h"
#include "givetake/fetcher.h"
#include "report/expr.h"
#include "report/observed.h"
#include "report/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define OPTION(member) offsetof(struct reporting_options, member)

const struct opt reporting_opts[] = {
    {"compare", OPT_STRING, OPTION(compare), "prev|OBSERVATION",
	"Show the change against the time before, or an observation"},
    {"fail-if", OPT_STRING, OPTION(fail_if), "EXPR",
	"Exit with 1 if it holds for a row: 'ratio < 1 and posts >= 20'"},
    {.type = OPT_END},
};

int
reporting_add_prices(struct buf *buf, const struct config *config,
    struct err *err)
{
	struct fetcher fetcher = FETCHER_INIT;
	uint64_t hash = HASH_START;

	if (fetcher_prices(&fetcher, config, err) == -1)
		return -1;
	for (int i = 0; i < PRICE_COUNT; i++)
		hash = hash_mix(hash, (uint64_t)fetcher.prices.of[i]);
	buf_addf(buf, "%s-%016" PRIx64, fetcher.prices.date, hash);
	return 0;
}

/* What a report is compared with. */
struct earlier {
	struct window window;
	struct id_set roster; /* own; of an observation */
	struct report_request request;
	struct out *out; /* own; NULL: nothing is compared */
};

/* As many days as the window has, just before it. */
static int
find_previous(const struct report_request *request, struct window *window,
    struct err *err)
{
	const struct window *now = &request->window;
	int64_t last = now->until == INT64_MAX ? when_local_day(request->now)
					       : now->last_day;
	int64_t days = last - now->first_day + 1;

	if (now->since == 0)
		return err_set(err, ERR_USAGE,
		    "--compare prev needs a window with a beginning: give "
		    "--last or --since");
	*window = window_of(when_day_start(now->first_day - days),
	    when_day_start(now->first_day) - 1);
	return 0;
}

static int
find_observation(struct store *store, const char *name,
    const struct report_request *request, struct earlier *earlier,
    struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	int rc = store_observation_find(store, name, &observation, err);

	if (rc == 0) {
		earlier->window = observed_window(&observation);
		if (request->roster == NULL) {
			rc = observed_roster(store, &observation,
			    &earlier->roster, err);
			earlier->request.roster = &earlier->roster;
		}
	}
	observation_release(&observation);
	return rc;
}

/* Run the report over the other window, into memory. */
static int
look_back(const struct report *report, const struct report_job *job,
    const char *with, struct earlier *earlier, struct err *err)
{
	const struct report_job before = {job->store, job->scorer,
	    &earlier->request};
	int rc;

	earlier->request = *job->request;
	rc = strcmp(with, "prev") == 0
		 ? find_previous(job->request, &earlier->window, err)
		 : find_observation(job->store, with, job->request, earlier,
		       err);
	if (rc == -1)
		return -1;
	earlier->request.window = earlier->window;
	earlier->out = out_new_kept();
	return report_write_body(report, &before, earlier->out, err);
}

/* Add a line for each row for which the condition holds. */
static int
find_failures(const struct record *record, struct expr *expr,
    const char *condition, struct buf *lines, struct err *err)
{
	const struct record_table *table =
	    record->n_tables > 0 ? &record->tables[0] : NULL;
	const struct cell *row;
	struct buf text = BUF_INIT;

	if (table == NULL)
		return err_set(err, ERR_USAGE,
		    "--fail-if: this report has no rows to look at");
	if (expr_bind(expr, table, err) == -1)
		return err_context(err, "--fail-if");
	for (size_t i = 0; (row = record_cells(table, i)) != NULL; i++) {
		if (!expr_is_true(expr, row))
			continue;
		buf_clear(&text);
		buf_addf(&text, "givetake: --fail-if \"%s\" holds for ",
		    condition);
		record_add_key(&text, table, row);
		buf_adds(&text, " (");
		expr_add_values(&text, expr, table, row);
		buf_addc(&text, ')');
		text_add_terminal(lines, text.data, text.len);
		buf_addc(lines, '\n');
	}
	buf_release(&text);
	return 0;
}

/* What stands around the writing of one report. */
struct around {
	const struct record *before; /* NULL: nothing is compared */
	struct expr *expr;           /* NULL: no condition */
	const struct reporting_options *options;
};

static int
write_report(struct context *context, const struct report *report,
    const struct report_job *job, const struct output_options *output_options,
    const struct around *around, struct err *err)
{
	struct buf failures = BUF_INIT;
	struct output output;
	int rc;

	if (output_open(&output, output_options, context, err) == -1)
		return -1;
	out_keep(output.out);
	if (around->before != NULL)
		out_compare(output.out, around->before);
	rc = report_write(report, job, output.out, err);
	if (rc == 0 && around->expr != NULL)
		rc = find_failures(out_record(output.out), around->expr,
		    around->options->fail_if, &failures, err);
	rc = output_close(&output, rc, err);
	if (rc == 0 && failures.len > 0) {
		fputs(failures.data, stderr);
		rc = EXIT_CHECK_FAILED;
	}
	buf_release(&failures);
	return rc;
}

int
reporting_run(struct context *context, const struct report *report,
    const struct report_job *job, const struct output_options *output_options,
    const struct reporting_options *options, struct err *err)
{
	struct report_request request = *job->request;
	const struct report_job whole = {job->store, job->scorer, &request};
	struct earlier earlier = {.out = NULL};
	struct around around = {.options = options};
	struct buf prices = BUF_INIT;
	int rc = -1;

	if (options->fail_if != NULL) {
		around.expr = expr_parse(options->fail_if, err);
		if (around.expr == NULL)
			return err_context(err, "--fail-if");
	}
	if (reporting_add_prices(&prices, context->config, err) == -1 ||
	    (options->compare != NULL &&
		look_back(report, job, options->compare, &earlier, err) == -1))
		goto out;
	request.prices = prices.data;
	if (earlier.out != NULL) {
		request.compared = &earlier.window;
		around.before = out_record(earlier.out);
	}
	rc =
	    write_report(context, report, &whole, output_options, &around, err);
out:
	expr_free(around.expr);
	out_free(earlier.out);
	id_set_release(&earlier.roster);
	buf_release(&prices);
	return rc;
}
