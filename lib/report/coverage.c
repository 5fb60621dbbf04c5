#include "report/coverage.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "report/report.h"
#include "store/coverage.h"

#include <inttypes.h>
#include <math.h>

#define DAY       86400
#define MAX_CELLS 60

void
coverage_add_line(struct buf *buf, const struct span_list *filled, int64_t from,
    int64_t to, int n)
{
	for (int i = 0; i < n; i++) {
		int64_t start = from + (to - from) * i / n;
		int64_t end = from + (to - from) * (i + 1) / n;
		int64_t most = 0;
		char letter = gap_letters[GAP_NEVER];

		for (int gap = 0; gap < GAP_COUNT; gap++) {
			int64_t seconds =
			    span_seconds(filled, start, end, (enum gap)gap);

			if (gap == GAP_NONE && seconds > 0) {
				letter = seconds == end - start
					     ? gap_letters[GAP_NONE]
					     : '+';
				break;
			}
			if (seconds > most) {
				most = seconds;
				letter = gap_letters[gap];
			}
		}
		buf_addc(buf, letter);
	}
}

static const struct out_column calendar_columns[] = {
    {"kind", "Kind", OUT_LEFT, false},
    {"source", "Source", OUT_LEFT, true},
    {"from", "From", OUT_LEFT, false},
    {"seen", "Seen %", OUT_RIGHT, false},
    {NULL, "Calendar", OUT_LEFT, false},
};

static const struct out_column span_columns[] = {
    {"kind", "Kind", OUT_LEFT, false},
    {"source", "Source", OUT_LEFT, true},
    {"user_id", "User", OUT_LEFT, false},
    {"from", "From", OUT_LEFT, false},
    {"to", "To", OUT_LEFT, false},
    {"state", "State", OUT_LEFT, false},
    {"reason", "Reason", OUT_LEFT, false},
};

static void
put_calendar(struct out *out, const struct source *source,
    const struct span_list *filled, int64_t from, int64_t to)
{
	struct buf label = BUF_INIT, line = BUF_INIT, day = BUF_INIT;
	int64_t seen = span_seconds(filled, from, to, GAP_NONE);
	int64_t days = to > from ? (to - from + DAY - 1) / DAY : 1;

	source_add_label(&label, source);
	coverage_add_line(&line, filled, from, to,
	    days > MAX_CELLS ? MAX_CELLS : (int)days);
	when_add_day(&day, when_local_day(from));
	out_text(out, source_kind_names[source->kind]);
	out_text(out, label.data);
	out_text(out, day.data);
	out_real(out,
	    to > from ? 100.0 * (double)seen / (double)(to - from) : NAN, 0);
	out_text(out, line.data);
	out_row(out);
	buf_release(&label);
	buf_release(&line);
	buf_release(&day);
}

static void
put_spans(struct out *out, const struct source *source,
    const struct span_list *filled)
{
	struct buf label = BUF_INIT;

	source_add_label(&label, source);
	for (size_t i = 0; i < filled->n; i++) {
		const struct span *span = &filled->items[i];
		bool seen = span->gap == GAP_NONE;

		out_text(out, source_kind_names[source->kind]);
		out_text(out, label.data);
		out_id(out, source->user_id);
		out_time(out, span->from);
		out_time(out, span->to);
		out_text(out, seen ? "seen" : "missing");
		out_text(out, seen ? NULL : gap_names[span->gap]);
		out_row(out);
	}
	buf_release(&label);
}

/* The calendar of all begins with the first time that was seen or is known
 * to be missing of anything; machines get each source from its own. */
static int64_t
beginning(const struct span_list *spans, int64_t otherwise)
{
	for (size_t i = 0; i < spans->n; i++)
		if (spans->items[i].gap != GAP_REACH)
			return spans->items[i].from;
	return otherwise;
}

