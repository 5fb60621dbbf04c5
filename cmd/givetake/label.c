#include "base/buf.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/rows.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "model/class.h"
#include "model/handle.h"
#include "store/choice.h"
#include "store/post.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MAX_FILE ((size_t)256 * 1024 * 1024)

static int
parse_class(const char *word, int *class, struct err *err)
{
	struct buf names = BUF_INIT;

	*class = class_by_name(word);
	if (*class >= 0)
		return 0;
	for (int c = 0; c < CLASS_COUNT; c++)
		buf_addf(&names, "%s%s", c > 0 ? ", " : "", class_info[c].name);
	err_set(err, ERR_USAGE, "\"%s\" is no class; one of: %s", word,
	    names.data);
	buf_release(&names);
	return -1;
}

static int
parse_post(const char *word, int64_t *id, struct err *err)
{
	if (num_is_rounded_id(word))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is a number that a spreadsheet has rounded; give "
		    "the post's id in full, or its address",
		    word);
	if (!handle_parse_post(word, id))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no post: give its number or address", word);
	return 0;
}

/* A typing mistake must not become a label of nothing. */
static int
check_is_there(struct store *store, int64_t post_id, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct stored_post post;
	int rc = store_post_get(store, post_id, &arena, &post, err);

	arena_release(&arena);
	return rc == 1 ? err_set(err, ERR_NOT_FOUND,
			     "post %" PRId64 " is not in the archive", post_id)
		       : rc;
}

/* Bring the scores up to date after a change of labels. */
static int
refresh(struct context *context, struct err *err)
{
	struct scorer *scorer = scoring_load(context->config, err);
	int rc;

	if (scorer == NULL)
		return -1;
	rc = scoring_refresh(context, scorer, err);
	scorer_free(scorer);
	return rc;
}

struct label_options {
	const char *flags, *by;
};

static const struct opt label_opts[] = {
    {"flags", OPT_STRING, offsetof(struct label_options, flags), "S,H",
	"S: leads to an own site; H: only moves the person elsewhere; -: "
	"neither"},
    {"by", OPT_STRING, offsetof(struct label_options, by), "NAME",
	"Who says so"},
    {.type = OPT_END},
};

static int
label_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct label_options *flags = options;
	struct label label = {.labeller = flags->by};

	(void)n_args;
	if (parse_post(args[0], &label.post_id, err) == -1 ||
	    parse_class(args[1], &label.class, err) == -1)
		return -1;
	if (flags->flags != NULL)
		label.flags = label_flags_parse(flags->flags);
	if (label.flags == -1)
		return err_set(err, ERR_USAGE,
		    "--flags knows S, H, ? and - (none), not \"%s\"",
		    flags->flags);
	if (check_is_there(context->store, label.post_id, err) == -1 ||
	    store_begin(context->store, err) == -1)
		return -1;
	if (store_label_put(context->store, &label, err) == -1 ||
	    store_commit(context->store, err) == -1) {
		store_rollback(context->store);
		return -1;
	}
	return refresh(context, err);
}

const struct command cmd_label = {
    .name = "label",
    .args = "POST CLASS",
    .summary = "Set the class of a post; your word outranks the scorer",
    .examples = "givetake label 1234567890123456789 insight\n"
		"givetake label 1234567890123456789 promote --flags S --by "
		"ann\n"
		"givetake unlabel 1234567890123456789",
    .details = "Classes: answer, link, insight, amplify (give), ask (half), "
	       "promote (takes), chatter (neutral), other (left out).  The "
	       "account is scored anew at once, and explain says that the "
	       "class is yours.  See also: label list, label import, label "
	       "export, audit.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 2,
    .max_args = 2,
    .opts = label_opts,
    .options_size = sizeof(struct label_options),
    .run = label_run,
};

