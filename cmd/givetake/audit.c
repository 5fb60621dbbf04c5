#include "report/audit.h"

#include "base/clock.h"
#include "givetake/ask.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"

#include <inttypes.h>
#include <stdio.h>

enum { DEFAULT_POSTS = 100, MAX_POSTS = 100000 };

struct audit_options {
	struct output_options output;
	int64_t n, seed;
	const char *group, *by;
	bool again, report;
};

static const struct opt audit_opts[] = {
    {"n", OPT_INT, offsetof(struct audit_options, n), "N",
	"Draw so many posts (100)"},
    {"group", OPT_STRING, offsetof(struct audit_options, group), "GROUP",
	"Draw from the accounts of a group only"},
    {"seed", OPT_INT, offsetof(struct audit_options, seed), "N",
	"Draw by this number; the same gives the same sample (1)"},
    {"by", OPT_STRING, offsetof(struct audit_options, by), "NAME",
	"Who labels"},
    {"new", OPT_FLAG, offsetof(struct audit_options, again), NULL,
	"Draw another sample; labels stay"},
    {"report", OPT_FLAG, offsetof(struct audit_options, report), NULL,
	"Only report the agreement so far"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct audit_options, output),
	.table = output_opts},
    {.type = OPT_END},
};

static int
draw(struct context *context, const struct audit_options *flags,
    struct err *err)
{
	struct id_set set = {.ids = NULL};
	int64_t n = flags->n == INT64_MIN ? DEFAULT_POSTS : flags->n;
	uint64_t seed = flags->seed == INT64_MIN ? 1 : (uint64_t)flags->seed;
	int rc;

	if (n < 1 || n > MAX_POSTS)
		return err_set(err, ERR_USAGE,
		    "--n must be from 1 to %d, not %" PRId64, MAX_POSTS, n);
	if (flags->group != NULL &&
	    group_load(context->store, flags->group, &set, err) == -1)
		return -1;
	rc = audit_draw(context->store, flags->group != NULL ? &set : NULL,
	    (size_t)n, seed, err);
	id_set_release(&set);
	return rc;
}

/* The sample under way, or a new one. */
static int
open_sample(struct context *context, const struct audit_options *flags,
    struct audit *audit, struct err *err)
{
	if (audit_load(context->store, audit, err) == -1)
		return -1;
	if (audit->n > 0 && !flags->again)
		return 0;
	if (flags->report && !flags->again)
		return err_set(err, ERR_NOT_FOUND,
		    "no sample has been drawn yet; run: givetake audit");
	audit_release(audit);
	if (draw(context, flags, err) == -1 ||
	    audit_load(context->store, audit, err) == -1)
		return -1;
	if (audit->n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no post without a label to draw from");
	return 0;
}

static bool
wants_rows(const struct audit_options *flags)
{
	return flags->output.format != OUT_AUTO || flags->output.file != NULL;
}

static int
write_out(struct context *context, const struct audit_options *flags,
    const struct audit *audit, bool report, struct err *err)
{
	struct output output;
	int rc = 0;

	if (output_open(&output, &flags->output, context, err) == -1)
		return -1;
	if (report)
		audit_report(audit, output.out);
	else
		rc = audit_write_sample(context->store, audit, output.out, err);
	return output_close(&output, rc, err);
}

static int
ask_then_report(struct context *context, const struct audit_options *flags,
    const struct scorer *scorer, struct audit *audit, struct err *err)
{
	size_t left = audit_left(audit);

	if (ask_sample(context->store, audit, flags->by, err) == -1 ||
	    scoring_refresh(context, scorer, err) == -1)
		return -1;
	if (left > 0 && audit_left(audit) > 0)
		printf("%zu are left: givetake audit goes on.\n",
		    audit_left(audit));
	else
		printf("All are read: givetake audit --new draws others.\n");
	return write_out(context, flags, audit, true, err);
}

static int
audit_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct audit_options *flags = options;
	struct scorer *scorer = NULL;
	struct audit audit = {.items = NULL};
	int rc = -1;

	(void)n_args;
	(void)args;
	if (!flags->report && !wants_rows(flags) && !ask_can())
		return err_set(err, ERR_USAGE,
		    "audit asks on a terminal, and there is none; write the "
		    "sample with --format csv -o FILE, fill it, and give it "
		    "to: givetake label import FILE");
	scorer = scoring_load(context->config, err);
	if (scorer == NULL)
		return -1;
	if (scoring_refresh(context, scorer, err) == -1 ||
	    open_sample(context, flags, &audit, err) == -1)
		goto out;
	if (flags->report || wants_rows(flags))
		rc = write_out(context, flags, &audit, flags->report, err);
	else
		rc = ask_then_report(context, flags, scorer, &audit, err);
out:
	audit_release(&audit);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_audit = {
    .name = "audit",
    .args = "[options]",
    .summary = "Label a sample of posts and see how far the classes can be "
	       "trusted",
    .examples = "givetake audit\n"
		"givetake audit --n 200 --group team --by ann\n"
		"givetake audit --report\n"
		"givetake audit --format csv -o sample.csv\n"
		"givetake label import sample.csv",
    .details =
	"Draws as many posts of each class, close calls and clear ones, and "
	"shows each with its account, links and what it answers, but not what "
	"the scorer thinks.  One key a class; every answer is kept at once, "
	"and the next run goes on.  Then precision and recall of each class, "
	"and kappa with its interval, of the archive that the sample stands "
	"for.  The labels count as yours from then on.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = audit_opts,
    .options_size = sizeof(struct audit_options),
    .run = audit_run,
};
