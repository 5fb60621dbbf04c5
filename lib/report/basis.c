#include "report/basis.h"

#include "base/sha256.h"
#include "base/when.h"
#include "model/class.h"
#include "report/record.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { LINES = 10, HASH_DIGITS = 16 };

struct basis {
	const struct report *report;      /* borrowed */
	const struct report_job *job;     /* borrowed */
	const struct record *record;      /* borrowed */
	struct id_set everybody;          /* own; where there is no roster */
	const struct id_set *roster;      /* the one that counts; borrowed */
	struct buf zone, hash, digest;    /* own */
	int64_t arrived, newest, version; /* of the archive */
	double covered;                   /* sum of shares */
	int64_t watched;                  /* accounts that have one */
};

static void
release(struct basis *basis)
{
	id_set_release(&basis->everybody);
	buf_release(&basis->zone);
	buf_release(&basis->hash);
	buf_release(&basis->digest);
}

static int
read_number(struct store *store, enum statement s, int64_t *number,
    struct err *err)
{
	return db_find_int(store_db(store), s, number, err, "") == -1 ? -1 : 0;
}

int
basis_arrived(struct store *store, int64_t *arrived, struct err *err)
{
	return read_number(store, STMT_BASIS_ARRIVED, arrived, err);
}

int
basis_withdrawn(struct store *store, int64_t since, int64_t *withdrawn,
    struct err *err)
{
	return db_find_int(store_db(store), STMT_BASIS_WITHDRAWN, withdrawn,
		   err, "i", since) == -1
		   ? -1
		   : 0;
}

/* Every account that has sums. */
static int
read_everybody(struct store *store, struct id_set *set, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUM_NEXT;
	int64_t id = INT64_MIN;
	int rc;

	do {
		if (db_bind(db, s, err, "i", id) == -1)
			return -1;
		rc = db_step(db, s, err);
		if (rc == 1) {
			id = db_int(db, s, 0);
			db_reset(db, s);
			id_set_add(set, id);
		}
	} while (rc == 1);
	return rc;
}

void
basis_add_roster_hash(struct buf *buf, const struct id_set *set)
{
	struct sha256 hash;
	unsigned char digest[SHA256_BYTES];
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < set->n; i++)
		buf_addf(&text, "%" PRId64 "\n", set->ids[i]);
	sha256_begin(&hash);
	sha256_add(&hash, text.data, text.len);
	sha256_end(&hash, digest);
	buf_clear(&text);
	sha256_add_hex(&text, digest);
	buf_add(buf, text.data, HASH_DIGITS);
	buf_release(&text);
}

static void
add_coverage(void *arg, int64_t user_id, double share)
{
	struct basis *basis = arg;

	if (!id_set_has(basis->roster, user_id))
		return;
	basis->covered += share;
	basis->watched++;
}

static int
load(struct basis *basis, struct err *err)
{
	const struct report_request *request = basis->job->request;
	struct store *store = basis->job->store;

	if (basis_arrived(store, &basis->arrived, err) == -1 ||
	    read_number(store, STMT_BASIS_NEWEST, &basis->newest, err) == -1 ||
	    store_version(store, &basis->version, err) == -1)
		return -1;
	basis->roster = request->roster;
	if (basis->roster == NULL) {
		if (read_everybody(store, &basis->everybody, err) == -1)
			return -1;
		basis->roster = &basis->everybody;
	}
	basis_add_roster_hash(&basis->hash, basis->roster);
	when_add_system_zone(&basis->zone);
	record_add_digest(&basis->digest, basis->record);
	return window_coverage(store, &request->window, request->now,
	    add_coverage, basis, err);
}

/* An open window ends with the day of the newest post, or of now. */
static int64_t
last_day(const struct basis *basis, const struct window *window)
{
	int64_t newest = when_local_day(when_of_id_ms(basis->newest) / 1000);
	int64_t today = when_local_day(basis->job->request->now);

	if (window->until != INT64_MAX)
		return window->last_day;
	return newest > today ? newest : today;
}

static void
write_day(struct json_writer *w, const char *name, int64_t day)
{
	struct buf text = BUF_INIT;

	when_add_day(&text, day);
	json_write_string(w, name, text.data);
	buf_release(&text);
}

