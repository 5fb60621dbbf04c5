/*
 * From classes to masses: how much a post gives and how much it takes.
 * The numbers are data (lib/score/weights.tsv): a row per kind of post and a
 * row per setting.
 */
#ifndef SCORE_MASS_H
#define SCORE_MASS_H

#include "base/err.h"
#include "score/verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mass {
	double give, take;
};

struct masses {
	struct mass of_class[CLASS_COUNT];
	struct mass insight_self; /* useful, and with flag S */
	struct mass plain_repost; /* amplify without a word of one's own */
	double thread_exponent; /* rho: a thread of m posts counts m^(1-rho) */
	double amplify_cap;     /* amplify may be this share of what is given */
	int repeat_days; /* a post repeats one of these many days before */
	bool repeat_gives_once; /* repeated gives weigh nothing */
	char version[40];       /* changes with any number above */
};

/* The built-in masses, then `more` (same format, may be NULL), whose rows
 * win.  -1 with ERR_CONFIG and the line on a bad row. */
int mass_load(struct masses *masses, const char *more, struct err *err);

/* The masses of a post, were it of class `class`: self_link and the form
 * (plain repost) are the verdict's.  A repeated post gives nothing (if
 * repeat_gives_once) and takes each time. */
struct mass mass_of(const struct masses *masses, const struct verdict *verdict,
    enum post_class class, bool is_repeat);

/* The weight of each post of a self-reply chain of `length` posts (0 and 1:
 * alone): length^-rho. */
double mass_thread_weight(const struct masses *masses, int length);

/* A key that posts share when they say the same: the text without links,
 * mentions, digits, blanks, case and punctuation, hashed.  0 when nothing is
 * left, which repeats nothing. */
uint64_t mass_text_key(const char *text, size_t len);

#endif
