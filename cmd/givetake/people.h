/*
 * Accounts as the words of a command name them.
 */
#ifndef GIVETAKE_PEOPLE_H
#define GIVETAKE_PEOPLE_H

#include "report/window.h"

/* The accounts of a group (NULL: none) and of n words ("@alice", an id),
 * sorted and each once; left empty if neither was given.  ERR_NOT_FOUND for
 * an account that is not in the archive. */
int people_load(struct store *store, const char *group, int n, char **words,
    struct id_set *set, struct err *err);

#endif
