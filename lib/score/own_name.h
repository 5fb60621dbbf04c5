/*
 * Whether a site or a handle is named like an account.  For ownership.c.
 */
#ifndef SCORE_OWN_NAME_H
#define SCORE_OWN_NAME_H

#include "score/site.h"

#include <stdbool.h>

enum own_likeness { OWN_UNLIKE, OWN_LIKE, OWN_SAME };

enum { OWN_NAME_MAX = 64 };

/* A name as it is compared: letters and digits only, lower case, without
 * what brands put around their names ("the", "official", "support", ...). */
struct own_name {
	char whole[OWN_NAME_MAX]; /* nothing taken off but signs */
	char core[OWN_NAME_MAX];
};

void own_name_make(struct own_name *name, const char *text);

/* How like two names are: the same, or one within the other (4 letters at
 * least), or one edit apart (5 at least). */
enum own_likeness own_name_compare(const struct own_name *a,
    const struct own_name *b);

/* The best likeness of a name to what a site key is called: its tenant, its
 * first label, or all of it ("acme.io" is AcmeIO). */
enum own_likeness own_name_of_site(const struct own_name *name,
    const char *key);

#endif
