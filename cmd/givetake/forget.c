#include "givetake/commands.h"
#include "givetake/scrub.h"
#include "ingest/wipe.h"
#include "model/handle.h"
#include "store/source.h"
#include "store/user.h"

#include <inttypes.h>
#include <stdio.h>

struct forget {
	bool yes;
};

static const struct opt forget_opts[] = {
    {"yes", OPT_FLAG, offsetof(struct forget, yes), NULL,
	"Do it; without, only what would go is told"},
    {.type = OPT_END},
};

static int
find_account(struct context *context, const char *word, int64_t *id,
    struct err *err)
{
	struct account_name name;

	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no account: give "
		    "@handle or its id",
		    word);
	*id = name.id;
	if (*id == 0 &&
	    store_user_by_handle(context->store, name.handle, id, err) == -1)
		return -1;
	if (*id == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "nothing is known of %s; where its handle changed, give "
		    "the new one or its id",
		    word);
	return 0;
}

static int
tell(struct context *context, int64_t id, struct err *err)
{
	struct id_list posts = {.items = NULL};
	int rc = store_wipe_posts_of(context->store, id, &posts, err);

	if (rc == 0)
		printf("account %" PRId64 ": %zu posts, the profile and its "
		       "history would go for good.  Do it with --yes\n",
		    id, posts.n);
	id_list_release(&posts);
	return rc;
}

static int
erase(struct context *context, int64_t id, struct wipe_counts *counts,
    struct err *err)
{
	if (store_begin(context->store, err) == -1)
		return -1;
	if (wipe_user(context->store, id, STATE_PUBLIC, counts, err) == 0 &&
	    store_commit(context->store, err) == 0)
		return 0;
	store_rollback(context->store);
	return -1;
}

static int
forget_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct forget *forget = options;
	struct wipe_counts counts = {.posts = 0};
	int64_t id;

	for (int i = 0; i < n_args; i++) {
		if (find_account(context, args[i], &id, err) == -1)
			return -1;
		if ((forget->yes ? erase(context, id, &counts, err)
				 : tell(context, id, err)) == -1)
			return -1;
	}
	if (!forget->yes)
		return 0;
	if (!context->quiet)
		fprintf(stderr,
		    "forgotten: %" PRId64 " accounts, %" PRId64 " posts\n",
		    counts.users, counts.posts);
	return scrub(context, err);
}

const struct command cmd_forget = {
    .name = "forget",
    .args = "@handle...",
    .summary = "Erase accounts entirely, for good",
    .examples = "givetake forget @carol          # what would go\n"
		"givetake forget @carol --yes",
    .details =
	"Posts, profile, its history, scores, and the pages as they came go, "
	"down to the bytes of the file; the account is watched no longer and "
	"refused from now on.  Its id stays as a tombstone.  What others "
	"wrote about it is theirs and stays.  Files that were imported or "
	"exported are not touched.",
    .needs = NEED_CONFIG | NEED_WRITE,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = forget_opts,
    .options_size = sizeof(struct forget),
    .run = forget_run,
};
