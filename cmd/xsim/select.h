/*
 * Which fields and which other objects an answer holds: the parameters
 * *.fields and expansions (x-api.md sections 0 and 2.1).
 */
#ifndef XSIM_SELECT_H
#define XSIM_SELECT_H

#include "xsim/request.h"

#include <stdint.h>

enum expansion {
	EXPAND_AUTHOR = 1,
	EXPAND_REFERENCED = 2,
	EXPAND_REFERENCED_AUTHOR = 4,
	EXPAND_REPLY_USER = 8,
	EXPAND_MENTIONS = 16,
	EXPAND_MEDIA = 32,
	EXPAND_REFERENCED_MEDIA = 64,
	EXPAND_POLLS = 128,
	EXPAND_PLACES = 256,
	EXPAND_HISTORY = 512,
	EXPAND_PINNED = 1024,
	EXPAND_RECENT = 2048
};

struct selection {
	uint64_t mask[KIND_COUNT];
	unsigned expansions;
	bool post_words; /* answer in post vocabulary */
};

/* Read the selection of an answer whose data is of the given kind.  -1 with
 * the answer made if a value exists nowhere. */
int select_read(const struct request *request, struct answer *answer,
    enum kind kind, struct selection *selection);

#endif
