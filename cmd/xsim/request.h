/*
 * One request and its answer, free of the HTTP library; reading parameters
 * with the API's own complaints.
 */
#ifndef XSIM_REQUEST_H
#define XSIM_REQUEST_H

#include "base/buf.h"
#include "xsim/field.h"

#include <stdbool.h>
#include <stdint.h>

struct param {
	char *name, *value; /* own */
};

struct request {
	char *method, *path;  /* own */
	struct param *params; /* own */
	size_t n_params, cap;
	char *token; /* own; the bearer, or NULL */
	struct buf body;
	int64_t id;       /* from the path (/2/users/ID/...), or 0 */
	const char *tail; /* last part of the path, borrowed */
};

/* How the answer's bytes travel. */
enum travel {
	TRAVEL_WHOLE,
	TRAVEL_RESET, /* no answer, the connection is reset */
	TRAVEL_CUT,   /* fewer bytes than announced */
	TRAVEL_DRIP,  /* a few bytes at a time */
	TRAVEL_STALL, /* half of the body, then silence */
	TRAVEL_HANG,  /* nothing at all */
	TRAVEL_STREAM /* posts as they come, without end */
};

enum encoding { ENCODING_NONE, ENCODING_GZIP, ENCODING_GZIP_CUT };

struct answer {
	int status;
	struct buf body;
	const char *content_type;
	struct buf location; /* for a redirect */
	enum travel travel;
	enum encoding encoding;
	int64_t travel_ms; /* the pauses of a drip, stall or hang together */
	size_t cut_at;     /* bytes of a cut body that are sent */
	bool has_rate;
	int rate_limit, rate_remaining;
	int64_t rate_reset;
	struct stream *stream; /* own; of TRAVEL_STREAM */
	int64_t retry_after;   /* seconds; 0 for none */
};

void request_release(struct request *request);
void request_add_param(struct request *request, const char *name,
    const char *value);
/* The value of a parameter, or NULL. */
const char *request_param(const struct request *request, const char *name);

void answer_init(struct answer *answer);
void answer_release(struct answer *answer);

/* Make the answer a problem about:blank. */
void answer_problem(struct answer *answer, int status, const char *title,
    const char *detail);

/* Make the answer 400 with a message about the values (separated by commas)
 * of a parameter; returns -1. */
int answer_invalid(struct answer *answer, const char *name, const char *values,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Read a number, an id, a time.  0 with the value as it was if the parameter
 * is absent; -1 with the answer made if it is wrong. */
int request_int(const struct request *request, struct answer *answer,
    const char *name, int64_t range[2], int64_t *value);
int request_id(const struct request *request, struct answer *answer,
    const char *name, int64_t *value);
int request_time(const struct request *request, struct answer *answer,
    const char *name, int64_t *ms);

#endif
