/*
 * What the files of HTTP share: http.c has requests, http_stream.c the answer
 * that does not end.
 */
#ifndef NET_HTTP_PRIVATE_H
#define NET_HTTP_PRIVATE_H

#include "net/http.h"

#include <curl/curl.h>

struct transfer {
	CURL *easy; /* own */
	struct http_answer answer;
	struct curl_slist *headers; /* own */
	char *body;                 /* own; of a POST */
	bool too_big;
	struct transfer *next; /* idle ones wait in a list */
};

struct http {
	CURLM *multi;            /* own */
	struct transfer *idle;   /* own */
	struct transfer *stream; /* own; NULL: none is open */
	char *base_url, *token;  /* own */
	char *ca_file, *proxy;   /* own */
	long timeout_ms;
	int max_in_flight, in_flight;
	bool is_plain; /* http, to this machine */
};

/* A transfer for a path, with what holds for all of them. */
struct transfer *transfer_new(struct http *http, const char *path);
void transfer_free(struct transfer *t);

/* Let it begin; it is freed where that fails. */
int transfer_start(struct http *http, struct transfer *t, struct err *err);

/* Hand over a finished transfer, if there is one. */
bool transfer_finished(struct http *http, struct http_answer *answer);

#endif
