/*
 * givetake: see `givetake help`.  Takes the command line apart, opens what
 * the command's table names, runs it, and turns its error into the one
 * message and the exit status.
 */
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/exit.h"
#include "givetake/help.h"
#include "givetake/open.h"
#include "givetake/opts.h"
#include "givetake/output.h"
#include "givetake/stop.h"
#include "store/store.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Help or versions, which need nothing opened. */
static int
run_help(const struct invocation *invocation, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = 0;

	if (invocation->globals.version)
		return cmd_version.run(NULL, NULL, 0, NULL, err);
	if (invocation->globals.help)
		rc = help_add(&text, invocation->n_words, invocation->words,
		    err);
	else
		help_add_short(&text);
	if (rc == 0)
		rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

static int
check_words(const struct command *command, int n, char **args, struct err *err)
{
	if (n < command->min_args)
		return err_set(err, ERR_USAGE,
		    "%s needs %s; see: givetake %s --help", command->name,
		    command->args, command->name);
	if (command->max_args != ARGS_ANY && n > command->max_args)
		return err_set(err, ERR_USAGE,
		    "%s: \"%s\" is one word too many; see: givetake %s --help",
		    command->name, args[command->max_args], command->name);
	return 0;
}

static int
run_command(const struct invocation *invocation, struct context *context,
    struct err *err)
{
	const struct command *command = invocation->command;
	char **args = invocation->words + invocation->n_name;
	int n_args = invocation->n_words - invocation->n_name;
	void *options = mem_alloc(1, command->options_size);
	struct buf archive = BUF_INIT;
	int rc = -1;

	if (command->needs != 0 &&
	    open_settings(context->config, &invocation->globals, err) == -1)
		goto out;
	if (check_words(command, n_args, args, err) == -1 ||
	    opts_fill(invocation, options, err) == -1)
		goto out;
	context->command = command;
	if ((command->needs & NEED_STOP) != 0)
		stop_watch();
	if (open_archive(context, command->needs, &archive, err) == -1)
		goto out;
	rc = command->run(context, options, n_args, args, err);
out:
	store_close(context->store);
	buf_release(&archive);
	free(options);
	return rc;
}

/* Bare givetake, on a terminal, with an archive to look at. */
static bool
wants_tui(const struct invocation *invocation)
{
	struct config *config;
	struct buf path = BUF_INIT;
	struct err err = ERR_INIT;
	bool there;

	if (invocation->n_words > 0 || invocation->globals.help ||
	    invocation->globals.version || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO))
		return false;
	config = config_new();
	there = open_settings(config, &invocation->globals, &err) == 0 &&
		config_archive_path(config, &path, &err) == 0 &&
		access(path.data, R_OK) == 0;
	buf_release(&path);
	config_free(config);
	return there;
}

static int
run(const struct invocation *invocation, struct err *err)
{
	const struct globals *globals = &invocation->globals;
	struct context context = {.quiet = globals->quiet,
	    .verbose = globals->verbose};
	int rc;

	if (invocation->command == NULL || globals->help || globals->version)
		return run_help(invocation, err);
	log_set_level(globals->debug     ? LOG_DEBUG
		      : globals->verbose ? LOG_INFO
		      : globals->quiet   ? LOG_QUIET
					 : LOG_WARN);
	context.config = config_new();
	rc = run_command(invocation, &context, err);
	config_free(context.config);
	return rc;
}

int
main(int argc, char **argv)
{
	struct invocation invocation = INVOCATION_INIT;
	struct err err = ERR_INIT;
	int rc;

	mem_keep_freed();
	output_guard_descriptors();
	signal(SIGPIPE, SIG_IGN); /* seen as EPIPE, see stop_end */
	setlocale(LC_CTYPE, "");
	rc = clock_open(&err);
	if (rc == 0)
		rc = opts_parse(&invocation, argc, argv, &err);
	if (rc == 0 && invocation.command == NULL && wants_tui(&invocation))
		invocation.command = &cmd_tui;
	if (rc == 0)
		rc = run(&invocation, &err);
	if (rc == -1 && err.code != ERR_STOPPED)
		rc = exit_report(&err, invocation.wants_json);
	opts_release(&invocation);
	if (rc == -1)
		stop_end();
	return rc;
}
