/*
 * Measuring on accounts that training has not seen.
 */
#ifndef LEARN_VALIDATE_H
#define LEARN_VALIDATE_H

#include "learn/measure.h"
#include "learn/train.h"

/* Called before each training; false stops. */
typedef bool validate_progress(void *arg, size_t done, size_t total);

struct validation {
	const struct corpus *corpus;
	const struct train_settings *settings;
	size_t folds; /* 0: each source of labels is left out in turn */
	uint64_t seed;
	validate_progress *progress; /* may be NULL */
	void *arg;
};

/* Train on all folds but one, judge the labelled posts of that one through
 * the model's text, for each fold.  posts gets one entry for each labelled
 * row; returns how many, or -1 with ERR_STOPPED. */
int64_t validate(const struct validation *validation, struct judged *posts,
    struct err *err);

/* True if a post has links and each leads to a known place. */
bool judged_is_expanded(const struct reading *reading);

/* Judge the labelled posts of the chosen accounts (NULL: all) by a model. */
size_t judge_cases(const struct cases *cases, const struct weights *weights,
    const bool *chosen, struct judged *posts);

#endif
