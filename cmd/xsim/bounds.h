/*
 * since_id, until_id, start_time, end_time with each endpoint's rules.
 */
#ifndef XSIM_BOUNDS_H
#define XSIM_BOUNDS_H

#include "xsim/page.h"

/* Timelines: ids win over times.  -1 with the answer made if wrong. */
int bounds_read_timeline(struct call *call, struct window *window);

/* Searches: one bound at each end, within the last seven days if recent, by
 * default until half a minute ago. */
int bounds_read_search(struct call *call, bool recent, struct window *window);

#endif
