/*
 * The endpoints: one table.
 */
#ifndef XSIM_ROUTE_H
#define XSIM_ROUTE_H

#include "xsim/sim.h"

struct route {
	const char *method;
	const char *path;       /* with :id or :name for one part */
	const char *parameters; /* names; those before '|' are required */
	int rate_limit;         /* requests in 15 minutes */
	int data;               /* enum kind of data[], or -1 */
	/* Fill call->answer; a status other than 200 charges nothing. */
	void (*handle)(struct call *call);
};

/* The route of a request, or NULL; sets request->id and tail. */
const struct route *route_find(struct request *request);

/* Number of a route among all, for its rate window. */
size_t route_number(const struct route *route);
size_t route_count(void);

#endif
