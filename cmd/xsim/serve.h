/*
 * The HTTP side: listening on loopback, one thread for each connection, so
 * that slow answers hold up nobody else.
 */
#ifndef XSIM_SERVE_H
#define XSIM_SERVE_H

#include "xsim/sim.h"

/* Listen on 127.0.0.1:port (0: any free one; sim->port is set), write the
 * port to port_file if that is not NULL, and serve until SIGTERM or
 * SIGINT. */
int serve(struct sim *sim, int port, const char *port_file, struct err *err);

#endif