static int
unlabel_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	int64_t post_id;
	bool found;

	(void)options;
	(void)n_args;
	if (parse_post(args[0], &post_id, err) == -1 ||
	    store_begin(context->store, err) == -1)
		return -1;
	if (store_label_drop(context->store, post_id, &found, err) == -1 ||
	    store_commit(context->store, err) == -1) {
		store_rollback(context->store);
		return -1;
	}
	if (!found)
		return err_set(err, ERR_NOT_FOUND,
		    "post %" PRId64 " has no label; see: givetake label list",
		    post_id);
	return refresh(context, err);
}

const struct command cmd_unlabel = {
    .name = "unlabel",
    .args = "POST",
    .summary = "Take a post's label back; the scorer decides again",
    .examples = "givetake unlabel 1234567890123456789",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = 1,
    .run = unlabel_run,
};

struct label_list {
	struct output_options output;
};

static const struct opt list_opts[] = {
    {.type = OPT_INHERIT,
	.offset = offsetof(struct label_list, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column list_columns[] = {
    {"id", "Post", OUT_LEFT, false},
    {"label", "Label", OUT_LEFT, false},
    {"flags", "Flags", OUT_LEFT, false},
    {"by", "By", OUT_LEFT, false},
    {"at", "When", OUT_LEFT, false},
    {"author", "Account", OUT_LEFT, true},
    {"text", "Text", OUT_LEFT, true},
};

static void
put_label(struct db *db, struct out *out)
{
	const enum statement s = STMT_LABEL_LIST;
	struct buf flags = BUF_INIT;
	bool is_shown = !db_is_null(db, s, 7) && db_int(db, s, 7) == 0;

	label_flags_add(&flags, (int)db_int(db, s, 2));
	out_id(out, db_int(db, s, 0));
	out_text(out, class_info[db_int(db, s, 1)].name);
	out_text(out, flags.data);
	out_text(out, db_text(db, s, 3));
	out_time(out, db_int(db, s, 4));
	out_text(out, db_text(db, s, 5));
	out_text(out, is_shown ? db_text(db, s, 6) : NULL);
	out_row(out);
	buf_release(&flags);
}

static int
list_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct label_list *flags = options;
	struct db *db = store_db(context->store);
	struct output output;
	int rc;

	(void)n_args;
	(void)args;
	if (output_open(&output, &flags->output, context, err) == -1)
		return -1;
	out_begin(output.out, "labels", "givetake.labels.1");
	out_columns(output.out, list_columns, ARRAY_LEN(list_columns));
	rc = db_bind(db, STMT_LABEL_LIST, err, "");
	while (rc != -1 && (rc = db_step(db, STMT_LABEL_LIST, err)) == 1)
		put_label(db, output.out);
	return output_close(&output, rc, err);
}

const struct command cmd_label_list = {
    .name = "label list",
    .args = "[options]",
    .summary = "List the labels you have set",
    .examples = "givetake label list\n"
		"givetake label list --format json",
    .needs = NEED_CONFIG | NEED_READ,
    .opts = list_opts,
    .options_size = sizeof(struct label_list),
    .run = list_run,
};

/* A row as labelled files have it; author and text are none of it. */
static void
add_export_row(struct buf *text, struct db *db)
{
	const enum statement s = STMT_LABEL_LIST;
	const char *author = db_text(db, s, 5), *by = db_text(db, s, 3);

	buf_addf(text, "%" PRId64 "\t%s\t", db_int(db, s, 0),
	    class_info[db_int(db, s, 1)].name);
	label_flags_add(text, (int)db_int(db, s, 2));
	buf_addf(text, "\t-\t%s\t", author != NULL ? author : "-");
	for (const char *p = by != NULL && *by != '\0' ? by : "-"; *p != '\0';
	     p++)
		buf_addc(text, (unsigned char)*p < 0x20 ? ' ' : *p);
	buf_addc(text, '\n');
}

static int
export_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct db *db = store_db(context->store);
	struct buf text = BUF_INIT;
	int rc = db_bind(db, STMT_LABEL_LIST, err, "");

	(void)options;
	(void)n_args;
	(void)args;
	buf_adds(&text, "id\tlabel\tflags\tsecond\tauthor\tsource\n");
	while (rc != -1 && (rc = db_step(db, STMT_LABEL_LIST, err)) == 1)
		add_export_row(&text, db);
	if (rc == 0)
		rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

const struct command cmd_label_export = {
    .name = "label export",
    .args = "",
    .summary = "Write your labels as a table between tabs",
    .examples = "givetake label export > labels.tsv",
    .details = "Fields: id, label, flags, second, author, source (who said "
	       "so).  Other archives take it with label import.",
    .needs = NEED_CONFIG | NEED_READ,
    .run = export_run,
};

/* Take a row; 1 if it labels something, 0 if it is blank. */
static int
take_row(struct store *store, const struct rows *rows, const int *columns,
    const char *by, struct err *err)
{
	struct label label = {.labeller = by};
	const char *class = rows_field(rows, columns[1]);
	const char *flags = rows_field(rows, columns[2]);
	const char *source = rows_field(rows, columns[3]);

	if (*class == '\0' || strcmp(class, "-") == 0)
		return 0;
	if (parse_post(rows_field(rows, columns[0]), &label.post_id, err) ==
		-1 ||
	    parse_class(class, &label.class, err) == -1)
		return -1;
	if (*flags != '\0')
		label.flags = label_flags_parse(flags);
	if (label.flags == -1)
		return err_set(err, ERR_USAGE, "\"%s\" are no flags", flags);
	if (by == NULL && *source != '\0' && strcmp(source, "-") != 0)
		label.labeller = source;
	return store_label_put(store, &label, err) == -1 ? -1 : 1;
}

static int
take_file(struct store *store, const char *name, const char *text,
    const char *by, int64_t *n, struct err *err)
{
	struct rows rows = {.next = text};
	int columns[] = {rows_column(&rows, "id"), rows_column(&rows, "label"),
	    rows_column(&rows, "flags"), rows_column(&rows, "source")};
	int rc = 0;

	if (columns[0] == -1 || columns[1] == -1)
		rc = err_set(err, ERR_DATA,
		    "%s: the first line must name the columns, \"id\" and "
		    "\"label\" among them",
		    name);
	while (rc >= 0 && rows_next(&rows)) {
		rc = take_row(store, &rows, columns, by, err);
		if (rc == -1)
			err_context(err, "%s:%d", name, rows.line);
		*n += rc == 1;
	}
	rows_release(&rows);
	return rc == -1 ? -1 : 0;
}

static int
import_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct label_options *flags = options;
	struct buf text = BUF_INIT;
	int64_t n = 0;
	int rc = -1;

	(void)n_args;
	if (fs_read(args[0], &text, MAX_FILE, err) == -1 ||
	    store_begin(context->store, err) == -1)
		goto out;
	if (take_file(context->store, args[0], text.data, flags->by, &n, err) ==
		-1 ||
	    store_commit(context->store, err) == -1) {
		store_rollback(context->store);
		goto out;
	}
	rc = refresh(context, err);
	if (rc == 0 && !context->quiet)
		fprintf(stderr, "%" PRId64 " labels taken\n", n);
out:
	buf_release(&text);
	return rc;
}

static const struct opt import_opts[] = {
    {"by", OPT_STRING, offsetof(struct label_options, by), "NAME",
	"Who says so"},
    {.type = OPT_END},
};

const struct command cmd_label_import = {
    .name = "label import",
    .args = "FILE",
    .summary = "Take labels from a table that was filled elsewhere",
    .examples = "givetake label import labels.tsv\n"
		"givetake audit --format csv -o sample.csv\n"
		"givetake label import sample.csv --by ann",
    .details =
	"CSV, or fields between tabs.  The first line names the columns: id "
	"and label, and if there are such, flags and source.  Rows without a "
	"label are left out.  One bad row, and nothing of the file is taken.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = 1,
    .opts = import_opts,
    .options_size = sizeof(struct label_options),
    .run = import_run,
};
