#include "base/fs.h"
#include "base/mem.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "givetake/exit.h"
#include "givetake/reporting.h"
#include "givetake/scoring.h"
#include "model/class.h"
#include "report/basis.h"
#include "report/record.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FILE ((size_t)256 * 1024 * 1024)

/* A report that was kept, and what making it again needs. */
struct kept {
	struct json_doc doc;      /* own */
	const struct json *basis; /* in doc */
	const struct report *report;
	struct report_request request;
	struct id_set roster; /* own */
	struct buf name;      /* own; of the roster */
};

static void
release(struct kept *kept)
{
	json_release(&kept->doc);
	id_set_release(&kept->roster);
	buf_release(&kept->name);
}

static int
bad(const char *file, const char *what, struct err *err)
{
	return err_set(err, ERR_DATA, "%s: what it says of its %s is damaged",
	    file, what);
}

static int
read_time(const struct json *node, int64_t otherwise, int64_t *at)
{
	const char *text = json_string(node);

	*at = otherwise;
	return text == NULL ? 0 : when_parse_rfc3339(text, at);
}

static int
read_window(struct kept *kept, const char *file, struct err *err)
{
	const struct json *window = json_get(kept->basis, "window");
	const char *zone = json_string(json_get(kept->basis, "timezone"));
	const char *last = json_string(json_get(window, "last_day"));
	int64_t since, until, last_day;

	/* Days are days of its zone. */
	if (zone == NULL || !when_set_zone(zone))
		return bad(file, "time zone", err);
	if (read_time(json_get(window, "since"), 0, &since) == -1 ||
	    read_time(json_get(window, "until"), INT64_MAX, &until) == -1 ||
	    last == NULL || when_parse(last, 0, &last_day) == -1)
		return bad(file, "window", err);
	kept->request.window = window_of(since, until);
	/* An open one ended with that day, even if there is more by now. */
	kept->request.window.last_day = when_local_day(last_day);
	if (json_id(json_get(window, "frozen"), &kept->request.window.frozen) ==
	    -1)
		kept->request.window.frozen = 0;
	return read_time(json_get(kept->basis, "now"), 0, &kept->request.now);
}

static int
read_roster(struct kept *kept, const char *file, struct err *err)
{
	const struct json *roster = json_get(kept->basis, "roster");
	const char *name = json_string(json_get(roster, "name"));
	int64_t id;

	for (const struct json *node = json_first(json_get(roster, "ids"));
	     node != NULL; node = json_next(node)) {
		if (json_id(node, &id) == -1)
			return bad(file, "roster", err);
		id_set_add(&kept->roster, id);
	}
	id_set_sort(&kept->roster);
	if (json_is_array(json_get(roster, "ids")))
		kept->request.roster = &kept->roster;
	if (name != NULL) {
		buf_adds(&kept->name, name);
		kept->request.roster_name = kept->name.data;
	}
	return 0;
}

/* Which posts, and in which order. */
static void
read_choice(struct kept *kept)
{
	const char *class = json_string(json_get(kept->basis, "class"));

	if (class != NULL)
		kept->request.only_class = class_by_name(class) + 1;
	kept->request.by =
	    posts_by_name(json_string(json_get(kept->basis, "by")));
}

static int
read_basis(struct kept *kept, const char *file, struct err *err)
{
	struct buf text = BUF_INIT;
	const char *name;
	int rc = -1;

	if (fs_read(file, &text, MAX_FILE, err) == -1)
		goto out;
	if (basis_find(&text, &kept->doc, &kept->basis, err) == -1) {
		err_context(err, "%s", file);
		goto out;
	}
	name = json_string(json_get(kept->basis, "report"));
	kept->report = report_find(name);
	if (kept->report == NULL) {
		err_set(err, ERR_DATA, "%s: no report is called \"%s\"", file,
		    name);
		goto out;
	}
	kept->request.limit = json_int(json_get(kept->basis, "limit"), 0);
	kept->request.min_posts =
	    json_int(json_get(kept->basis, "min_posts"), 0);
	if (json_id(json_get(kept->basis, "account"), &kept->request.user_id) ==
	    -1)
		kept->request.user_id = 0;
	if (json_id(json_get(kept->basis, "observation"),
		&kept->request.observation) == -1)
		kept->request.observation = 0;
	read_choice(kept);
	if (read_window(kept, file, err) == 0)
		rc = read_roster(kept, file, err);
out:
	buf_release(&text);
	return rc;
}

static const struct out_column columns[] = {
    {"part", "Part", OUT_LEFT, false},
    {"what", "What", OUT_LEFT, true, OUT_KEY},
    {"change", "Change", OUT_LEFT, false},
};

static void
put_difference(struct out *out, const char *part, const char *what,
    const char *change)
{
	out_text(out, part);
	out_text(out, what);
	out_text(out, change);
	out_row(out);
}

/* Rows for the members of two objects of hashes that differ: how many. */
static int64_t
put_differences(struct out *out, const char *part, const struct json *then,
    const struct json *now)
{
	int64_t n = 0;

	for (const struct json *member = json_first(then); member != NULL;
	     member = json_next(member)) {
		const char *name = json_name(member);
		const char *hash = json_string(json_get(now, name));
		const char *before = json_string(member);

		if (hash != NULL && before != NULL && strcmp(hash, before) == 0)
			continue;
		put_difference(out, part, name,
		    hash == NULL ? "gone" : "changed");
		n++;
	}
	for (const struct json *member = json_first(now); member != NULL;
	     member = json_next(member)) {
		if (json_get(then, json_name(member)) != NULL)
			continue;
		put_difference(out, part, json_name(member), "new");
		n++;
	}
	return n;
}

