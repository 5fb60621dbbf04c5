/*
 * The scorer that the settings ask for, and stored scores brought up to date
 * with it.
 */
#ifndef GIVETAKE_SCORING_H
#define GIVETAKE_SCORING_H

#include "givetake/cmd.h"
#include "score/scorer.h"

/* Load it, the user's files included.  NULL on failure; scorer_free(). */
struct scorer *scoring_load(const struct config *config, struct err *err);
/* The same for a use. */
struct scorer *scoring_load_for(const struct config *config,
    enum scorer_use use, struct err *err);
/* The same with another model than the setting's; NULL: the setting's. */
struct scorer *scoring_load_model(const struct config *config,
    const char *model, struct err *err);

/* Score what is due, with a progress bar on a terminal.  Needs an archive
 * opened for writing. */
int scoring_refresh(struct context *context, const struct scorer *scorer,
    struct err *err);

/* The same for commands that only read: through a connection of its own,
 * and only if nobody else is writing; otherwise says on stderr how many
 * accounts are behind.  The scorer may be one for reading: where something is
 * due another is loaded. */
int scoring_refresh_for_reader(struct context *context,
    const struct scorer *scorer, struct err *err);

/* The same for commands that need classes, but no scorer. */
int scoring_keep_up(struct context *context, struct err *err);

#endif
