/*
 * The terminal: taken over by screen_open, given back by screen_close on
 * every way out (signals, abort and running out of memory included).  One
 * wait for keys, signals and the output of a child.
 *
 * There is one terminal, so this module keeps its state in the file.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "base/err.h"
#include "tui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Take the terminal at standard input and output, and its mouse if wanted.  ERR_USAGE where there is
 * none, or one of a type that is not known. */
int screen_open(bool mouse, struct err *err);
void screen_close(void);

/* The colours to draw with from now on. */
void screen_set_theme(enum theme theme);

int screen_rows(void);
int screen_columns(void);

struct screen_events {
	bool key;         /* screen_key has something */
	bool output;      /* one of the fds can be read, or is at its end */
	bool child_ended; /* some child ended: waitpid */
	bool redraw;      /* another size, or back from being stopped */
	int stop_signal;  /* asked to end by this signal; 0: no */
};

/* Wait up to timeout_ms for anything of these.  An fd of -1 is skipped. */
#define SCREEN_FDS 48
void screen_wait(const int *fds, size_t n, int timeout_ms,
    struct screen_events *events);

/* True if a key or a signal waits: what takes long is to be put off. */
bool screen_is_wanted(void);

/* The next key that was typed (tui/keys.h), KEY_NONE if there is none. */
uint32_t screen_key(void);

/* The row of the last SPECIAL_CLICK. */
int screen_click_row(void);

/* Put text into row, columns from `column` to before `end`, glyph by glyph;
 * returns the column after it. */
struct pen {
	int row, column, end;
	enum role role;
	bool selected; /* the line the cursor is on */
	bool ascii;
};
void screen_text(struct pen *pen, const char *s, size_t len);
/* Blanks up to the end. */
void screen_rest(struct pen *pen);

void screen_cursor(int row, int column); /* row -1: hide it */
void screen_flush(void);
/* Draw all of it anew next time. */
void screen_forget(void);

/* Send text to the terminal's clipboard (OSC 52). */
void screen_copy(const char *s, size_t len);

#endif
