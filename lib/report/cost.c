#include "report/cost.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "report/report.h"
#include "store/observation.h"
#include "store/source.h"

#include <inttypes.h>

/* The first column, then those of all. */
#define COLUMNS(name, title)                                           \
	{                                                              \
		{name, title, OUT_LEFT, true},                         \
		    {"requests", "Requests", OUT_RIGHT, false},        \
		    {"posts", "Posts", OUT_RIGHT, false},              \
		    {"users", "Accounts", OUT_RIGHT, false},           \
		    {"counts", "Counts", OUT_RIGHT, false},            \
		    {"included_posts", "+Posts", OUT_RIGHT, false},    \
		    {"included_users", "+Accounts", OUT_RIGHT, false}, \
		    {"gross_usd", "Gross $", OUT_RIGHT, false},        \
		    {"net_usd", "Net $", OUT_RIGHT, false},            \
		    {"unseen_usd", "Unseen $", OUT_RIGHT, false},      \
	}
#define N_COLUMNS 10

static const struct {
	enum statement statement;
	struct out_column columns[N_COLUMNS];
} ways[] = {
    [COST_BY_DAY] = {STMT_COST_BY_DAY, COLUMNS("day", "Day (UTC)")},
    [COST_BY_SOURCE] = {STMT_COST_BY_SOURCE, COLUMNS("source", "Source")},
    [COST_BY_KIND] = {STMT_COST_BY_KIND, COLUMNS("kind", "Kind")},
    [COST_BY_RUN] = {STMT_COST_BY_RUN, COLUMNS("run", "Run")},
};

static void
add_key(struct buf *key, struct db *db, const struct cost_request *request,
    const struct source_list *sources)
{
	enum statement s = ways[request->by].statement;
	int64_t number = db_int(db, s, 0);
	const char *word = db_text(db, s, 1);

	if (request->by == COST_BY_DAY)
		when_add_day(key, number);
	else if (request->by == COST_BY_RUN)
		buf_addf(key, "%" PRId64 " %s", number,
		    word != NULL ? word : "(forgotten)");
	else if (request->by == COST_BY_KIND || number == 0)
		buf_adds(key, word);
	for (size_t i = 0; i < sources->n && key->len == 0; i++)
		if (sources->items[i].id == number)
			source_add_label(key, &sources->items[i]);
	if (key->len == 0)
		buf_addf(key, "%s no longer watched", word);
}

static void
put_row(struct db *db, enum statement s, const char *key, struct out *out,
    struct cost_totals *totals)
{
	out_text(out, key);
	for (int column = 5; column <= 10; column++)
		out_int(out, db_int(db, s, column));
	for (int column = 2; column <= 4; column++)
		out_usd(out, db_int(db, s, column));
	out_row(out);
	totals->gross += db_int(db, s, 2);
	totals->net += db_int(db, s, 3);
	totals->unseen += db_int(db, s, 4);
}

/* Was the row's source asked for one of the roster? */
static bool
is_wanted(const struct cost_request *request, const struct source_list *sources,
    int64_t source_id)
{
	if (request->roster == NULL)
		return true;
	for (size_t i = 0; i < sources->n; i++)
		if (sources->items[i].id == source_id)
			return id_set_has(request->roster,
			    sources->items[i].user_id);
	return false;
}

static int
read_rows(struct store *store, const struct cost_request *request,
    const struct source_list *sources, struct out *out,
    struct cost_totals *totals, struct err *err)
{
	struct db *db = store_db(store);
	enum statement s = ways[request->by].statement;
	struct buf key = BUF_INIT;
	int rc;

	if (db_bind(db, s, err, "ii",
		request->since == 0 ? 0 : when_utc_day(request->since),
		request->until == INT64_MAX
		    ? INT64_MAX
		    : when_utc_day(request->until)) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		if (request->by == COST_BY_SOURCE &&
		    !is_wanted(request, sources, db_int(db, s, 0)))
			continue;
		buf_clear(&key);
		add_key(&key, db, request, sources);
		put_row(db, s, key.data, out, totals);
	}
	buf_release(&key);
	return rc;
}

int
cost_put_rows(struct store *store, const struct cost_request *request,
    struct out *out, struct cost_totals *totals, struct err *err)
{
	struct source_list sources = {.items = NULL};
	int rc = store_source_list(store, &sources, err);

	*totals = (struct cost_totals){.gross = 0};
	out_columns(out, ways[request->by].columns, N_COLUMNS);
	if (rc == 0)
		rc = read_rows(store, request, &sources, out, totals, err);
	source_list_release(&sources);
	return rc;
}

static void
usd_fact(struct out *out, const char *name, int64_t micro_usd)
{
	struct buf text = BUF_INIT, json = BUF_INIT;

	buf_adds(&text, "$");
	num_add_usd(&text, micro_usd);
	num_add_usd(&json, micro_usd);
	out_fact_struct(out, name, json.data, text.data);
	buf_release(&text);
	buf_release(&json);
}

/* "$0.31 of $5.00"; cap: LEDGER_NO_CAP where there is none. */
static void
put_cap(struct out *out, const char *name, int64_t spent, int64_t cap)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	buf_adds(&text, "$");
	num_add_usd(&text, spent);
	buf_adds(&json, "{\"usd\":");
	num_add_usd(&json, spent);
	if (cap != LEDGER_NO_CAP) {
		buf_adds(&text, " of $");
		num_add_usd(&text, cap);
		buf_adds(&json, ",\"cap_usd\":");
		num_add_usd(&json, cap);
	}
	buf_adds(&json, "}");
	out_fact_struct(out, name, json.data, text.data);
	buf_release(&text);
	buf_release(&json);
}

