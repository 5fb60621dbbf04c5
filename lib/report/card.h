/*
 * The card of an account: how it answers, shares, lifts and talks, and how it
 * stands by rules of thumb.  Each number says what it is of.  For every
 * report that shows one account in depth.
 */
#ifndef REPORT_CARD_H
#define REPORT_CARD_H

#include "report/profile.h"
#include "score/gauges.h"

enum card_measure {
	CARD_ANSWER_RATE,
	CARD_QUESTIONS_ANSWERED,
	CARD_HANDOFF_RATE,
	CARD_INSIGHT_RATE,
	CARD_OTHERS_LINKS,
	CARD_SITES,
	CARD_SITES_RAREFIED,
	CARD_SITES_EFFECTIVE,
	CARD_AMPLIFY_SHARE,
	CARD_PEOPLE_LIFTED,
	CARD_TOP_LIFTED_SHARE,
	CARD_SMALLER_LIFTED,
	CARD_RECIPROCITY,
	CARD_UNPROMPTED,
	CARD_SELF_PROMOTION,
	CARD_OWN_LINK_REPLIES,
	CARD_SELF_REPOSTS,
	CARD_OWN_PRAISE,
	CARD_BAIT,
	CARD_VARIETY,
	CARD_COUNT
};

/* value: a share or a number; of: how many it is a share of, 0 for numbers;
 * n: its numerator.  low and high: 90 % (Wilson) of shares.  NaN: nothing to
 * say. */
struct card_value {
	double value, low, high;
	int64_t n, of;
};

struct card {
	struct card_value values[CARD_COUNT];
	int64_t
	    kinds[GAUGE_KIND_COUNT]; /* posts by what they are to the gauges */
	int64_t posts, unanswered;   /* unanswered: questions, the same as
				    * of - n of CARD_QUESTIONS_ANSWERED */
	char *top_lifted;            /* own; handle; NULL: nobody */
};

/* Stable names. */
extern const char *const card_names[CARD_COUNT];

/* Work the card out of the judged posts in the window and of what others said
 * to the account. */
int card_load(struct store *store, const struct scorer *scorer,
    const struct profile *profile, struct card *card, struct err *err);
void card_release(struct card *card);

/* Two further tables of the present document: card, and gauges. */
void card_put(const struct card *card, struct out *out);

#endif
