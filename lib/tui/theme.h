/*
 * What things look like.  A role says what a text is; a theme says how that
 * is shown.  Where there are no colours, or none are wanted, attributes alone
 * are left, and no meaning is in the look alone.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>

enum role {
	ROLE_TEXT,
	ROLE_DIM,
	ROLE_HEAD, /* titles of columns and sections */
	ROLE_BAR,  /* the first and the last row */
	ROLE_NAME,
	ROLE_GIVE,
	ROLE_TAKE,
	ROLE_NEUTRAL,
	ROLE_EVIDENCE, /* words that a signal is about */
	ROLE_LINK,
	ROLE_WARNING,
	ROLE_MARK,
	ROLE_COUNT
};

enum theme { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO, THEME_COUNT };

/* dark, light, contrast, mono. */
extern const char *const theme_names[THEME_COUNT];

/* The theme of a name, or -1. */
int theme_by_name(const char *name);

/* How a theme shows a role.  Colours are those of a terminal of 8, -1 for
 * its own. */
struct look {
	short colour;
	bool bold, dim, underline, reverse;
};
struct look theme_look(enum theme theme, enum role role);

#endif
