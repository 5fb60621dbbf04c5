/*
 * The archive on the terminal: `givetake tui`.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "score/mass.h"
#include "store/store.h"
#include "tui/theme.h"

struct tui_settings {
	enum theme theme;
	bool ascii, mouse;
	const char *keys; /* as keys_load wants them */
	const char *copy; /* a command that takes text to copy; "": none */
	const struct masses *masses; /* that the scores were made with */
	int64_t min_posts;
	/* Millionths of a dollar; LEDGER_NO_CAP: none. */
	int64_t cap_run, cap_day, cap_month;
	/* This program with the options that all its commands want, for
	 * starting it again; ends with NULL. */
	const char *const *program;
};

/* Run until the user leaves.  The store is open for reading.  Returns 0, or
 * the number of the signal that asked it to end, or -1. */
int tui_run(struct store *store, const struct tui_settings *settings,
    struct err *err);

#endif
