/*
 * Being asked to stop.  A command that says NEED_STOP looks at
 * stop_requested() as it works, ends its transaction and returns
 * ERR_STOPPED; a second signal ends it at once.  Other commands end at the
 * first: the archive is safe at any point.
 */
#ifndef GIVETAKE_STOP_H
#define GIVETAKE_STOP_H

#include <stdbool.h>

/* Take over SIGINT, SIGTERM and SIGHUP (where they are not ignored). */
void stop_watch(void);

/* True once such a signal came; sleeps and polls end early then. */
bool stop_requested(void);

/* End the process as the signal would have, or as a broken pipe does where
 * there was none: callers see why. */
_Noreturn void stop_end(void);

#endif
