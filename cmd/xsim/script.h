/*
 * Worlds written for people to read: accounts and what they post, one post a
 * line, without times (cmd/xsim/demo/README tells the form).
 */
#ifndef XSIM_SCRIPT_H
#define XSIM_SCRIPT_H

#include "xsim/world.h"

/* Where on the line of time a script plays. */
struct stage {
	int64_t start_ms, end_ms;
};

/* Make the account that a script is about, so that others can name it. */
int script_cast(struct world *world, const char *name, const char *text,
    const struct stage *stage, struct err *err);

/* Play a script: the scenes of its account, spread over the stage.  name is for messages. */
int script_play(struct world *world, const char *name, const char *text,
    const struct stage *stage, struct err *err);

#endif
