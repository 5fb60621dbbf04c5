/*
 * Where a command's output goes: the terminal (through a pager where it is
 * long), a pipe, or a file that appears whole or not at all.
 *
 *	if (output_open(&output, &options->output, context, err) == -1)
 *		return -1;
 *	rc = fill(output.out, ...);
 *	return output_close(&output, rc, err);
 */
#ifndef GIVETAKE_OUTPUT_H
#define GIVETAKE_OUTPUT_H

#include "base/shell.h"
#include "givetake/cmd.h"
#include "report/out.h"

struct output_options {
	enum out_format format;
	const char *file;
	bool force, ascii, excel;
	bool all; /* of commands that have --all: out_style.all */
};

/* For commands to inherit: --format, --output, --force, --ascii, --excel. */
extern const struct opt output_opts[];

struct output {
	struct out *out; /* write here */
	FILE *file;
	struct buf path, beside; /* of -o; empty without */
	struct shell pager;
	bool has_pager;
};

/* Choose the format and open what it goes to.  A file that exists is refused
 * without --force (ERR_CREATE). */
int output_open(struct output *output, const struct output_options *options,
    const struct context *context, struct err *err);

/* True where the output is a table, for people: machines get everything. */
bool output_is_table(const struct output_options *options);

/* Finish the document and put the file into its place; or, where rc is -1,
 * drop it.  Returns rc, or -1 when writing failed. */
int output_close(struct output *output, int rc, struct err *err);

/* Write text to standard output and flush. */
int output_text(const struct buf *text, struct err *err);

/* Make sure that descriptors 0, 1 and 2 are taken, so that no file of ours
 * gets the number of one that was closed; writing to it fails then. */
void output_guard_descriptors(void);

#endif
