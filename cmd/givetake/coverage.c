#include "report/coverage.h"
#include "base/clock.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "model/handle.h"

#include <string.h>
#include <strings.h>

struct coverage {
	struct output_options output;
	int64_t last;
};

static const struct opt coverage_opts[] = {
    {"last", OPT_SPAN, offsetof(struct coverage, last), "TIME",
	"Only the last TIME, such as 4w"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct coverage, output),
	.table = output_opts},
    {.type = OPT_END},
};

static bool
is_of_account(const void *arg, const struct source *source)
{
	const struct account_name *name = arg;

	if (name->id != 0)
		return source->user_id == name->id;
	return source->handle != NULL &&
	       strcasecmp(source->handle, name->handle) == 0;
}

static int
coverage_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct coverage *coverage = options;
	struct coverage_request request = {
	    .to = clock_now(),
	    .as_calendar = output_is_table(&coverage->output),
	};
	struct account_name name;
	struct output output;
	int rc;

	if (n_args == 1) {
		if (!handle_parse(args[0], &name))
			return err_set(err, ERR_USAGE,
			    "\"%s\" is no account: give @name or a number",
			    args[0]);
		request.wanted = is_of_account;
		request.arg = &name;
	}
	if (coverage->last != INT64_MIN)
		request.from = request.to - coverage->last;
	if (output_open(&output, &coverage->output, context, err) == -1)
		return -1;
	out_begin(output.out, "spans", "givetake.coverage.1");
	rc = coverage_put(context->store, &request, output.out, err);
	return output_close(&output, rc, err);
}

const struct command cmd_coverage = {
    .name = "coverage",
    .args = "[@handle]",
    .summary = "Show which time was seen of what is watched, and the holes",
    .examples = "givetake coverage\n"
		"givetake coverage @alice --last 12w\n"
		"givetake coverage --format csv -o spans.csv",
    .details =
	"A calendar line for each source; CSV and JSON hold a row for each "
	"span of time, with the reason where it is missing: cap, reach (X "
	"shows 3,200 posts of an account, 800 mentions, 7 days of a search), "
	"outage, protected, suspended, not found, never asked.  A hole that a "
	"later fetch could fill is closed again.",
    .needs = NEED_CONFIG | NEED_READ,
    .max_args = 1,
    .opts = coverage_opts,
    .options_size = sizeof(struct coverage),
    .run = coverage_run,
};
