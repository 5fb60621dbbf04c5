/*
 * What an answer of X means for the one who asked (x-api.md sections 5.1, 6).
 */
#ifndef API_OUTCOME_H
#define API_OUTCOME_H

#include "net/http.h"
#include "json/json.h"

enum api_outcome {
	API_OK,          /* 200 or 201 with JSON: read it */
	API_RETRY,       /* the server or the network stumbled: again, soon */
	API_RATE_LIMIT,  /* wait until the window is new */
	API_BAD_REQUEST, /* 400: this request will never work */
	API_NOT_FOUND,   /* 404; by itself proves nothing */
	API_AUTH,        /* 401, 403: nothing will work; stop */
	API_CREDITS,     /* 402, spend cap, usage cap: stop spending */
};

struct api_verdict {
	enum api_outcome outcome;
	int64_t wait_until_ms; /* of API_RATE_LIMIT; 0: unknown */
	bool is_short;  /* it is the limit of a second, not of the window */
	char text[400]; /* for people: what happened, what to do */
};

/* Judge an answer.  doc is filled (json_parse) when the body is JSON. */
void api_judge(const struct http_answer *answer, struct json_doc *doc,
    struct api_verdict *verdict);

#endif