static void
write_window(struct json_writer *w, const char *name, const struct basis *basis,
    const struct window *window)
{
	json_write_begin(w, name, '{');
	if (window->since == 0)
		json_write_null(w, "since");
	else
		json_write_time(w, "since", window->since);
	if (window->until == INT64_MAX)
		json_write_null(w, "until");
	else
		json_write_time(w, "until", window->until);
	write_day(w, "last_day", last_day(basis, window));
	json_write_id(w, "frozen", window->frozen);
	json_write_end(w, '}');
}

/* Its ids are told where it is not everybody: groups change. */
static void
write_roster(struct json_writer *w, const struct basis *basis)
{
	const struct report_request *request = basis->job->request;

	json_write_begin(w, "roster", '{');
	json_write_string(w, "name", request->roster_name);
	json_write_int(w, "n", (int64_t)basis->roster->n);
	json_write_string(w, "hash", basis->hash.data);
	if (request->roster == NULL) {
		json_write_null(w, "ids");
	} else {
		json_write_begin(w, "ids", '[');
		for (size_t i = 0; i < request->roster->n; i++)
			json_write_id(w, NULL, request->roster->ids[i]);
		json_write_end(w, ']');
	}
	json_write_end(w, '}');
}

/* What the report was asked for. */
static void
write_request(struct json_writer *w, const struct basis *basis)
{
	const struct report_request *request = basis->job->request;

	json_write_string(w, "report", basis->report->name);
	json_write_string(w, "program", GIVETAKE_VERSION);
	write_window(w, "window", basis, &request->window);
	json_write_string(w, "timezone", basis->zone.data);
	json_write_time(w, "now", request->now);
	write_roster(w, basis);
	json_write_id(w, "account", request->user_id);
	json_write_id(w, "observation", request->observation);
	if (request->limit == 0)
		json_write_null(w, "limit");
	else
		json_write_int(w, "limit", request->limit);
	json_write_int(w, "min_posts", request->min_posts);
	if (request->only_class == 0)
		json_write_null(w, "class");
	else
		json_write_string(w, "class",
		    class_info[request->only_class - 1].name);
	json_write_string(w, "by", posts_by_names[request->by]);
	if (request->compared == NULL)
		json_write_null(w, "compared");
	else
		write_window(w, "compared", basis, request->compared);
}

static double
coverage(const struct basis *basis)
{
	return basis->watched == 0 ? NAN
				   : basis->covered / (double)basis->watched;
}

static void
write_json(struct buf *json, const struct basis *basis)
{
	struct json_writer w = {.buf = json};
	const struct scorer *scorer = basis->job->scorer;

	json_write_begin(&w, NULL, '{');
	write_request(&w, basis);
	json_write_real(&w, "coverage", coverage(basis), 4);
	json_write_string(&w, "model", scorer_model_version(scorer));
	json_write_string(&w, "weights", scorer_weights_version(scorer));
	json_write_string(&w, "prices", basis->job->request->prices);
	json_write_begin(&w, "archive", '{');
	json_write_int(&w, "posts", basis->arrived);
	json_write_id(&w, "newest_post", basis->newest);
	json_write_int(&w, "schema", basis->version);
	json_write_end(&w, '}');
	json_write_string(&w, "digest", basis->digest.data);
	record_write_parts(basis->record, &w);
	json_write_end(&w, '}');
}

static void
add_window(struct buf *buf, const struct basis *basis,
    const struct window *window)
{
	if (window->since == 0)
		buf_adds(buf, "everything");
	else
		when_add_day(buf, window->first_day);
	buf_adds(buf, " to ");
	when_add_day(buf, last_day(basis, window));
	buf_addf(buf, ", days of %s", basis->zone.data);
	if (window->frozen != 0)
		buf_adds(buf, ", as frozen at the observation's end");
}

static void
add_compared(struct buf *buf, const struct basis *basis)
{
	if (basis->job->request->compared != NULL)
		add_window(buf, basis, basis->job->request->compared);
}

