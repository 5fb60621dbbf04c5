/*
 * X API v2 JSON to the model: response pages, stream lines and flattened
 * posts as twarc2 writes them, in both vocabularies (x-api.md sections 0, 2).
 * Every field is optional.  Pure: no archive, no network.
 */
#ifndef DECODE_V2_H
#define DECODE_V2_H

#include "model/page.h"
#include "json/json.h"

/* Fill page (reset first) from one JSON value.  Recognises by shape: never
 * fails on unknown shapes, which give PAGE_OTHER.  Text of reposts whose
 * original stands beside them is the original's; text is unescaped, long
 * text whole, offsets turned into bytes of that text. */
void decode_v2_page(const struct json *root, struct page *page);

/* True for one flattened post: what decode_v2_append takes. */
bool decode_v2_is_flat(const struct json *root);

/* Add one flattened post, and what it carries inside it, to the page. */
void decode_v2_append(const struct json *root, struct page *page);

/* One account object. */
void decode_v2_user(const struct json *object, struct arena *arena,
    struct user *user);

#endif
