/*
 * A line that the user types at the bottom of the screen.
 */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include "base/buf.h"
#include "tui/keys.h"

#include <stdbool.h>

struct prompt {
	struct buf question, text; /* own */
	enum action action;        /* what it is for; ACTION_NONE: closed */
};

#define PROMPT_INIT                                    \
	{                                              \
		.question = BUF_INIT, .text = BUF_INIT \
	}

void prompt_open(struct prompt *prompt, enum action action,
    const char *question, const char *text);

enum prompt_state { PROMPT_OPEN, PROMPT_DONE, PROMPT_CANCELLED };

/* A key was typed: letters, Backspace, ^U, ^W, Enter, Esc. */
enum prompt_state prompt_key(struct prompt *prompt, uint32_t key);

void prompt_close(struct prompt *prompt);
void prompt_release(struct prompt *prompt);

#endif
