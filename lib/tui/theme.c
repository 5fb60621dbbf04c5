#include "tui/theme.h"

#include <string.h>

enum { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN };

const char *const theme_names[THEME_COUNT] = {"dark", "light", "contrast",
    "mono"};

/* Backgrounds are left to the terminal, which knows best. */
static const struct look looks[THEME_COUNT][ROLE_COUNT] =
    {
	[THEME_DARK] =
	    {
		[ROLE_TEXT] = {-1},
		[ROLE_DIM] = {-1, .dim = true},
		[ROLE_HEAD] = {CYAN, .bold = true},
		[ROLE_BAR] = {-1, .reverse = true},
		[ROLE_NAME] = {-1, .bold = true},
		[ROLE_GIVE] = {GREEN},
		[ROLE_TAKE] = {MAGENTA},
		[ROLE_NEUTRAL] = {-1},
		[ROLE_EVIDENCE] = {YELLOW, .bold = true, .underline = true},
		[ROLE_LINK] = {CYAN, .underline = true},
		[ROLE_WARNING] = {RED, .bold = true},
		[ROLE_MARK] = {YELLOW, .bold = true},
	    },
	[THEME_LIGHT] =
	    {
		[ROLE_TEXT] = {-1},
		[ROLE_DIM] = {-1},
		[ROLE_HEAD] = {BLUE, .bold = true},
		[ROLE_BAR] = {-1, .reverse = true},
		[ROLE_NAME] = {-1, .bold = true},
		[ROLE_GIVE] = {BLUE},
		[ROLE_TAKE] = {RED},
		[ROLE_NEUTRAL] = {-1},
		[ROLE_EVIDENCE] = {-1, .bold = true, .underline = true},
		[ROLE_LINK] = {BLUE, .underline = true},
		[ROLE_WARNING] = {RED, .bold = true},
		[ROLE_MARK] = {MAGENTA, .bold = true},
	    },
	[THEME_CONTRAST] =
	    {
		[ROLE_TEXT] = {-1, .bold = true},
		[ROLE_DIM] = {-1},
		[ROLE_HEAD] = {-1, .bold = true, .underline = true},
		[ROLE_BAR] = {-1, .bold = true, .reverse = true},
		[ROLE_NAME] = {-1, .bold = true},
		[ROLE_GIVE] = {-1, .bold = true},
		[ROLE_TAKE] = {-1, .bold = true, .underline = true},
		[ROLE_NEUTRAL] = {-1},
		[ROLE_EVIDENCE] = {-1, .bold = true, .reverse = true},
		[ROLE_LINK] = {-1, .bold = true, .underline = true},
		[ROLE_WARNING] = {-1, .bold = true, .reverse = true},
		[ROLE_MARK] = {-1, .bold = true, .reverse = true},
	    },
	[THEME_MONO] =
	    {
		[ROLE_TEXT] = {-1},
		[ROLE_DIM] = {-1},
		[ROLE_HEAD] = {-1, .bold = true},
		[ROLE_BAR] = {-1, .reverse = true},
		[ROLE_NAME] = {-1, .bold = true},
		[ROLE_GIVE] = {-1},
		[ROLE_TAKE] = {-1},
		[ROLE_NEUTRAL] = {-1},
		[ROLE_EVIDENCE] = {-1, .underline = true},
		[ROLE_LINK] = {-1},
		[ROLE_WARNING] = {-1, .bold = true},
		[ROLE_MARK] = {-1, .bold = true},
	    },
};

struct look
theme_look(enum theme theme, enum role role)
{
	return looks[theme][role];
}

int
theme_by_name(const char *name)
{
	for (int i = 0; i < THEME_COUNT; i++)
		if (strcmp(theme_names[i], name) == 0)
			return i;
	return -1;
}
