/*
 * What X wrote before v2, and in other places still does, to the model:
 * v1.1 posts (one, a list, search results, stream lines with their deletion
 * notices), the posts of an account's own export in its new and its old
 * form, and the posts of X's web pages as collecting tools keep them.  Every
 * field is optional.  Pure: no archive, no files.
 */
#ifndef DECODE_V1_H
#define DECODE_V1_H

#include "decode/owner.h"
#include "model/page.h"

/* Add to the page what one value holds.  owner, which may be NULL, says whose
 * posts without an author are.  False, and nothing added, if the value has
 * none of these shapes. */
bool decode_v1_append(const struct json *root, const struct owner *owner,
    struct page *page);

/* Add the post, of which the value is the last trace, to page->deleted. */
bool decode_v1_deleted(const struct json *root, struct page *page);

#endif