static void
add_accounts(struct buf *buf, const struct basis *basis)
{
	const char *name = basis->job->request->roster_name;

	buf_addf(buf, "%s: %zu, roster %s", name == NULL ? "everybody" : name,
	    basis->roster->n, basis->hash.data);
}

static void
add_coverage_text(struct buf *buf, const struct basis *basis)
{
	if (basis->watched == 0)
		buf_adds(buf, "not known: none of them is watched");
	else
		buf_addf(buf,
		    "%.0f %% of the time of %" PRId64 " watched accounts",
		    coverage(basis) * 100, basis->watched);
}

static void
add_archive(struct buf *buf, const struct basis *basis)
{
	buf_addf(buf,
	    "%" PRId64 " posts arrived, the newest is %" PRId64
	    ", schema %" PRId64,
	    basis->arrived, basis->newest, basis->version);
}

/* The lines for people; texts[i] holds the text of line i.  Those without a
 * text are left out. */
static size_t
fill_lines(const struct basis *basis, struct out_line *lines, struct buf *texts)
{
	static const char *const names[LINES] = {"Window", "Compared with",
	    "Accounts", "Coverage", "Model", "Weights", "Prices", "Archive",
	    "Digest", "To check it"};
	const struct report_request *request = basis->job->request;
	const struct scorer *scorer = basis->job->scorer;
	size_t n = 0;

	add_window(&texts[0], basis, &request->window);
	add_compared(&texts[1], basis);
	add_accounts(&texts[2], basis);
	add_coverage_text(&texts[3], basis);
	buf_adds(&texts[4], scorer_model_version(scorer));
	buf_adds(&texts[5], scorer_weights_version(scorer));
	buf_adds(&texts[6], request->prices == NULL ? "" : request->prices);
	add_archive(&texts[7], basis);
	buf_adds(&texts[8], basis->digest.data);
	buf_adds(&texts[9], "givetake report verify FILE");
	for (size_t i = 0; i < LINES; i++)
		if (texts[i].len > 0)
			lines[n++] = (struct out_line){names[i], texts[i].data};
	return n;
}

int
basis_put(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err)
{
	struct basis basis = {.report = report,
	    .job = job,
	    .record = out_record(out),
	    .zone = BUF_INIT,
	    .hash = BUF_INIT,
	    .digest = BUF_INIT};
	struct buf json = BUF_INIT, texts[LINES];
	struct out_line lines[LINES];
	int rc = load(&basis, err);

	for (size_t i = 0; i < LINES; i++)
		texts[i] = (struct buf)BUF_INIT;
	if (rc == 0) {
		if (out_carries_basis(out))
			write_json(&json, &basis);
		out_basis(out, json.data, lines,
		    fill_lines(&basis, lines, texts));
	}
	for (size_t i = 0; i < LINES; i++)
		buf_release(&texts[i]);
	buf_release(&json);
	release(&basis);
	return rc;
}

/* What stands between two marks, the last time they occur. */
static bool
cut_out(const struct buf *text, const char *begin, const char *end,
    const char **from, size_t *len)
{
	const char *found = NULL, *close;

	for (const char *p = text->data; (p = strstr(p, begin)) != NULL; p++)
		found = p + strlen(begin);
	close = found == NULL ? NULL : strstr(found, end);
	if (close == NULL)
		return false;
	*from = found;
	*len = (size_t)(close - found);
	return true;
}

int
basis_find(const struct buf *text, struct json_doc *doc,
    const struct json **basis, struct err *err)
{
	const char *from = text->data;
	size_t len = text->len;
	bool is_page =
	    cut_out(text,
		"<script type=\"application/json\" id=\"givetake-basis\">",
		"</script>", &from, &len) ||
	    cut_out(text, "<!-- givetake-basis ", " -->", &from, &len);
	struct err parsing = ERR_INIT;

	*basis = NULL;
	if (json_parse(doc, from, len, &parsing) == 0)
		*basis = is_page ? doc->root : json_get(doc->root, "basis");
	if (json_string(json_get(*basis, "report")) == NULL)
		return err_set(err, ERR_DATA,
		    "this is no report that says what it rests on: give one "
		    "written as JSON, HTML or Markdown");
	return 0;
}
