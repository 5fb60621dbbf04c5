/*
 * The parts of decoding that v2.c, post.c and user.c share.  Not for use
 * outside lib/decode.
 */
#ifndef DECODE_PARTS_H
#define DECODE_PARTS_H

#include "decode/v2.h"

/* A copy in the arena of a string member, or NULL. */
const char *decode_string(struct arena *arena, const struct json *object,
    const char *name);

/* An id member; 0 if absent or not an id. */
int64_t decode_id(const struct json *object, const char *name);

/* A time member; 0 if absent. */
int64_t decode_time(const struct json *object, const char *name);

/* What an export of an archive says beyond X's own members, under
 * "givetake" (export/flat.h). */
void decode_archived_post(const struct json *object, struct post *post);
void decode_archived_user(const struct json *object, struct user *user);

/* The raw, escaped text and its entities become post->text (unescaped) and
 * its links, mentions and hashtags with byte offsets.  entities may be NULL.
 * Offsets are code points of the escaped text (x-api.md 2.3); those that do
 * not fit the text are looked for, and dropped to 0 if not found. */
void decode_text(struct post *post, struct arena *arena, const char *raw,
    const struct json *entities);

/* The links of a list of url entities, without offsets. */
struct link *decode_links(const struct json *urls, struct arena *arena,
    size_t *n);

/* One post object, flattened or from a page; media, polls looked up in
 * includes where that is not NULL.  False if it has no usable id. */
bool decode_post(const struct json *object, const struct json *includes,
    struct arena *arena, struct post *post);

#endif
