/*
 * The command line of xsim.
 */
#ifndef XSIM_OPTIONS_H
#define XSIM_OPTIONS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options {
	int port; /* 0: any free one */
	const char *port_file, *world, *clock, *start, *token;
	const char **faults; /* own */
	size_t n_faults, faults_cap;
	int64_t seed, accounts, posts, latency_ms;
	bool demo, generate, print, flat, all, help;
};

/* Read the command line; -1 with ERR_USAGE. */
int options_read(struct options *options, int argc, char **argv,
    struct err *err);
void options_release(struct options *options);

/* Print what xsim can do, examples first. */
void options_help(void);

#endif