static int
put_source(struct store *store, const struct coverage_request *request,
    const struct source *source, struct out *out, struct err *err)
{
	struct span_list spans, filled;
	int64_t from = request->from;

	if (store_coverage_get(store, source->id, request->from, request->to,
		&spans, err) == -1)
		return -1;
	if (from == 0)
		from = beginning(&spans, source->added_at);
	span_fill(&spans, from, request->to, &filled);
	if (request->as_calendar)
		put_calendar(out, source, &filled, from, request->to);
	else
		put_spans(out, source, &filled);
	span_list_release(&spans);
	span_list_release(&filled);
	return 0;
}

int
coverage_put(struct store *store, const struct coverage_request *request,
    struct out *out, struct err *err)
{
	struct source_list sources = {.items = NULL};
	int rc = store_source_list(store, &sources, err);

	out_fact_time(out, "until", request->to);
	if (request->as_calendar)
		out_columns(out, calendar_columns, ARRAY_LEN(calendar_columns));
	else
		out_columns(out, span_columns, ARRAY_LEN(span_columns));
	for (size_t i = 0; i < sources.n && rc == 0; i++)
		if (request->wanted == NULL ||
		    request->wanted(request->arg, &sources.items[i]))
			rc = put_source(store, request, &sources.items[i], out,
			    err);
	out_paragraph(out,
	    "A letter is a day, or more where the line would be too long: # "
	    "seen, + in part, . never asked for; missing for c a cap, r X's "
	    "reach, o an outage, p a protected account, s a suspended one, n "
	    "an account that was not found.");
	source_list_release(&sources);
	return rc;
}

static const struct out_column hole_columns[] = {
    {"kind", "Kind", OUT_LEFT, false, 0},
    {"source", "Source", OUT_LEFT, true, 0},
    {"user_id", NULL, OUT_RIGHT, false, 0},
    {"from", "Missing from", OUT_LEFT, false, 0},
    {"to", "To", OUT_LEFT, false, 0},
    {"reason", "Reason", OUT_LEFT, false, 0},
};

static int
put_holes(const struct report_job *job, const struct source *source,
    int64_t from, int64_t to, struct out *out, struct err *err)
{
	struct span_list spans, filled;
	struct buf label = BUF_INIT;

	if (store_coverage_get(job->store, source->id, from, to, &spans, err) ==
	    -1)
		return -1;
	if (from == 0)
		from = beginning(&spans, source->added_at);
	span_fill(&spans, from, to, &filled);
	source_add_label(&label, source);
	for (size_t i = 0; i < filled.n; i++) {
		const struct span *span = &filled.items[i];

		if (span->gap == GAP_NONE)
			continue;
		out_text(out, source_kind_names[source->kind]);
		out_text(out, label.data);
		out_id(out, source->user_id);
		out_time(out, span->from);
		out_time(out, span->to);
		out_text(out, gap_names[span->gap]);
		out_row(out);
	}
	buf_release(&label);
	span_list_release(&spans);
	span_list_release(&filled);
	return 0;
}

static bool
is_in_roster(const void *arg, const struct source *source)
{
	const struct id_set *roster = arg;

	return roster == NULL || id_set_has(roster, source->user_id);
}

int
report_coverage(const struct report_job *job, struct out *out, struct err *err)
{
	const struct report_request *wish = job->request;
	int64_t until = wish->window.until;
	const struct coverage_request request = {
	    .from = wish->window.since,
	    .to = until < wish->now ? until + 1 : wish->now,
	    .as_calendar = true,
	    .wanted = is_in_roster,
	    .arg = wish->roster,
	};
	struct source_list sources = {.items = NULL};
	int rc = coverage_put(job->store, &request, out, err);

	if (rc == 0)
		rc = store_source_list(job->store, &sources, err);
	out_next(out, "missing");
	out_columns(out, hole_columns, ARRAY_LEN(hole_columns));
	for (size_t i = 0; i < sources.n && rc == 0; i++)
		if (is_in_roster(wish->roster, &sources.items[i]))
			rc = put_holes(job, &sources.items[i], request.from,
			    request.to, out, err);
	source_list_release(&sources);
	return rc;
}
