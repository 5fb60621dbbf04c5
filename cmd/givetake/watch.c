#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "model/handle.h"
#include "store/source.h"
#include "store/user.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct watch_add {
	const char *search, *list, *quotes, *name, *group;
	bool mentions, all;
};

static const struct opt add_opts[] = {
    {"search", OPT_STRING, offsetof(struct watch_add, search), "QUERY",
	"Watch a search, in X's own query language"},
    {"x-list", OPT_STRING, offsetof(struct watch_add, list), "ID",
	"Watch a list on X, by its number"},
    {"all", OPT_FLAG, offsetof(struct watch_add, all), NULL,
	"With --search: X's full archive, not the last seven days"},
    {"quotes-of", OPT_STRING, offsetof(struct watch_add, quotes), "POST",
	"Watch what quotes a post, by its number or address"},
    {"mentions", OPT_FLAG, offsetof(struct watch_add, mentions), NULL,
	"Watch what mentions the accounts as well"},
    {"name", OPT_STRING, offsetof(struct watch_add, name), "NAME",
	"What to call a search, list or post"},
    {"group", OPT_STRING, offsetof(struct watch_add, group), "GROUP",
	"Put the accounts into a group (a team, rivals)"},
    {.type = OPT_END},
};

/* Fill a source from a word; the strings stay the word's and name's. */
static int
account_source(const char *word, struct account_name *name,
    struct source *source, struct err *err)
{
	if (num_is_rounded_id(word))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is a number that a spreadsheet has rounded; give "
		    "the handle, or the id in full",
		    word);
	if (!handle_parse(word, name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no account: give @name, x.com/name or a "
		    "number (a name has 1 to 15 letters, digits, _)",
		    word);
	*source = (struct source){
	    .kind = SOURCE_TIMELINE,
	    .handle = name->id == 0 ? name->handle : NULL,
	    .user_id = name->id,
	};
	return 0;
}

static int
add_source(struct context *context, const struct watch_add *add,
    const struct source *source, int *n_new, struct err *err)
{
	int64_t id;
	bool is_new;

	if (store_source_add(context->store, source, &id, &is_new, err) == -1)
		return -1;
	*n_new += is_new;
	return add->group == NULL
		   ? 0
		   : store_group_add(context->store, add->group, id, err);
}

static int
add_accounts(struct context *context, const struct watch_add *add, int n,
    char **words, int *n_new, struct err *err)
{
	struct account_name name;
	struct source source;

	for (int i = 0; i < n; i++) {
		if (account_source(words[i], &name, &source, err) == -1 ||
		    add_source(context, add, &source, n_new, err) == -1)
			return -1;
		if (!add->mentions)
			continue;
		source.kind = SOURCE_MENTIONS;
		if (add_source(context, add, &source, n_new, err) == -1)
			return -1;
	}
	return 0;
}

static int
add_search(struct context *context, const struct watch_add *add, int *n_new,
    struct err *err)
{
	char query[4097];
	struct source source = {
	    .kind = add->all ? SOURCE_ARCHIVE : SOURCE_SEARCH,
	    .query = query,
	};
	int rc;

	if (*add->search == '\0' || strlen(add->search) > 4096)
		return err_set(err, ERR_USAGE,
		    "--search: X takes queries of 1 to 4096 letters "
		    "(512 on most plans)");
	snprintf(query, sizeof(query), "%s", add->search);
	source.name = mem_strdup(add->name);
	rc = add_source(context, add, &source, n_new, err);
	free(source.name);
	return rc;
}

/* Searches, lists and posts; the name is for all of them. */
static int
add_others(struct context *context, const struct watch_add *add, int *n_new,
    struct err *err)
{
	struct source list = {.kind = SOURCE_LIST};
	struct source quotes = {.kind = SOURCE_QUOTES};
	char *name = mem_strdup(add->name);
	int rc = -1;

