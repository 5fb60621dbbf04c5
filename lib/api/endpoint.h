/*
 * The endpoints of X that we use: one row each, and how a request to one of
 * them is written (x-api.md section 1).
 */
#ifndef API_ENDPOINT_H
#define API_ENDPOINT_H

#include "api/price.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum endpoint {
	ENDPOINT_USERS_BY,
	ENDPOINT_USERS,
	ENDPOINT_POSTS,
	ENDPOINT_TIMELINE,
	ENDPOINT_MENTIONS,
	ENDPOINT_SEARCH,
	ENDPOINT_SEARCH_ALL,
	ENDPOINT_LIST,
	ENDPOINT_QUOTES,
	ENDPOINT_COUNTS,
	ENDPOINT_COUNTS_ALL,
	ENDPOINT_USAGE,
	ENDPOINT_STREAM,
	ENDPOINT_RULES, /* of the stream */
	ENDPOINT_JOBS,  /* of compliance */
	ENDPOINT_COUNT
};

struct endpoint_info {
	const char *name;       /* in the ledger and in messages */
	const char *path;       /* %lld is where the id stands */
	const char *token_name; /* of the parameter for the next page */
	int min, max;           /* of max_results; 0: takes none */
	enum price price;       /* of a resource in data, or of the request */
	bool per_request;       /* priced by request */
	int reach;              /* posts it goes back at most; 0: no such end */
	int window;             /* requests in 15 minutes, by the app */
	bool has_since;         /* takes since_id */
	bool is_bare;           /* answers with what has no fields to choose */
};

extern const struct endpoint_info endpoint_info[ENDPOINT_COUNT];

/* One request.  Zero and NULL leave a parameter out. */
struct api_request {
	enum endpoint endpoint;
	int64_t id;        /* in the path */
	const char *ids;   /* "1,2,3" or "a,b,c" for look-ups */
	const char *query; /* for searches and counts */
	int max_results;
	int64_t since_id, until_id;
	int64_t start_at, end_at; /* times */
	const char *granularity;  /* of counts */
	int64_t days;             /* of usage */
	int64_t backfill_minutes; /* of the stream */
	const char *token;        /* next page */
	bool expand_references;   /* with the posts referred to: billed */
};

/* Append path and query of the request. */
void api_add_path(struct buf *path, const struct api_request *request);

/* The most that a request can cost: every slot of the page filled. */
int64_t api_worst_cost(const struct prices *prices,
    const struct api_request *request);

#endif