static int64_t
put_all_differences(struct out *out, const struct json *then,
    const struct json *now)
{
	const struct json *tables = json_get(now, "rows");
	int64_t n = put_differences(out, "facts", json_get(then, "facts"),
	    json_get(now, "facts"));

	for (const struct json *table = json_first(json_get(then, "rows"));
	     table != NULL; table = json_next(table))
		n += put_differences(out, json_name(table), table,
		    json_get(tables, json_name(table)));
	for (const struct json *table = json_first(tables); table != NULL;
	     table = json_next(table))
		if (json_get(json_get(then, "rows"), json_name(table)) == NULL)
			n +=
			    put_differences(out, json_name(table), NULL, table);
	return n;
}

/* A version then, and the one now where it is another. */
static void
put_version(struct out *out, const char *name, const struct json *basis,
    const char *now)
{
	const char *then = json_string(json_get(basis, name));
	struct buf label = BUF_INIT;

	out_fact_text(out, name, then);
	buf_addf(&label, "%s_now", name);
	if (then == NULL || strcmp(then, now) != 0)
		out_fact_text(out, label.data, now);
	buf_release(&label);
}

static int
put_archive(struct out *out, struct store *store, const struct kept *kept,
    struct err *err)
{
	const struct json *archive = json_get(kept->basis, "archive");
	int64_t arrived, withdrawn;

	if (basis_arrived(store, &arrived, err) == -1 ||
	    basis_withdrawn(store, kept->request.now, &withdrawn, err) == -1)
		return -1;
	out_fact_int(out, "posts_arrived_since",
	    arrived - json_int(json_get(archive, "posts"), 0));
	out_fact_int(out, "withdrawn_since", withdrawn);
	return 0;
}

/* The parts of the report as it is now, as in a basis. */
static int
parse_parts(const struct record *record, struct json_doc *doc, struct err *err)
{
	struct buf text = BUF_INIT;
	struct json_writer w = {.buf = &text};
	int rc;

	json_write_begin(&w, NULL, '{');
	record_write_parts(record, &w);
	json_write_end(&w, '}');
	rc = json_parse(doc, text.data, text.len, err);
	buf_release(&text);
	return rc;
}

/* Compare what was kept with the report as it is now.  *same says whether
 * they tell the same. */
static int
put_result(struct out *out, const struct kept *kept,
    const struct report_job *job, const struct record *record, bool *same,
    struct err *err)
{
	const char *then = json_string(json_get(kept->basis, "digest"));
	struct json_doc doc = JSON_DOC_INIT;
	struct buf digest = BUF_INIT;
	int rc = parse_parts(record, &doc, err);

	record_add_digest(&digest, record);
	*same = then != NULL && strcmp(then, digest.data) == 0;
	out_title(out, "Does the archive still give this report?");
	out_begin(out, "differences", "givetake.report.verify.1");
	out_fact_text(out, "report", kept->report->name);
	out_fact_time(out, "made", kept->request.now);
	out_fact_text(out, "result", *same ? "same" : "different");
	out_fact_text(out, "digest", then);
	out_fact_text(out, "digest_now", digest.data);
	put_version(out, "program", kept->basis, GIVETAKE_VERSION);
	put_version(out, "model", kept->basis,
	    scorer_model_version(job->scorer));
	put_version(out, "weights", kept->basis,
	    scorer_weights_version(job->scorer));
	if (rc == 0)
		rc = put_archive(out, job->store, kept, err);
	out_columns(out, columns, ARRAY_LEN(columns));
	if (rc == 0 && put_all_differences(out, kept->basis, doc.root) == 0 &&
	    !*same)
		put_difference(out, "document", "order of its rows", "changed");
	json_release(&doc);
	buf_release(&digest);
	return rc;
}

static int
write_result(struct context *context, const struct output_options *options,
    const struct kept *kept, const struct scorer *scorer, struct err *err)
{
	const struct report_job job = {context->store, scorer, &kept->request};
	struct out *again = out_new_kept();
	struct output output;
	bool same = false;
	int rc = -1;

	if (report_write_body(kept->report, &job, again, err) == -1 ||
	    output_open(&output, options, context, err) == -1)
		goto out;
	rc = put_result(output.out, kept, &job, out_record(again), &same, err);
	rc = output_close(&output, rc, err);
	if (rc == 0 && !same)
		rc = EXIT_CHECK_FAILED;
out:
	out_free(again);
	return rc;
}

static int
verify_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct kept kept = {.doc = JSON_DOC_INIT, .name = BUF_INIT};
	struct scorer *scorer = NULL;
	int rc = -1;

	(void)n_args;
	if (read_basis(&kept, args[0], err) == -1)
		goto out;
	scorer = scoring_load(context->config, err);
	if (scorer != NULL &&
	    scoring_refresh_for_reader(context, scorer, err) == 0)
		rc = write_result(context, options, &kept, scorer, err);
out:
	scorer_free(scorer);
	release(&kept);
	return rc;
}

const struct command cmd_report_verify = {
    .name = "report verify",
    .args = "FILE [options]",
    .summary = "Say whether the archive still gives a report that was kept",
    .examples = "givetake report accounts --last 4w -o october.html\n"
		"givetake report verify october.html",
    .details =
	"FILE is a report written as HTML, Markdown or JSON: it carries what "
	"is needed to make it again.  Exit status 0: the same; 1: not, and "
	"the facts and rows that moved are listed, with how many posts have "
	"arrived and were withdrawn since, and whether the model or the "
	"program is another.",
    .needs = NEED_CONFIG | NEED_READ,
    .min_args = 1,
    .max_args = 1,
    .opts = output_opts,
    .options_size = sizeof(struct output_options),
    .run = verify_run,
};
