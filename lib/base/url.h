/*
 * Taking URLs apart (curl's URL API).
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/buf.h"

#include <stdbool.h>

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

/* Append s percent-encoded for a query value. */
void url_add_escaped(struct buf *buf, const char *s);

/* True if host is this machine: localhost, 127.0.0.0/8, [::1]. */
bool url_is_loopback(const char *host);

#endif
