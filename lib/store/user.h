/*
 * Accounts in the archive.
 */
#ifndef STORE_USER_H
#define STORE_USER_H

#include "base/arena.h"
#include "model/post.h"
#include "store/store.h"

/* Store what an answer says of an account.  A fuller profile replaces the
 * one before, which is put aside if it differs; names alone only fill in.
 * seen_at is when X said so; older news than what is known is ignored. */
int store_user_put(struct store *store, const struct user *user,
    int64_t seen_at, struct err *err);

/* Its profile was asked for just now, whatever X answered. */
int store_user_asked(struct store *store, int64_t id, struct err *err);

/* X no longer shows, or shows again, an account. */
int store_user_state(struct store *store, int64_t id, enum state state,
    const char *reason, struct err *err);

/* Read an account into *user, strings in the arena.  0 found, 1 not. */
int store_user_get(struct store *store, int64_t id, struct arena *arena,
    struct user *user, struct err *err);

/* 1 if the archive knows of the account, 0 if not. */
int store_user_exists(struct store *store, int64_t id, struct err *err);

/* When its profile was last read; 0: never. */
int store_user_profile_at(struct store *store, int64_t id, int64_t *at,
    struct err *err);

/* The account of a handle (any case, without @), or of a number.  *id 0 if
 * there is none. */
int store_user_by_handle(struct store *store, const char *handle, int64_t *id,
    struct err *err);

#endif
