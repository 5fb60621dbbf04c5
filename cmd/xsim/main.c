/*
 * xsim: a simulator of the X API for demos and tests.
 */
#include "base/clock.h"
#include "base/when.h"
#include "xsim/admin.h"
#include "xsim/load.h"
#include "xsim/options.h"
#include "xsim/print.h"
#include "xsim/serve.h"
#include "xsim/worlds.h"

#include <stdio.h>

static int
open_clock(const struct options *options, struct err *err)
{
	int64_t start = clock_now();

	if (options->clock == NULL)
		return clock_open(err);
	if (options->start != NULL &&
	    when_parse(options->start, start, &start) == -1)
		return err_set(err, ERR_USAGE, "--start %s is no time",
		    options->start);
	return clock_open_file(options->clock, start * 1000, err);
}

static int
make_world(struct sim *sim, const struct options *options, struct err *err)
{
	if (options->demo)
		return world_make_demo(&sim->world, clock_now_ms(), err);
	if (options->generate)
		return world_generate(&sim->world, clock_now_ms(),
		    &(struct generate){(uint64_t)options->seed,
			(size_t)options->accounts, (size_t)options->posts},
		    err);
	return load_file(&sim->world, options->world, err);
}

static int
add_faults(struct sim *sim, const struct options *options, struct err *err)
{
	for (size_t i = 0; i < options->n_faults; i++)
		if (admin_add_fault(sim, options->faults[i], err) == -1)
			return -1;
	return 0;
}

static int
run(const struct options *options, struct err *err)
{
	struct sim sim;
	int rc = -1;

	if (open_clock(options, err) == -1)
		return -1;
	sim_init(&sim, (uint64_t)options->seed);
	sim.token = options->token;
	sim.latency_ms = options->latency_ms;
	if (make_world(&sim, options, err) == -1 ||
	    add_faults(&sim, options, err) == -1)
		goto out;
	if (options->print)
		rc = print_world(&sim.world, stdout, options->flat,
		    options->all, err);
	else
		rc = serve(&sim, options->port, options->port_file, err);
out:
	sim_release(&sim);
	return rc;
}

int
main(int argc, char **argv)
{
	struct options options;
	struct err err = ERR_INIT;
	int rc = options_read(&options, argc, argv, &err);

	if (rc == 0 && options.help)
		options_help();
	else if (rc == 0)
		rc = run(&options, &err);
	if (rc == -1)
		fprintf(stderr, "xsim: %s\n", err.text);
	options_release(&options);
	if (rc == 0)
		return 0;
	return err.code == ERR_USAGE ? 2 : 1;
}
