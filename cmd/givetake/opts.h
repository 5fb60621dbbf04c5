/*
 * The command line, taken apart by the tables of options: long options, short
 * letters, --name=value, options and words in any order, "--" before words
 * that begin with "-".
 */
#ifndef GIVETAKE_OPTS_H
#define GIVETAKE_OPTS_H

#include "givetake/cmd.h"

/* Options that every command takes. */
struct globals {
	const char *archive, *config, *color;
	bool quiet, verbose, debug, help, version;
};

extern const struct opt global_opts[];

/* One option as it was given. */
struct given {
	char *name;            /* own; as written, with its dashes */
	const char *value;     /* borrowed from argv; NULL: none */
	const struct opt *opt; /* NULL: no command has it */
};

struct invocation {
	const struct command *command; /* NULL: none was named */
	char **words; /* own; all of them, the strings borrowed from argv */
	int n_words;
	int n_name;          /* how many of them name the command */
	struct given *given; /* own */
	size_t n_given, given_cap;
	struct globals globals;
	bool wants_json; /* errors as JSON: --format json or jsonl */
};

#define INVOCATION_INIT         \
	{                       \
		.command = NULL \
	}

/* Take argv apart, find the command, fill globals, and check that the other
 * options are the command's.  Names no command: command is NULL, no error,
 * unless words were given that name none.  With --help or --version nothing
 * else is checked. */
int opts_parse(struct invocation *invocation, int argc, char **argv,
    struct err *err);

/* Fill the command's struct of options (options_size bytes).  Times are
 * understood in the process's zone, so set that first. */
int opts_fill(const struct invocation *invocation, void *options,
    struct err *err);

void opts_release(struct invocation *invocation);

/* Call each for every option of the table, inherited ones included. */
void opts_each(const struct opt *table,
    void (*each)(const struct opt *opt, void *arg), void *arg);

/* True if the option takes a value. */
bool opt_has_value(const struct opt *opt);

#endif
