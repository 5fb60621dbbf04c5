/*
 * One post of an answer of the API, as text for people.
 */
#ifndef TUI_RAW_H
#define TUI_RAW_H

#include "base/buf.h"

#include <stdint.h>

/* Append the object of json whose own member "id" is this id, a line each
 * member, indented; nothing if it is not there. */
void raw_add_post(struct buf *buf, const char *json, size_t len, int64_t id);

#endif
