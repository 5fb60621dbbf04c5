/*
 * How an observation stands: how far it is, how much of each account was
 * seen, what it has cost and will, and whether enough has been seen.
 *
 * An account is seen enough when it has the posts that a rank needs, and the
 * 90 % interval of its share of gives among gives and takes is as narrow as
 * the observation asks, or its tier has a probability of STANDING_SURE.
 * Forecasts of days go by width ~ 1/sqrt(posts) at the pace so far; that of
 * money by the whole UTC days of the last week, without the first, which
 * holds backfills.
 */
#ifndef REPORT_STANDING_H
#define REPORT_STANDING_H

#include "report/board.h"
#include "report/observed.h"
#include "report/report.h"
#include "store/roster.h"

#define STANDING_SURE 0.9

struct standing_account {
	int64_t user_id;    /* 0: it has not been read yet */
	const char *handle; /* borrowed from the roster; NULL: not known */
	struct account_score score; /* all 0 where nothing was seen */
	double coverage;            /* share of the days; NaN: unknown */
	double width;               /* of the interval; NaN: no posts */
	double days_more;           /* until seen enough, at this pace; NaN:
				     * it would take for ever */
	bool is_short;              /* too few posts that give or take */
	bool is_sure;               /* seen enough */
};

struct standing {
	struct window window;
	struct roster roster;              /* own */
	struct id_set present;             /* own; of the roster, now */
	struct board board;                /* own; of these in the window */
	struct standing_account *accounts; /* own; by their joining */
	size_t n;                          /* in the roster now */
	size_t n_read, n_short, n_sure;
	int64_t day, days; /* 12 of 28; 0 before the first */
	bool is_over;      /* its days are past */
	double coverage;   /* mean of those watched; NaN: none */
	int64_t posts;     /* of all accounts in its days */
	int64_t spent;     /* millionths of a dollar */
	int64_t pace;      /* a day; -1: no whole day yet */
	int64_t forecast;  /* to the end by plan; -1: unknown */
	int64_t frozen;    /* posts frozen at its end, */
	int64_t withdrawn; /* and gone since */
};

struct standing_request {
	const struct observation *observation;
	const struct masses *masses;
	int64_t min_posts, now; /* as report_request has them */
};

/* What a report asks for, of an observation. */
struct standing_request standing_request_of(const struct report_job *job,
    const struct observation *observation);

int standing_load(struct store *store, const struct standing_request *request,
    struct standing *standing, struct err *err);
void standing_release(struct standing *standing);

/* True if every account was seen enough: stop paying. */
bool standing_is_enough(const struct standing *standing);

/* Put it: facts, what it means in sentences, a row for each account. */
void standing_put(const struct standing *standing,
    const struct observation *observation, int64_t min_posts, struct out *out);

#endif
