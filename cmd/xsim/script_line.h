/*
 * Reading the lines of a script (demo/README).
 */
#ifndef XSIM_SCRIPT_LINE_H
#define XSIM_SCRIPT_LINE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* One line: "answer > text [photo]" or "@who (ask): text". */
struct script_line {
	char *text;               /* own; without flags */
	char *who;                /* own; of another's post, or NULL */
	char *lang, *media, *was; /* own, or NULL */
	int act;
	char shape; /* of the account's own post; 0 for another's */
	bool paid, deleted;
};

/* Read a line that is a post; released by the caller in any case. */
int script_line_read(struct script_line *line, const char *s, struct err *err);
void script_line_release(struct script_line *line);

/* A copy of s with the k-th alternative of each {a|b|c}; free() it. */
char *script_line_fill(const char *s, size_t k);

#endif
