/*
 * Accounts and posts of the archive as the command line names them.
 */
#ifndef GIVETAKE_ACCOUNT_H
#define GIVETAKE_ACCOUNT_H

#include "base/err.h"

#include <stdint.h>

struct store;

/* The account of "@name", "x.com/name" or a number; ERR_NOT_FOUND if the
 * archive has none such. */
int account_find(struct store *store, const char *word, int64_t *user_id,
    struct err *err);

#endif
