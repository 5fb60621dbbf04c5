/*
 * The rules of the filtered stream.
 */
#ifndef XSIM_RULES_H
#define XSIM_RULES_H

#include "xsim/query.h"

struct rule {
	int64_t id;
	char *value, *tag; /* own; tag may be NULL */
	struct query query;
};

struct rules {
	struct rule *items; /* own */
	size_t n, cap;
	int64_t next_id;
};

#endif
