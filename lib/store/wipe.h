/*
 * Taking posts and accounts out of the archive's rows, for good.  What the
 * pages hold of them is lib/ingest/wipe.h, which is what others call.
 *
 * A tombstone with the reason stays, and keeps them from coming back.
 */
#ifndef STORE_WIPE_H
#define STORE_WIPE_H

#include "store/store.h"

/* Ids, in no order. */
struct id_list {
	int64_t *items; /* own */
	size_t n, cap;
};

void id_list_add(struct id_list *list, int64_t id);
void id_list_sort(struct id_list *list);                  /* and each once */
bool id_list_has(const struct id_list *list, int64_t id); /* when sorted */
void id_list_release(struct id_list *list);

/* Remove a post from rows and full-text index; the pages that held it are
 * added to pages, its reposts to more.  A post that is not there only gets
 * its tombstone. */
int store_wipe_post(struct store *store, int64_t id, const char *reason,
    struct id_list *pages, struct id_list *more, struct err *err);

/* All posts of an account. */
int store_wipe_posts_of(struct store *store, int64_t user_id,
    struct id_list *posts, struct err *err);

/* The account's handles, "a\nb\n", lower case. */
struct buf;
int store_wipe_names(struct store *store, int64_t user_id, struct buf *names,
    struct err *err);

/* Remove what X said of an account, but its posts; names as of
 * store_wipe_names.  The pages where others mention it are added to pages. */
int store_wipe_user(struct store *store, int64_t id, const char *names,
    struct id_list *pages, struct err *err);

/* Remove what was noted here of the account too, watch it no longer, and
 * refuse it from now on. */
int store_forget_user(struct store *store, int64_t id, const char *names,
    struct err *err);

/* A page, its body decompressed into body.  0 found, 1 not. */
int store_page_get(struct store *store, int64_t page_id, struct buf *body,
    struct buf *origin, struct err *err);
int store_page_put(struct store *store, int64_t page_id, const char *body,
    size_t len, const char *origin, struct err *err);
int store_page_remove(struct store *store, int64_t page_id, struct err *err);

/* X serves the post again: *lifted if a tombstone of it went. */
int store_tombstone_lift(struct store *store, int64_t post_id, bool *lifted,
    struct err *err);

/* Leave no bytes behind of what was removed: full-text index, free pages and
 * log.  Outside a transaction; ERR_LATER when others use the archive. */
int store_scrub(struct store *store, struct err *err);

#endif
