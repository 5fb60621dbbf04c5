/*
 * The trained scorer: structural rules, then a logistic regression over
 * named features, grams and a vector of the post's words (pass 1), then what
 * the account's similar posts are (pass 2).  Deterministic; no label of the
 * account is looked at.
 */
#ifndef SCORE_TRAINED_H
#define SCORE_TRAINED_H

#include "score/bonds.h"
#include "score/verdict.h"

/* An account's posts with their chances; made once, read for each post. */
struct trained_account {
	struct study study;
	struct bonds bonds;
	struct chances *first;         /* own: pass 1 */
	struct bond_context *contexts; /* own */
	struct chances *p;             /* own: pass 2 */
};

struct trained_account *trained_prepare(const struct weights *weights,
    const struct knowledge *knowledge, const struct user *user,
    const struct subject *subjects, size_t n);
void trained_account_free(struct trained_account *account);

/* Judge what has been read: p of n posts from their study. */
void trained_first_pass(const struct weights *weights,
    const struct study *study, struct chances *first);
void trained_second_pass(const struct weights *weights,
    const struct study *study, const struct chances *first,
    const struct bond_context *contexts, struct chances *p);

/* The structural rules: a repost passes on or promotes; help given to a
 * person is not promoting by its link alone. */
void trained_hold_rules(const struct reading *reading, bool helps,
    struct chances *p);
bool trained_helps(const struct knowledge *knowledge,
    const struct reading *reading, const struct features *features);

/* The vector of a post before its mean is taken off; false if it has no word
 * that is known. */
bool trained_vector(const struct weights *weights,
    const struct reading *reading, float *vector, float *length);

void trained_softmax(struct chances *z);

/* What speaks for and against each class in post i, in log-odds. */
void trained_explain(const struct weights *weights,
    const struct trained_account *account, size_t i,
    struct evidence_list *evidence);

#endif
