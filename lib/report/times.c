#include "report/cells.h"
#include "report/chart.h"

#include "base/mem.h"
#include "base/when.h"
#include "model/class.h"
#include "score/beta.h"

#include <math.h>
#include <stdlib.h>

enum {
	HOURS = 24,
	DAYS = 7,
	/* Zones differ from UTC by whole quarters of an hour, and change at
	 * such, so that a quarter lies within one local hour. */
	QUARTER = 900,
	FIRST = 1136073600, /* 2006; and a century of quarters */
	QUARTERS = 3506400,
	NEEDED = 10 /* gives and takes needed to say a share */
};

/* Standard errors of a 90 % interval. */
#define Z90 1.645

struct tally {
	int64_t posts, gives, takes;
	struct recent recent;
};

struct times {
	struct tally cells[DAYS * HOURS], hours[HOURS], days[DAYS];
	unsigned char *hours_of; /* own; hour of the week + 1 of a quarter */
};

static const char *const day_names[DAYS] = {"Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const hour_names[HOURS] = {"00", "01", "02", "03", "04",
    "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23"};

/* Asking the zone costs more than all the rest: once a quarter. */
static int
hour_of(struct times *times, int64_t at)
{
	unsigned char *hour;

	if (at < FIRST || at >= FIRST + (int64_t)QUARTERS * QUARTER)
		return when_local_hour(at);
	hour = &times->hours_of[(at - FIRST) / QUARTER];
	if (*hour == 0)
		*hour = (unsigned char)(when_local_hour(at) + 1);
	return *hour - 1;
}

static void
add(struct tally *tally, const struct packed_post *post)
{
	enum class_group group = class_info[post->class].group;

	tally->posts++;
	tally->gives += group == GROUP_GIVE;
	tally->takes += group == GROUP_TAKE;
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct times *times = arg;
	int hour = hour_of(times, post->created_at);

	(void)author_id;
	add(&times->cells[hour], post);
	add(&times->hours[hour % HOURS], post);
	add(&times->days[hour / HOURS], post);
	recent_add(&times->cells[hour].recent, post->id);
}

static void
put_tally(struct out *out, const struct tally *tally)
{
	int64_t n = tally->gives + tally->takes;
	double share = NAN, low = NAN, high = NAN;

	if (n >= NEEDED) {
		share = (double)tally->gives / (double)n;
		beta_wilson(share, (double)n, Z90, &low, &high);
	}
	out_int(out, tally->posts);
	out_int(out, tally->gives);
	out_int(out, tally->takes);
	out_bar(out, share, 20);
	out_real(out, low, 3);
	out_real(out, high, 3);
}

#define TALLY_COLUMNS                                            \
	{"posts", "Posts", OUT_RIGHT, false, OUT_COMPARED},      \
	    {"gives", "Gives", OUT_RIGHT, false},                \
	    {"takes", "Takes", OUT_RIGHT, false},                \
	    {"give_share", "Gives among both", OUT_LEFT, false}, \
	    {"give_share_low", "from (90 %)", OUT_RIGHT, false}, \
	{                                                        \
		"give_share_high", "to", OUT_RIGHT, false        \
	}

static const struct out_column hour_columns[] = {{"hour", "Hour", OUT_RIGHT,
						     false},
    TALLY_COLUMNS};
static const struct out_column day_columns[] = {{"weekday", "Weekday", OUT_LEFT,
						    false},
    TALLY_COLUMNS};
/* For machines: people have the chart. */
static const struct out_column cell_columns[] = {
    {"weekday", NULL, OUT_LEFT, false, OUT_KEY},
    {"hour", NULL, OUT_RIGHT, false, OUT_KEY},
    {"posts", NULL, OUT_RIGHT, false},
    {"gives", NULL, OUT_RIGHT, false},
    {"takes", NULL, OUT_RIGHT, false},
    {"newest_posts", NULL, OUT_LEFT, false},
};

