/*
 * The trained scorer: a logistic regression over named features, grams and a
 * vector of the post's words with a small hidden layer beside it (pass 1,
 * score/first_pass.h), then what the account's similar posts are (pass 2),
 * and after each what structure decides (score/structure.h).  Deterministic;
 * no label of the account is looked at.
 */
#ifndef SCORE_TRAINED_H
#define SCORE_TRAINED_H

#include "score/bonds.h"
#include "score/first_pass.h"
#include "score/verdict.h"

/* An account's posts with their chances; made once, read for each post. */
struct trained_account {
	struct study study;
	struct bonds bonds;
	struct first_pass first;
	struct bond_context *contexts; /* own */
	struct chances *p;             /* own: pass 2 */
};

struct trained_account *trained_prepare(const struct weights *weights,
    const struct knowledge *knowledge, const struct account_context *context,
    const struct subject *subjects, size_t n);
void trained_account_free(struct trained_account *account);

/* p gets one entry a post. */
void trained_second_pass(const struct weights *weights,
    const struct first_pass *first, const struct bond_context *contexts,
    struct chances *p);

/* What speaks for and against each class in post i, in log-odds: what is
 * added to the class beyond the mean over all classes. */
void trained_explain(const struct weights *weights,
    const struct trained_account *account, size_t i,
    struct evidence_list *evidence);

enum { STRONGEST_MAX = 8 };

/* The strongest of what speaks for or against one class: n at most, and no
 * more than STRONGEST_MAX; the strongest first.  Returns how many. */
size_t trained_strongest(const struct weights *weights,
    const struct trained_account *account, size_t i, enum post_class class,
    struct evidence *strongest, size_t n);

#endif
