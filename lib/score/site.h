/*
 * Whose page a link leads to, as far as the link itself tells: its site key,
 * the name under which one publisher's pages are counted together.
 *
 * The key is the registrable domain by the public suffix list with its
 * private section (alice.github.io is not bob.github.io), in lower case and
 * punycode.  On platforms that give each person a place, it is that place:
 * "alice.substack.com" (tenants by name) or "youtube.com/@alice" (tenants by
 * path).  Vanity shorteners stand for the site they belong to (nyti.ms is
 * nytimes.com); other shorteners are opaque: they are nobody's.
 *
 * What is a platform or a shortener is data: lib/score/sites.tsv.
 */
#ifndef SCORE_SITE_H
#define SCORE_SITE_H

#include "base/err.h"

#include <stdbool.h>

enum site_kind {
	SITE_PLAIN,    /* a publisher's own domain */
	SITE_TENANT,   /* one person's place on a platform */
	SITE_PLATFORM, /* a platform's page that does not say whose it is */
	SITE_OPAQUE,   /* a shortener: leads anywhere */
	SITE_INTERNAL, /* X itself; the key is "x.com/handle" or "x.com" */
	SITE_MEDIA,    /* a picture or video uploaded to X */
	SITE_NONE      /* not an http or https URL; the key is "" */
};

/* What else a URL says; marks of one link are or-ed together. */
enum site_mark {
	SITE_AFFILIATE = 1, /* somebody earns by this link */
	SITE_SHOP = 2,      /* a place to buy, sign up, apply */
	SITE_HELP = 4,      /* help, documentation, support */
	SITE_JOBS = 8,      /* careers, vacancies */
	SITE_HOME = 16,     /* no path: a front page */
	SITE_EVENT = 32,    /* tickets, webinars, events */
	SITE_FUNDING = 64   /* asks for money: patronage, donations */
};

enum { SITE_KEY_MAX = 320 };

struct site {
	enum site_kind kind;
	unsigned marks; /* enum site_mark */
	int tenant;     /* where in key the tenant's name begins; 0: none */
	int tenant_len; /* and its length */
	char key[SITE_KEY_MAX]; /* NUL-terminated */
};

struct sites; /* the tables, read-only once loaded */

/* Load the built-in table and after it `more` (text in the same format; may
 * be NULL), whose rows win.  NULL and ERR_CONFIG with the line on a bad row.
 * site_free() the result. */
struct sites *site_load(const char *more, struct err *err);
void site_free(struct sites *sites);

/* Fill *site for an absolute URL, or for a bare host with or without a path
 * ("example.com/x").  Anything that is not a web address gives SITE_NONE. */
void site_of(const struct sites *sites, const char *url, struct site *site);

/* True if the host of such a URL ends in a domain that is given out: "34.old"
 * looks like one and is none. */
bool site_is_real(const struct sites *sites, const char *url);

/* Stable names of kinds: plain, tenant, platform, opaque, internal, media,
 * none. */
const char *site_kind_name(enum site_kind kind);

#endif