	list.name = quotes.name = name;
	if (add->search != NULL && add_search(context, add, n_new, err) == -1)
		goto out;
	if (add->list != NULL &&
	    num_parse_id(add->list, &list.target_id) == -1) {
		err_set(err, ERR_USAGE,
		    "--x-list: \"%s\" is not the number of a list", add->list);
		goto out;
	}
	if (add->quotes != NULL &&
	    !handle_parse_post(add->quotes, &quotes.target_id)) {
		err_set(err, ERR_USAGE,
		    "--quotes-of: \"%s\" is not the number or address of a "
		    "post",
		    add->quotes);
		goto out;
	}
	if (list.target_id != 0 &&
	    add_source(context, add, &list, n_new, err) == -1)
		goto out;
	if (quotes.target_id == 0 ||
	    add_source(context, add, &quotes, n_new, err) == 0)
		rc = 0;
out:
	free(name);
	return rc;
}

/* Is there anything to watch, and does it go together? */
static int
check_wishes(const struct watch_add *add, int n_args, struct err *err)
{
	int others =
	    (add->search != NULL) + (add->list != NULL) + (add->quotes != NULL);

	if (n_args + others == 0)
		return err_set(err, ERR_USAGE,
		    "nothing to watch: give accounts, --search, --x-list or "
		    "--quotes-of");
	if (others > 1)
		return err_set(err, ERR_USAGE,
		    "--search, --x-list and --quotes-of: one at a time");
	if (add->all && add->search == NULL)
		return err_set(err, ERR_USAGE,
		    "--all goes with --search: X's full archive of posts");
	return 0;
}

static int
add_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct watch_add *add = options;
	int n_new = 0;

	if (check_wishes(add, n_args, err) == -1)
		return -1;
	if (store_begin(context->store, err) == -1)
		return -1;
	if (add_accounts(context, add, n_args, args, &n_new, err) == -1 ||
	    add_others(context, add, &n_new, err) == -1 ||
	    store_commit(context->store, err) == -1) {
		store_rollback(context->store);
		return -1;
	}
	if (!context->quiet)
		fprintf(stderr, "%d new to watch; next: givetake fetch\n",
		    n_new);
	return 0;
}

const struct command cmd_watch_add = {
    .name = "watch add",
    .args = "[@handle...]",
    .summary = "Watch accounts, a search, a list or quotes of a post",
    .examples = "givetake watch add @alice bob x.com/carol\n"
		"givetake watch add --group team @alice @bob\n"
		"givetake watch add --search '#sourdough lang:en' "
		"--name bread\n"
		"givetake watch add --x-list 84839422\n"
		"givetake watch add --search sourdough --all\n"
		"givetake watch add --quotes-of "
		"https://x.com/alice/status/1850000000000000001",
    .details =
	"Asks nothing of X and costs nothing.  A bare number is the number of "
	"an account; @12345 is a handle.\n"
	"X shows the newest 3,200 posts of an account, 800 mentions, 800 "
	"posts of a list, and seven days of a search, all of it with --all.  "
	"Lists and quotes cannot be asked for what is new alone: each fetch "
	"reads a few posts again, and pays for them once a day.",
    .needs = NEED_CONFIG | NEED_WRITE,
    .max_args = ARGS_ANY,
    .opts = add_opts,
    .options_size = sizeof(struct watch_add),
    .run = add_run,
};

struct watch_remove {
	const char *group;
};

static const struct opt remove_opts[] = {
    {"group", OPT_STRING, offsetof(struct watch_remove, group), "GROUP",
	"Only take them out of this group"},
    {.type = OPT_END},
};

/* Does the word name this source: account, name, query or number? */
static bool
is_named(const struct source *source, const char *word)
{
	struct account_name name;
	int64_t id;

	if (source->name != NULL && strcmp(source->name, word) == 0)
		return true;
	if (source->query != NULL && strcmp(source->query, word) == 0)
		return true;
	if (source->target_id != 0 && num_parse_id(word, &id) == 0)
		return source->target_id == id;
	if (!handle_parse(word, &name))
		return false;
	if (name.id != 0)
		return source->user_id == name.id;
	return source->handle != NULL &&
	       strcasecmp(source->handle, name.handle) == 0;
}

