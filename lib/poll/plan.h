/*
 * What reading will bring and cost, worked out before anything is asked.
 * Pure: numbers in, numbers out.  Money is in millionths of a dollar.
 */
#ifndef POLL_PLAN_H
#define POLL_PLAN_H

#include "api/endpoint.h"

#include <stdbool.h>

/* What is bought beside the posts themselves, in the order of the choices of
 * the setting fetch.depth. */
enum depth {
	DEPTH_LEAN,    /* nothing */
	DEPTH_PARENTS, /* the posts they reply to, each once */
	DEPTH_FULL     /* all posts they refer to, with each page */
};

/* An 80 % range. */
struct plan_range {
	double low, likely, high;
};

/* Where the expected number of posts comes from. */
enum plan_basis {
	PLAN_HISTORY, /* what the source brought */
	PLAN_COUNTS,  /* X's count of the last seven days, reposts missing */
	PLAN_GUESS    /* nothing is known: a wide range */
};

/* What is known of a source. */
struct plan_source {
	enum endpoint endpoint;
	enum plan_basis basis;
	double posts, days;  /* so many posts were seen in so many days */
	double reply_share;  /* of them, to others; NaN: unknown */
	double repost_share; /* PLAN_COUNTS of timelines: to be added; NaN:
			        * unknown */
	int64_t first_posts; /* still to be read of what is old; 0: none */
	int64_t idle_s;      /* since it was read */
	bool is_new_account; /* its handle must be looked up */
	bool has_profile;    /* an account whose profile is kept */
};

struct plan_settings {
	enum depth depth;
	int64_t span_s;          /* how long to poll */
	int64_t every_s;         /* how often */
	int64_t profile_every_s; /* how often profiles are read */
	const struct prices *prices;
};

/* What it comes to: for the next fetch, and for the whole span. */
struct plan_line {
	struct plan_range posts_now, posts;   /* of the source itself */
	struct plan_range others_now, others; /* bought beside them */
	struct plan_range usd_now, usd;       /* millionths of a dollar */
	double requests_now, requests;
};

void plan_source_line(const struct plan_source *source,
    const struct plan_settings *settings, struct plan_line *line);

/* Posts of a process that brought `posts` in `days`, over more days: the
 * spread grows with how little was seen, and posts come in bursts. */
struct plan_range plan_expect(double posts, double days, double more_days);

/* Seconds that X's rate limits add to so many requests to an endpoint. */
int64_t plan_wait_s(enum endpoint endpoint, double requests);

/* Add a line to the sum.  Sources are taken as independent: the ranges of
 * sums are narrower than the sums of ranges. */
void plan_add(struct plan_line *sum, const struct plan_line *line);

/* How much of a cost fits under what is left: 1 all, 0 nothing. */
double plan_fits(double left_usd, double usd);

#endif