/* The caps of day and month, and of the observation that runs. */
static int
put_caps(struct store *store, const struct ledger_caps *caps, struct out *out,
    struct err *err)
{
	const struct ledger_spender anybody = {.run_id = 0};
	int64_t spent[CAP_COUNT], id, budget, on_it;

	if (ledger_spent(store, &anybody, spent, err) == -1 ||
	    store_observation_of_source(store, 0, &id, &budget, &on_it, err) ==
		-1)
		return -1;
	put_cap(out, "spent_today", spent[CAP_DAY], caps->of[CAP_DAY]);
	put_cap(out, "spent_this_month", spent[CAP_MONTH], caps->of[CAP_MONTH]);
	if (id != 0)
		put_cap(out, "spent_on_observation", on_it,
		    budget > 0 ? budget : LEDGER_NO_CAP);
	return 0;
}

static void
put_totals(struct out *out, const struct cost_totals *totals)
{
	usd_fact(out, "gross_usd", totals->gross);
	usd_fact(out, "net_usd", totals->net);
	usd_fact(out, "unseen_usd", totals->unseen);
	out_paragraph(out,
	    "Net counts a post or account once a UTC day, as X bills; caps go "
	    "by gross. Unseen is what requests reserved whose answers never "
	    "came: it counts as spent until `givetake cost --sync` asks X.");
}

int
cost_put(struct store *store, const struct cost_request *request,
    struct out *out, struct err *err)
{
	struct cost_totals totals;

	if (request->caps != NULL &&
	    put_caps(store, request->caps, out, err) == -1)
		return -1;
	if (cost_put_rows(store, request, out, &totals, err) == -1)
		return -1;
	put_totals(out, &totals);
	return 0;
}

/* By source, as far as they are in the roster, then by day. */
int
report_cost(const struct report_job *job, struct out *out, struct err *err)
{
	const struct report_request *wish = job->request;
	struct cost_request request = {
	    .by = COST_BY_SOURCE,
	    .since = wish->window.since,
	    .until = wish->window.until,
	    .roster = wish->roster,
	};
	const int64_t none[2] = {0, 0};
	struct cost_totals totals;
	int64_t spent, part;

	if (wish->observation != 0) {
		if (store_observation_spent(job->store, wish->observation, none,
			&spent, &part, err) == -1)
			return -1;
		usd_fact(out, "observation_usd", spent);
	}
	if (cost_put(job->store, &request, out, err) == -1)
		return -1;
	out_next(out, "days");
	request.by = COST_BY_DAY;
	if (cost_put_rows(job->store, &request, out, &totals, err) == -1)
		return -1;
	if (wish->roster != NULL)
		out_paragraph(out,
		    "Sources are those of the roster; days hold all that was "
		    "spent on them, by whatever request.");
	return 0;
}

static const struct out_column day_columns[] = {
    {"day", "Day (UTC)", OUT_LEFT, false},
    {"x_posts", "Posts, says X", OUT_RIGHT, false},
    {"our_posts", "Posts we saw", OUT_RIGHT, false},
    {"drift", "Drift", OUT_RIGHT, false},
    {"unseen_requests", "Unseen requests", OUT_RIGHT, false},
    {"settled", "Settled", OUT_RIGHT, false},
    {"settled_posts", "With posts", OUT_RIGHT, false},
};

/* X counts posts alone. */
static int
put_unsettled(struct store *store, struct out *out, struct err *err)
{
	struct buf text = BUF_INIT;
	int64_t requests, amount;

	if (ledger_unsettled(store, &requests, &amount, err) == -1)
		return -1;
	buf_adds(&text,
	    "X counts posts alone: what was paid for accounts (look-ups) and "
	    "counts cannot be held against it.");
	if (requests > 0) {
		buf_addf(&text, "  %" PRId64 " such requests, $", requests);
		num_add_usd(&text, amount);
		buf_adds(&text,
		    ", whose answer was never seen stay counted as spent.");
	}
	usd_fact(out, "not_settled_usd", amount);
	out_paragraph(out, text.data);
	buf_release(&text);
	return 0;
}

int
report_cost_days(struct store *store, const struct ledger_day *days, size_t n,
    struct out *out, struct err *err)
{
	int64_t drift = 0;

	out_begin(out, "days", "givetake.cost.sync.1");
	out_columns(out, day_columns, ARRAY_LEN(day_columns));
	for (size_t i = 0; i < n; i++) {
		struct buf day = BUF_INIT;
		int64_t more =
		    days[i].x_posts - days[i].our_posts - days[i].settled_posts;

		when_add_day(&day, days[i].day);
		out_text(out, day.data);
		out_int(out, days[i].x_posts);
		out_int(out, days[i].our_posts);
		out_int(out, more);
		out_int(out, days[i].unseen);
		out_int(out, days[i].settled);
		out_int(out, days[i].settled_posts);
		out_row(out);
		drift += more;
		buf_release(&day);
	}
	out_fact_int(out, "drift", drift);
	out_paragraph(out,
	    drift == 0
		? "X's count and ours agree."
		: "Drift above zero: posts that X counts and we did not see "
		  "(another program with this project's token, or answers "
		  "that were lost). Below zero: X counts late, or less.");
	return put_unsettled(store, out, err);
}