static void
put_heat(struct out *out, const struct times *times, const char *zone)
{
	struct chart_point points[DAYS];
	struct chart_column columns[HOURS];
	double cells[DAYS * HOURS];
	struct buf alt = BUF_INIT;
	struct chart chart = {.kind = CHART_HEAT,
	    .title = "Posts by weekday and hour",
	    .unit = "posts",
	    .points = points,
	    .n = DAYS,
	    .columns = columns,
	    .n_columns = HOURS,
	    .cells = cells};

	buf_addf(&alt, "Posts of each hour (%s) of the seven weekdays.", zone);
	chart.alt = alt.data;
	for (int d = 0; d < DAYS; d++)
		points[d] = (struct chart_point){.label = day_names[d],
		    .value = (double)times->days[d].posts,
		    .low = NAN,
		    .high = NAN};
	for (int h = 0; h < HOURS; h++)
		columns[h] = (struct chart_column){hour_names[h], CHART_PLAIN};
	for (int i = 0; i < DAYS * HOURS; i++)
		cells[i] = (double)times->cells[i].posts;
	out_chart(out, &chart);
	buf_release(&alt);
}

/* When it is busiest; nothing where there is little. */
static void
put_sentence(struct out *out, const struct times *times, int64_t all,
    const char *zone)
{
	struct buf text = BUF_INIT;
	int hour = 0, day = 0;

	for (int h = 1; h < HOURS; h++)
		if (times->hours[h].posts > times->hours[hour].posts)
			hour = h;
	for (int d = 1; d < DAYS; d++)
		if (times->days[d].posts > times->days[day].posts)
			day = d;
	if (all < NEEDED)
		buf_addf(&text,
		    "Fewer than %d posts: too few to say when they come.",
		    NEEDED);
	else
		buf_addf(&text,
		    "Most posts come between %s and %02d o'clock, and on %ss. "
		    " Hours are those of %s, with its summer time.",
		    hour_names[hour], (hour + 1) % HOURS, day_names[day], zone);
	out_paragraph(out, text.data);
	buf_release(&text);
}

static void
put_tables(struct out *out, const struct times *times)
{
	out_columns(out, hour_columns, ARRAY_LEN(hour_columns));
	for (int h = 0; h < HOURS; h++) {
		out_int(out, h);
		put_tally(out, &times->hours[h]);
		out_row(out);
	}
	out_next(out, "weekdays");
	out_columns(out, day_columns, ARRAY_LEN(day_columns));
	for (int d = 0; d < DAYS; d++) {
		out_text(out, day_names[d]);
		put_tally(out, &times->days[d]);
		out_row(out);
	}
	out_next(out, "cells");
	out_columns(out, cell_columns, ARRAY_LEN(cell_columns));
	for (int i = 0; i < DAYS * HOURS; i++) {
		out_text(out, day_names[i / HOURS]);
		out_int(out, i % HOURS);
		out_int(out, times->cells[i].posts);
		out_int(out, times->cells[i].gives);
		out_int(out, times->cells[i].takes);
		cells_put_recent(out, &times->cells[i].recent);
		out_row(out);
	}
}

int
report_times(const struct report_job *job, struct out *out, struct err *err)
{
	struct times *times = mem_alloc(1, sizeof(*times));
	const struct packs_visitor visitor = {.arg = times, .post = take_post};
	struct buf zone = BUF_INIT, text = BUF_INIT;
	int64_t all = 0;
	int rc;

	times->hours_of = mem_alloc(QUARTERS, 1);
	rc = packs_each(job, &visitor, err);
	when_add_system_zone(&zone);
	for (int d = 0; d < DAYS; d++)
		all += times->days[d].posts;
	if (rc == 0) {
		out_fact_int(out, "posts", all);
		out_fact_int(out, "posts_needed", NEEDED);
		put_sentence(out, times, all, zone.data);
		put_heat(out, times, zone.data);
		put_tables(out, times);
		buf_addf(&text,
		    "Shares are said of %d gives and takes and more, with 90 "
		    "%% intervals (Wilson).",
		    NEEDED);
		out_paragraph(out, text.data);
	}
	free(times->hours_of);
	buf_release(&zone);
	buf_release(&text);
	free(times);
	return rc;
}