static int
remove_word(struct context *context, const struct source_list *sources,
    const char *group, const char *word, struct err *err)
{
	int n = 0, rc = 0;

	for (size_t i = 0; i < sources->n && rc == 0; i++) {
		const struct source *source = &sources->items[i];

		if (!is_named(source, word))
			continue;
		n++;
		rc = group != NULL
			 ? store_group_remove(context->store, group, source->id,
			       err)
			 : store_source_remove(context->store, source->id, err);
	}
	if (rc == 0 && n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "\"%s\" is not watched; see: givetake watch list", word);
	return rc;
}

static int
remove_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct watch_remove *remove = options;
	struct source_list sources = {.items = NULL};
	int rc = -1;

	if (store_source_list(context->store, &sources, err) == -1 ||
	    store_begin(context->store, err) == -1)
		goto out;
	rc = 0;
	for (int i = 0; i < n_args && rc == 0; i++)
		rc =
		    remove_word(context, &sources, remove->group, args[i], err);
	if (rc == 0)
		rc = store_commit(context->store, err);
	if (rc == -1)
		store_rollback(context->store);
out:
	source_list_release(&sources);
	return rc;
}

const struct command cmd_watch_remove = {
    .name = "watch remove",
    .args = "@handle|NAME...",
    .summary = "Watch accounts, searches or lists no longer",
    .examples = "givetake watch remove @alice bread\n"
		"givetake watch remove --group team @bob",
    .details = "What they brought stays in the archive.",
    .needs = NEED_CONFIG | NEED_WRITE,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = remove_opts,
    .options_size = sizeof(struct watch_remove),
    .run = remove_run,
};

struct watch_list {
	struct output_options output;
};

static const struct opt list_opts[] = {
    {.type = OPT_INHERIT,
	.offset = offsetof(struct watch_list, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column list_columns[] = {
    {"kind", "Kind", OUT_LEFT, false},
    {"what", "What", OUT_LEFT, true},
    {"name", "Name", OUT_LEFT, true},
    {"user_id", NULL, OUT_LEFT, false},
    {"groups", "Groups", OUT_LEFT, true},
    {"polled_at", "Last poll", OUT_LEFT, false},
    {"problem", "Problem", OUT_LEFT, true},
};

static void
add_what(struct buf *what, const struct source *source)
{
	if (source->handle != NULL)
		buf_addf(what, "@%s", source->handle);
	else if (source->query != NULL)
		buf_adds(what, source->query);
	else
		buf_addf(what, "%" PRId64,
		    source->user_id != 0 ? source->user_id : source->target_id);
}

static int
list_source(struct context *context, struct out *out,
    const struct source *source, struct err *err)
{
	struct buf what = BUF_INIT, groups = BUF_INIT;
	int rc = store_groups_of(context->store, source->id, &groups, err);

	if (rc == 0) {
		add_what(&what, source);
		out_text(out, source_kind_names[source->kind]);
		out_text(out, what.data);
		out_text(out, source->name);
		out_id(out, source->user_id);
		out_text(out, groups.len > 0 ? groups.data : NULL);
		out_time(out, source->polled_at);
		out_text(out, source->problem);
		out_row(out);
	}
	buf_release(&what);
	buf_release(&groups);
	return rc;
}

static int
list_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct watch_list *list = options;
	struct source_list sources = {.items = NULL};
	struct output output;
	int rc = -1;

	(void)n_args;
	(void)args;
	if (store_source_list(context->store, &sources, err) == -1 ||
	    output_open(&output, &list->output, context, err) == -1)
		goto out;
	rc = 0;
	out_begin(output.out, "sources", "givetake.sources.1");
	out_columns(output.out, list_columns, ARRAY_LEN(list_columns));
	for (size_t i = 0; i < sources.n && rc == 0; i++)
		rc = list_source(context, output.out, &sources.items[i], err);
	rc = output_close(&output, rc, err);
out:
	source_list_release(&sources);
	return rc;
}

const struct command cmd_watch_list = {
    .name = "watch list",
    .args = "[options]",
    .summary = "Show what is watched, its groups and last poll",
    .examples = "givetake watch list\n"
		"givetake watch list --format csv -o watched.csv",
    .needs = NEED_CONFIG | NEED_READ,
    .opts = list_opts,
    .options_size = sizeof(struct watch_list),
    .run = list_run,
};
