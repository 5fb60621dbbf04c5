/*
 * Things that go wrong on purpose (x-api.md section 6).
 *
 *	NAME[:key=value,...]
 *
 * path=TEXT: only requests whose path and query hold TEXT; after=K: not the
 * first K of them; every=K: each K-th; prob=P: with probability P; count=N:
 * N times at most.  The rest is the fault's own (fault_table tells).
 * Chances are drawn from the simulator's seed, so a run can be repeated.
 */
#ifndef XSIM_FAULT_H
#define XSIM_FAULT_H

#include "base/err.h"
#include "json/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fault_name {
	/* Answers in place of the real one, which cost nothing. */
	FAULT_UNAUTHORIZED,
	FAULT_UNAUTHORIZED_OLD,
	FAULT_CREDITS,
	FAULT_CREDITS_OLD,
	FAULT_FORBIDDEN,
	FAULT_NOT_ENROLLED,
	FAULT_SPEND_CAP,
	FAULT_UNSUPPORTED_AUTH,
	FAULT_USAGE_CAP,
	FAULT_RATE_LIMIT,
	FAULT_RATE_BARE,
	FAULT_RATE_OLD,
	FAULT_RATE_TEXT,
	FAULT_RATE_REMAINING,
	FAULT_500,
	FAULT_502,
	FAULT_503,
	FAULT_504,
	FAULT_NOT_FOUND,
	FAULT_HTML,
	FAULT_REDIRECT,
	FAULT_RESET,
	FAULT_HANG,
	/* The real answer, billed, damaged on its way. */
	FAULT_CUT,
	FAULT_GZIP,
	FAULT_GZIP_CUT,
	FAULT_DRIP,
	FAULT_STALL,
	FAULT_RESET_AFTER,
	FAULT_NO_RATE_HEADERS,
	FAULT_SURROGATE,
	FAULT_INVALID_UTF8,
	FAULT_UNKNOWN_FIELDS,
	FAULT_NUMBER_STRINGS,
	/* Oddities of paging. */
	FAULT_EMPTY_PAGE,
	FAULT_LOST_PAGE,
	FAULT_REPEAT_PAGE,
	FAULT_DUPLICATE_POSTS,
	FAULT_ENDLESS_TOKEN,
	FAULT_EXPIRED_TOKEN,
	FAULT_NO_DATA,
	FAULT_ERRORS_ONLY,
	/* Of the world, streams and jobs. */
	FAULT_LATE,
	FAULT_STREAM_BUSY,
	FAULT_STREAM_END,
	FAULT_STREAM_CUT,
	FAULT_STREAM_SILENT,
	FAULT_JOB_FAILS,
	FAULT_COUNT
};

struct fault_info {
	const char *name;
	const char *help; /* one line, own keys included */
};

extern const struct fault_info fault_table[FAULT_COUNT];

struct fault {
	enum fault_name name;
	char *path;    /* own; NULL: any */
	char *body;    /* own; json, empty or html; NULL */
	char *url;     /* own; of a redirect */
	char *period;  /* own; of a usage cap */
	int64_t count; /* -1: no end */
	int64_t after, every;
	int64_t seconds, minutes, percent, bytes; /* -1: not given */
	double prob;
	bool in_text;
	int64_t matched, fired;
};

struct faults {
	struct fault *items; /* own */
	size_t n, cap;
	uint64_t seed;
};

/* Add one by its text. */
int faults_add(struct faults *faults, const char *text, struct err *err);

/* Take away all, or those of one name. */
void faults_clear(struct faults *faults, const char *name);

/* The fault of that name that strikes this request, or NULL.  Each call
 * counts as one occasion. */
const struct fault *faults_strike(struct faults *faults, enum fault_name name,
    const char *target);

void faults_write(const struct faults *faults, struct json_writer *w);
void faults_release(struct faults *faults);

#endif
