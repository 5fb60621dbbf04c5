/*
 * The part of an account's habits that its profile tells, and the user's word
 * on what belongs to it.  For habits.c.
 */
#ifndef SCORE_HABITS_PROFILE_H
#define SCORE_HABITS_PROFILE_H

#include "score/habits.h"

/* Fill the lists; before posts are counted.  context and its members may be
 * NULL. */
void habits_read_profile(struct habits *habits,
    const struct account_context *context);

#endif
