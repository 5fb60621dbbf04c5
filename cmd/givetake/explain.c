#include "report/explain.h"
#include "base/clock.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "model/handle.h"
#include "store/user.h"

#include <inttypes.h>

struct explain {
	struct output_options output;
	int64_t last, posts;
};

static const struct opt explain_opts[] = {
    {"last", OPT_SPAN, offsetof(struct explain, last), "TIME",
	"Of an account: only the last TIME, such as 4w"},
    {"posts", OPT_INT, offsetof(struct explain, posts), "N",
	"Of an account: so many posts on either side (5)"},
    {"all", OPT_FLAG, offsetof(struct explain, output.all), NULL,
	"Of a post: the weak signals too, in tables and pages"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct explain, output),
	.table = output_opts},
    {.type = OPT_END},
};

static int
is_in_archive(struct store *store, int64_t post_id, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct stored_post post;
	int rc = store_post_get(store, post_id, &arena, &post, err);

	arena_release(&arena);
	return rc == -1 ? -1 : rc == 0;
}

/* A number may be a post's or an account's; what is in the archive
 * decides.  *user_id is 0 for a post. */
static int
find_subject(struct store *store, const char *word, int64_t *post_id,
    int64_t *user_id, struct err *err)
{
	struct account_name name;
	int rc;

	*user_id = 0;
	if (handle_parse_post(word, post_id)) {
		rc = is_in_archive(store, *post_id, err);
		if (rc != 0)
			return rc == 1 ? 0 : -1;
	}
	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is neither an account (@name) nor a post (its "
		    "number or address)",
		    word);
	if (name.id == 0) {
		if (store_user_by_handle(store, name.handle, user_id, err) ==
		    -1)
			return -1;
		return *user_id != 0 ? 0
				     : err_set(err, ERR_NOT_FOUND,
					   "@%s is not in the archive; see: "
					   "givetake report "
					   "accounts --all",
					   name.handle);
	}
	rc = store_user_exists(store, name.id, err);
	*user_id = name.id;
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no post and no account %" PRId64 " is in the archive",
		    name.id);
	return rc == 1 ? 0 : -1;
}

static int
explain(struct context *context, const struct explain *explain,
    const char *word, const struct scorer *scorer, struct out *out,
    struct err *err)
{
	int64_t post_id, user_id;
	int64_t since =
	    explain->last == INT64_MIN ? 0 : clock_now() - explain->last;
	const struct explain_span span = {
	    .window = window_of(since, INT64_MAX),
	    .limit = explain->posts == INT64_MIN ? 5 : (int)explain->posts,
	};

	if (find_subject(context->store, word, &post_id, &user_id, err) == -1)
		return -1;
	if (user_id == 0)
		return explain_post(context->store, scorer, post_id, out, err);
	return explain_account(context->store, scorer, user_id, &span, out,
	    err);
}

static int
explain_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct explain *flags = options;
	struct scorer *scorer = scoring_load(context->config, err);
	struct output output;
	int rc = -1;

	(void)n_args;
	if (scorer == NULL)
		return -1;
	if (scoring_refresh_for_reader(context, scorer, err) == -1 ||
	    output_open(&output, &flags->output, context, err) == -1)
		goto out;
	rc = explain(context, flags, args[0], scorer, output.out, err);
	rc = output_close(&output, rc, err);
out:
	scorer_free(scorer);
	return rc;
}

const struct command cmd_explain = {
    .name = "explain",
    .args = "@handle|POST",
    .summary = "Show the evidence behind an account's or a post's score",
    .examples = "givetake explain @alice\n"
		"givetake explain @alice --last 4w --posts 10\n"
		"givetake explain 1234567890123456789\n"
		"givetake explain https://x.com/alice/status/"
		"1234567890123456789",
    .details = "A post: its class and the strongest signals behind it, with "
	       "the words or link that fired each and its weight; JSON and "
	       "CSV have every signal.  An account: its sums, "
	       "the posts that moved them most, and what belongs to it.",
    .needs = NEED_CONFIG | NEED_READ,
    .min_args = 1,
    .max_args = 1,
    .opts = explain_opts,
    .options_size = sizeof(struct explain),
    .run = explain_run,
};
