/*
 * A command is data plus one function.  main opens what `needs` names, runs
 * it and closes it again; help, the manual, shell completion and the tests
 * read the same table.
 */
#ifndef GIVETAKE_CMD_H
#define GIVETAKE_CMD_H

#include "base/err.h"
#include "config/config.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct command;
struct store;

enum need {
	NEED_CONFIG = 1,
	NEED_READ = 2,  /* the archive, which must exist */
	NEED_WRITE = 4, /* the archive, made if there is none */
	NEED_STOP = 8   /* asks stop_requested() (stop.h) as it works, so that
			 * a signal need not end it at once */
};

/* What main hands to a command. */
struct context {
	const struct command *command; /* the one that runs */
	struct config *config;         /* borrowed */
	/* Both borrowed; NULL unless the archive was asked for. */
	struct store *store;
	const char *archive; /* its path */
	bool quiet;
	bool verbose;
};

enum opt_type {
	OPT_END = 0,
	OPT_FLAG,   /* bool */
	OPT_STRING, /* const char *, borrowed from argv */
	OPT_INT,    /* int64_t */
	OPT_USD,    /* int64_t, millionths of a dollar */
	OPT_SPAN,   /* int64_t, seconds: "4w" */
	OPT_TIME,   /* int64_t, UTC seconds: see when_parse */
	OPT_FORMAT, /* enum out_format (report/out.h), one of arg: "csv|ids" */
	OPT_CHOICE, /* const char *, one of the words of arg: "a|b|c" */
	OPT_INHERIT /* the options of table, for the struct at offset */
};

struct opt {
	const char *name; /* long name, without -- */
	enum opt_type type;
	size_t offset;    /* of the variable in the command's options struct */
	const char *arg;  /* name of its argument, or NULL */
	const char *help; /* one line */
	char letter;      /* short form, or 0 */
	const struct opt *table; /* OPT_INHERIT */
};

#define ARGS_ANY (-1)

struct command {
	const char *name;     /* "watch add": may be two words */
	const char *args;     /* "@handle..." for the usage line */
	const char *summary;  /* one line */
	const char *examples; /* lines shown first by --help */
	const char *details;  /* further help, or NULL */
	unsigned needs;
	int min_args, max_args; /* words it takes; ARGS_ANY: no limit */
	const struct opt *opts; /* ends with OPT_END; may be NULL */
	size_t options_size;    /* of the options struct; 0 without opts */
	const void *data;       /* what else run needs to know; may be NULL */
	/* options points to the struct, zeroed, then filled by the flags (an
	 * absent OPT_INT, OPT_USD, OPT_SPAN or OPT_TIME is INT64_MIN).  An
	 * option of one name takes a value in every command, or in none.  args are
	 * the words left over.  Returns 0, or -1 with *err; or a positive exit
	 * status that needs no message (1: a check failed, 3: partial). */
	int (*run)(struct context *context, const void *options, int n_args,
	    char **args, struct err *err);
};

/* Every command, in the order of the help; ends with NULL (commands.c). */
extern const struct command *const commands[];

#endif
