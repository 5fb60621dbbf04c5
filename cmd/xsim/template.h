/*
 * Templates of posts with slots (demo/generate.templates).
 */
#ifndef XSIM_TEMPLATE_H
#define XSIM_TEMPLATE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/rand.h"
#include "model/class.h"

#include <stddef.h>

struct template
{
	enum post_class act;
	char shape;         /* as in a script */
	char *other, *text; /* own; other is NULL where nothing is needed */
};

struct slot {
	char *name;    /* own */
	char *choices; /* own; separated by '|' */
	size_t n;
};

struct templates {
	struct template *items; /* own */
	struct slot *slots;     /* own */
	size_t n, cap, n_slots, slots_cap;
};

int templates_read(struct templates *templates, const char *text,
    struct err *err);
void templates_release(struct templates *templates);

/* One of the templates of a class. */
const struct template *templates_pick(const struct templates *templates,
    enum post_class act, struct rng *rng);

/* Append text with its slots filled; own is the account's site, who a
 * stranger's handle with its @. */
void templates_fill(const struct templates *templates, struct buf *buf,
    const char *text, const char *own, const char *who, struct rng *rng);

#endif
