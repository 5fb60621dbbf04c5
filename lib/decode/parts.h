/*
 * The parts of decoding that the formats share.  Not for use outside
 * lib/decode.
 */
#ifndef DECODE_PARTS_H
#define DECODE_PARTS_H

#include "decode/v2.h"

/* A copy in the arena of a string member, or NULL. */
const char *decode_string(struct arena *arena, const struct json *object,
    const char *name);

/* The same of the first of two members that is a string. */
const char *decode_string2(struct arena *arena, const struct json *object,
    const char *name, const char *other);

/* An id member; 0 if absent or not an id. */
int64_t decode_id(const struct json *object, const char *name);

/* The same of the first of two members that is an id. */
int64_t decode_id2(const struct json *object, const char *name,
    const char *other);

/* A time member; 0 if absent. */
int64_t decode_time(const struct json *object, const char *name);

/* A post's time where its own member said nothing: that of its id. */
int64_t decode_time_of_id(int64_t id);

/* What an export of an archive says beyond X's own members, under
 * "givetake" (export/flat.h). */
void decode_archived_post(const struct json *object, struct post *post);
void decode_archived_user(const struct json *object, struct user *user);

/* The raw, escaped text and its entities become post->text (unescaped) and
 * its links, mentions and hashtags with byte offsets.  entities may be NULL.
 * Offsets are code points of the escaped text (x-api.md 2.3); those that do
 * not fit the text are looked for, and dropped to 0 if not found.  Entities
 * may have the names of v2 or of v1.1. */
void decode_text(struct post *post, struct arena *arena, const char *raw,
    const struct json *entities);

/* The links of a list of url entities, without offsets. */
struct link *decode_links(const struct json *urls, struct arena *arena,
    size_t *n);

/* An app's name out of the link around it: "<a href=...>App</a>". */
const char *decode_source(struct arena *arena, const struct json *object);

/* True for the codes of a country that mean all of them; NULL is none. */
bool decode_is_everywhere(const char *code);

/* Countries where it is not shown, as a list of codes; XX and XY mean all. */
void decode_withheld(const struct json *codes, struct arena *arena,
    struct post *post);

/* The ids of its edits, oldest first. */
void decode_edits(const struct json *ids, struct post *post);

/* A repost's own text is cut: give it the original's. */
void decode_lend_text(struct post *repost, const struct post *original);

/* Note a record that cannot be used; why NULL: work out what is wrong. */
void decode_damaged(struct page *page, const struct json *object,
    const char *why);

/* One post object, flattened or from a page; media, polls looked up in
 * includes where that is not NULL.  False if it has no usable id. */
bool decode_post(const struct json *object, const struct json *includes,
    struct arena *arena, struct post *post);

#endif
