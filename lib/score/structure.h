/*
 * What a post's structure decides, whatever its words weigh: held after each
 * pass of the trained scorer, so that no pass undoes it.
 */
#ifndef SCORE_STRUCTURE_H
#define SCORE_STRUCTURE_H

#include "score/features.h"
#include "score/weights.h"

enum structure {
	/* Passes on or promotes, nothing else. */
	STRUCTURE_REPOST = 1,
	/* A reply that leads to help, hands on to it, was asked for or is
	 * signed, and sells nothing: not promoting by its link alone. */
	STRUCTURE_HELPS = 2,
	/* A reply to somebody who asks: what it teaches or leads to is an
	 * answer. */
	STRUCTURE_ASKED = 4,
	/* The same with something that is plainly usable: no mere chatter. */
	STRUCTURE_ANSWERS = 8,
	/* A reply that hands on to another channel.  Decides no class. */
	STRUCTURE_HANDS_ON = 16,
	/* Leads to what pays its author: no gift of somebody else's material,
	 * but taking.  Links tell, not features: see verdict.links_affiliate.
	 */
	STRUCTURE_PAID = 32
};

/* The rules that hold for a post, as bits. */
unsigned structure_of(const struct knowledge *knowledge,
    const struct reading *reading, const struct features *features);

/* Move the chances as little as the rules ask for. */
void structure_hold(unsigned rules, struct chances *p);

#endif
