/*
 * Posts and accounts as the API's own JSON, flattened: one object a post with
 * its author, media and references inside, as `import` and other tools read
 * it.  Pure.
 *
 * What the API has no member for stands under "givetake": when it was seen
 * ("seen_at", of accounts "profile_at"), "state" where X no longer shows it,
 * "included" and "truncated".
 */
#ifndef EXPORT_FLAT_H
#define EXPORT_FLAT_H

#include "base/buf.h"
#include "model/post.h"

/* Texts longer than this many code points go into note_tweet. */
#define FLAT_SHORT 280

/* Append a post without a line feed.  author may be NULL (then only its id
 * is written); own says whether to write the member "givetake". */
void flat_add_post(struct buf *buf, const struct post *post,
    const struct user *author, bool own);

/* Append an account. */
void flat_add_user(struct buf *buf, const struct user *user, bool own);

#endif
