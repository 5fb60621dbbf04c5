/*
 * Exit statuses: one table, shown by the manual; and the one place where an
 * error is printed.
 */
#ifndef GIVETAKE_EXIT_H
#define GIVETAKE_EXIT_H

#include "base/err.h"

#include <stdbool.h>

enum exit_status {
	EXIT_DONE = 0,
	EXIT_CHECK_FAILED = 1,
	EXIT_PARTIAL = 3 /* some sources failed; the rest is kept */
};

struct exit_row {
	int status;
	enum err_code code; /* ERR_NONE: not from an error */
	const char *name;   /* stable: "code" of errors in JSON */
	const char *meaning;
};

/* Ends with a NULL name. */
extern const struct exit_row exit_table[];

/* The status of an error. */
int exit_status(enum err_code code);

/* Print *err on stderr, once, as a line for people or as JSON
 * {"error", "code", "exit"}, and return its status. */
int exit_report(const struct err *err, bool as_json);

#endif
