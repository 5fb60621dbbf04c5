/*
 * The rule scorer: signals give points to classes, the class with most points
 * wins.  Needs no training, and every point can be read in a table
 * (lib/score/rules.tsv).
 *
 * A few structural rules come first, which are nearly always right: a repost
 * passes on (or displays praise of its author), a post without words cannot
 * be judged, and a language without lexicons is not judged at all.
 */
#ifndef SCORE_RULES_H
#define SCORE_RULES_H

#include "score/lexicon.h"
#include "score/signals.h"
#include "score/verdict.h"

#include <stdbool.h>

struct rules; /* read-only once loaded */

/* The built-in table, then `more` (same format, may be NULL), whose rows
 * replace those of the same signal and class.  NULL with ERR_CONFIG and the
 * line on a bad row. */
struct rules *rules_load(const char *more, struct err *err);
void rules_free(struct rules *rules);

/* What signals tell beside the class: form, links, whose they are. */
void rules_note(const struct signals *signals, struct verdict *verdict);

/* Judge a post by its signals.  judge_all: also posts in languages without
 * lexicons, by structure.  evidence may be NULL; it is added to, with
 * contributions in points.
 *
 * Probabilities are exp(points / T) over their sum, T the row "temperature"
 * of the table: chosen so that, over labelled posts of many kinds, classes
 * said with probability p are right about p of the time. */
void rules_judge(const struct rules *rules, const struct signals *signals,
    bool judge_all, struct verdict *verdict, struct evidence_list *evidence);

/* A number that changes with the table, which is not read for it. */
uint64_t rules_version(const char *more);

#endif
