/*
 * What the gives are about: words, pairs of neighbouring words and hashtags
 * that mark them off from the other posts of the same accounts.  What
 * `report topics` shows.
 *
 * Each post counts a term once.  With y the posts that hold a term and n the
 * sum of y over all terms, of gives (g) and of the rest (r), and the prior
 * a = TOPICS_PRIOR (y_g + y_r) / (n_g + n_r), A = TOPICS_PRIOR, the log-odds
 *	d = ln((y_g + a) / (n_g + A - y_g - a))
 *	  - ln((y_r + a) / (n_r + A - y_r - a))
 * have the variance 1 / (y_g + a) + 1 / (y_r + a); z is d over its root
 * (Monroe, Colaresi, Quinn: Fightin' Words, Political Analysis 16(4), 2008,
 * equations 15, 16 and 22).  Terms come in the order of z.
 *
 * Of more than TOPICS_SAMPLE posts a sample is read, the same for the same
 * posts: those whose id's hash lies below a bound, which is halved until
 * few enough are left.
 */
#ifndef REPORT_TOPICS_H
#define REPORT_TOPICS_H

#include "report/packs.h"

enum {
	TOPICS_SAMPLE = 3000,
	TOPICS_PRIOR = 500,
	TOPICS_SHOWN = 30,
	TOPICS_MIN_SIDE =
	    30, /* gives, and other posts, needed to say anything */
	TOPICS_MIN_POSTS = 5, /* gives that hold a term, needed to show it */
};

/* A term is shown from this z on: one in twenty would be by chance. */
#define TOPICS_MIN_Z 1.645

enum topic_kind { TOPIC_WORD, TOPIC_PHRASE, TOPIC_HASHTAG };

struct topic {
	const char *term; /* the arena's */
	enum topic_kind kind;
	int64_t gives, rest; /* posts */
	int64_t accounts;    /* whose gives hold it */
	double log_odds, z;
	struct recent recent; /* gives */
};

struct topics {
	struct topic *items; /* own; most marked first, up to a limit */
	size_t n;
	int64_t all_gives, all_rest;     /* posts of the window */
	int64_t gives, rest;             /* of them read */
	int64_t terms_gives, terms_rest; /* n_g and n_r */
	struct arena arena;
};

/* Of the job's window and accounts. */
int topics_load(const struct report_job *job, size_t limit,
    struct topics *topics, struct err *err);
void topics_release(struct topics *topics);

#endif
