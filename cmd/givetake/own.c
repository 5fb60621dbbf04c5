#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "givetake/account.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "model/handle.h"
#include "store/choice.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct own_list {
	struct output_options output;
};

static const struct opt list_opts[] = {
    {.type = OPT_INHERIT,
	.offset = offsetof(struct own_list, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", NULL, OUT_RIGHT, false},
    {"what", "Belongs to it", OUT_LEFT, true},
    {"status", "Status", OUT_LEFT, false},
    {"by", "By", OUT_LEFT, false},
    {"reason", "Because it is", OUT_LEFT, true},
};

static int
put_rows(struct db *db, enum statement s, struct out *out, struct err *err)
{
	int rc;

	while ((rc = db_step(db, s, err)) == 1) {
		bool by_user = db_int(db, s, 4) != 0;

		out_text(out, db_text(db, s, 1));
		out_id(out, db_int(db, s, 0));
		out_text(out, db_text(db, s, 2));
		out_text(out, db_text(db, s, 3));
		out_text(out, by_user ? "you" : "found");
		out_text(out, db_text(db, s, 5));
		out_row(out);
	}
	return rc;
}

static int
list_own(struct context *context, int64_t user_id, struct out *out,
    struct err *err)
{
	struct db *db = store_db(context->store);
	enum statement s = user_id != 0 ? STMT_OWN_LIST : STMT_OWN_ALL;

	if ((user_id != 0 ? db_bind(db, s, err, "i", user_id)
			  : db_bind(db, s, err, "")) == -1)
		return -1;
	out_begin(out, "own", "givetake.own.1");
	out_columns(out, columns, ARRAY_LEN(columns));
	if (put_rows(db, s, out, err) == -1)
		return -1;
	out_paragraph(out,
	    "own: links there take.  suspected: shown, not scored; say which "
	    "it is with givetake own add or own remove.  denied: you said "
	    "that it is not the account's.");
	return 0;
}

static int
list_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct own_list *flags = options;
	struct scorer *scorer;
	struct output output;
	int64_t user_id = 0;
	int rc = -1;

	if (n_args == 1 &&
	    account_find(context->store, args[0], &user_id, err) == -1)
		return -1;
	scorer = scoring_load(context->config, err);
	if (scorer == NULL)
		return -1;
	if (scoring_refresh_for_reader(context, scorer, err) == -1 ||
	    output_open(&output, &flags->output, context, err) == -1)
		goto out;
	rc = list_own(context, user_id, output.out, err);
	rc = output_close(&output, rc, err);
out:
	scorer_free(scorer);
	return rc;
}

const struct command cmd_own_list = {
    .name = "own list",
    .args = "[@handle]",
    .summary = "List the sites and handles that belong to accounts, and why",
    .examples = "givetake own list\n"
		"givetake own list @alice\n"
		"givetake own list --format csv -o own.csv",
    .details = "What belongs to an account decides whether a link gives or "
	       "takes.  Each entry is shown with its status (own, suspected, "
	       "denied), who said so, and the reason.",
    .needs = NEED_CONFIG | NEED_READ,
    .max_args = 1,
    .opts = list_opts,
    .options_size = sizeof(struct own_list),
    .run = list_run,
};

/* "@sister" in lower case, or the key of the site that a URL or host names. */
static int
normalise(const struct scorer *scorer, const char *word, struct buf *what,
    struct err *err)
{
	struct account_name name;
	struct site site;

	if (word[0] == '@') {
		if (!handle_parse(word, &name) || name.id != 0)
			return err_set(err, ERR_USAGE, "\"%s\" is no handle",
			    word);
		buf_addc(what, '@');
		utf8_add_lower(what, name.handle, strlen(name.handle));
		return 0;
	}
	site_of(scorer_sites(scorer), word, &site);
	switch (site.kind) {
	case SITE_PLAIN:
	case SITE_TENANT:
	case SITE_PLATFORM:
		buf_adds(what, site.key);
		return 0;
	case SITE_INTERNAL:
		return err_set(err, ERR_USAGE,
		    "%s is on X itself; name an account as @handle", word);
	case SITE_OPAQUE:
		return err_set(err, ERR_USAGE,
		    "%s is a shortener: it leads anywhere, so it is nobody's",
		    word);
	default:
		return err_set(err, ERR_USAGE,
		    "\"%s\" is neither a site (example.com) nor a handle "
		    "(@name)",
		    word);
	}
}

/* One change in one transaction. */
static int
write_choice(struct store *store, int64_t user_id, const char *what,
    const char *status, struct err *err)
{
	if (store_begin(store, err) == -1)
		return -1;
	if (store_own_put(store, user_id, what, status, "set by you", err) ==
		-1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static int
choose(struct context *context, char **args, const char *status,
    struct err *err)
{
	struct scorer *scorer = scoring_load(context->config, err);
	struct buf what = BUF_INIT;
	int64_t user_id;
	int rc = -1;

	if (scorer == NULL)
		return -1;
	if (account_find(context->store, args[0], &user_id, err) == -1 ||
	    normalise(scorer, args[1], &what, err) == -1 ||
	    write_choice(context->store, user_id, what.data, status, err) ==
		-1 ||
	    scoring_refresh(context, scorer, err) == -1)
		goto out;
	if (!context->quiet)
		fprintf(stderr, "%s is noted as %s; scores are up to date\n",
		    what.data, status);
	rc = 0;
out:
	buf_release(&what);
	scorer_free(scorer);
	return rc;
}

static int
add_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	(void)options;
	(void)n_args;
	return choose(context, args, "own", err);
}

static int
remove_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	(void)options;
	(void)n_args;
	return choose(context, args, "denied", err);
}

static int
forget(struct store *store, int64_t user_id, const char *what, int64_t *n,
    struct err *err)
{
	if (store_begin(store, err) == -1)
		return -1;
	if (store_own_forget(store, user_id, what, n, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static int
clear_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct scorer *scorer = scoring_load(context->config, err);
	struct buf what = BUF_INIT;
	int64_t user_id, n;
	int rc = -1;

	(void)options;
	if (scorer == NULL)
		return -1;
	if (account_find(context->store, args[0], &user_id, err) == -1 ||
	    (n_args == 2 && normalise(scorer, args[1], &what, err) == -1) ||
	    forget(context->store, user_id, n_args == 2 ? what.data : NULL, &n,
		err) == -1)
		goto out;
	if (n == 0) {
		err_set(err, ERR_NOT_FOUND,
		    "you have said nothing of that; see: givetake own list %s",
		    args[0]);
		goto out;
	}
	if (scoring_refresh(context, scorer, err) == -1)
		goto out;
	if (!context->quiet)
		fprintf(stderr,
		    "%" PRId64
		    " taken back: what was found counts again; scores are up "
		    "to date\n",
		    n);
	rc = 0;
out:
	buf_release(&what);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_own_add = {
    .name = "own add",
    .args = "@handle SITE|@sister",
    .summary = "Say that a site or another handle belongs to an account",
    .examples = "givetake own add @alice alice-books.example\n"
		"givetake own add @alice https://alice.example.org/blog\n"
		"givetake own add @alice @alicebakery",
    .details = "Your word outranks what was found.  The account is scored "
	       "anew at once.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 2,
    .max_args = 2,
    .run = add_run,
};

const struct command cmd_own_remove = {
    .name = "own remove",
    .args = "@handle SITE|@sister",
    .summary = "Say that a site or handle does not belong to an account",
    .examples = "givetake own remove @alice thepaper.example\n"
		"givetake own remove @alice @friend",
    .details = "It stays denied whatever the profile or links say; own clear "
	       "takes your word back.  The account is scored anew at once.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 2,
    .max_args = 2,
    .run = remove_run,
};

const struct command cmd_own_clear = {
    .name = "own clear",
    .args = "@handle [SITE|@sister]",
    .summary = "Take back what you said of an account's sites and handles",
    .examples = "givetake own clear @alice\n"
		"givetake own clear @alice thepaper.example",
    .details = "What was found from profile, handle and links counts again.  "
	       "The account is scored anew at once.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = 2,
    .run = clear_run,
};
