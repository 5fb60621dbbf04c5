/*
 * Taking URLs apart (curl's URL API).
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct url {
	char *scheme; /* own; lower case */
	char *host;   /* own; lower case, punycode, without port */
	char *port;   /* own; NULL when the scheme's default */
	char *path;   /* own; "/" at least */
	char *query;  /* own; NULL when there is none */
};

#define URL_INIT               \
	{                      \
		.scheme = NULL \
	}

/* Parse an absolute http or https URL; -1 on anything else. */
int url_parse(const char *text, struct url *url);
void url_release(struct url *url);

/* The parts of a web address as they stand in the text, without allocation:
 * for going through very many of them. */
struct url_parts {
	char host[256]; /* lower case, punycode, no port; "" if not one */
	size_t host_len;
	const char *path;  /* borrowed; "/..." or of length 0 */
	const char *query; /* borrowed; without "?" */
	size_t path_len, query_len;
};

/* Split an absolute http or https URL, or a bare "host/path".  False, with
 * host "", on anything else.  What stands before "@" is not the host, and a
 * backslash ends it as in browsers. */
bool url_split(const char *text, struct url_parts *parts);

/* Append s percent-encoded for a query value. */
void url_add_escaped(struct buf *buf, const char *s);

/* Version of curl's library. */
const char *url_version(void);

/* True if host is this machine: localhost, 127.0.0.0/8, [::1]. */
bool url_is_loopback(const char *host);

#endif
