/*
 * World files: JSON lines as the API answers them (pages with data and
 * includes) or flattened posts with their author inline.
 */
#ifndef XSIM_LOAD_H
#define XSIM_LOAD_H

#include "xsim/world.h"

/* Add what one JSON value holds: a page, a post, an account, or
 * {"sim_list": ...}.  -1 with ERR_DATA if it is none of these. */
int load_value(struct world *world, const struct json *value, struct err *err);

/* Add all lines of a text; a damaged one stops it, named by its number. */
int load_text(struct world *world, const char *text, struct err *err);

int load_file(struct world *world, const char *path, struct err *err);

#endif
