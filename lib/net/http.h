/*
 * HTTP to one server (libcurl lives here and nowhere else): several requests
 * in flight on reused connections, one thread.
 *
 * The bearer token goes to the base URL's host alone, over https, or over
 * http to this machine; redirects are not followed.  Nothing of a request's
 * headers is ever logged.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

struct http_settings {
	const char *base_url; /* "https://api.x.com", no slash at the end */
	const char *token;    /* bearer; "" for none */
	const char *ca_file;  /* "" for the system's */
	const char *proxy;    /* "" for the environment's */
	int64_t timeout_ms;   /* for a whole request */
	int max_in_flight;
};

struct http;

/* ERR_CONFIG if the base URL is no URL, or would send the token in the
 * clear.  Settings are copied. */
struct http *http_new(const struct http_settings *settings, struct err *err);
void http_free(struct http *http);

/* A handle for another server, with the settings of this one but without its
 * token; one request at a time. */
struct http *http_new_other(const struct http *http, const char *base_url,
    int64_t timeout_ms, struct err *err);

/* Why there is no whole answer. */
enum http_failure {
	HTTP_DONE,    /* there is one */
	HTTP_NETWORK, /* no connection, reset, timeout, cut short: try again */
	HTTP_TLS,     /* the server could not be trusted */
	HTTP_TOO_BIG, /* more than max_bytes */
};

struct http_answer {
	void *tag; /* of the request */
	enum http_failure failure;
	char reason[160]; /* for people, when failure is set */
	int status;       /* 200, ...; 0 without an answer */
	bool sent;        /* the request went out: it may have been billed */
	struct buf body;  /* own; decompressed */
	bool is_json;     /* by its content type */
	/* Headers; -1 where absent, which means "unknown". */
	int64_t rate_limit, rate_remaining, rate_reset, retry_after;
	int64_t date; /* the server's clock, seconds */
};

void http_answer_release(struct http_answer *answer);

/* Begin a request.  path begins with '/'; post_body is sent as JSON, NULL
 * for a GET.  tag comes back with the answer. */
int http_start(struct http *http, const char *path, const char *post_body,
    void *tag, struct err *err);

/* Begin to send a body of plain text to where path says, by PUT. */
int http_put(struct http *http, const char *path, const char *body, void *tag,
    struct err *err);

/* How many are under way. */
int http_in_flight(const struct http *http);

/* Wait up to timeout_ms for an answer: 1 with *answer filled (release it),
 * 0 without.  A signal ends the wait early. */
int http_wait(struct http *http, int64_t timeout_ms, struct http_answer *answer,
    struct err *err);

/*
 * An answer that does not end: one at a time, on a handle that is used for
 * nothing else.  It is not compressed, and no time limits hold for it: the
 * caller decides when silence has lasted too long.
 */
int http_stream_open(struct http *http, const char *path, struct err *err);

/* Its status; 0 until X has answered. */
int http_stream_status(const struct http *http);

/* Wait up to timeout_ms for what it brings, appended to bytes: 0 while it is
 * open, 1 when it has ended, with *answer filled (release it).  Of an answer
 * that is no 200 the body is in *answer. */
int http_stream_read(struct http *http, int64_t timeout_ms, struct buf *bytes,
    struct http_answer *answer, struct err *err);

/* End it, if it is open. */
void http_stream_close(struct http *http);

/* Name and version: "curl 7.88.1". */
const char *http_library(void);

#endif
