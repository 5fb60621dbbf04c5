/*
 * What the commands of `observe` share.
 */
#ifndef GIVETAKE_OBSERVING_H
#define GIVETAKE_OBSERVING_H

#include "store/observation.h"

/* The observation of a name (NULL: the one that runs); ERR_NOT_FOUND if none
 * runs, ERR_USAGE if it has ended. */
int observe_find_running(struct store *store, const char *name,
    struct observation *observation, struct err *err);

/* The observation of a name; NULL: the one that runs, or ended last.
 * ERR_NOT_FOUND if there is none. */
int observe_find(struct store *store, const char *name,
    struct observation *observation, struct err *err);

/* ERR_USAGE for a text of the user's that is too long or not UTF-8. */
int observe_check_text(const char *what, const char *text, struct err *err);

#endif
