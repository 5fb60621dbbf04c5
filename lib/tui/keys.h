/*
 * Keys and what they do.  One table of named actions feeds the handling of
 * keys, the setting that binds them anew and the help.
 *
 * A key is a Unicode code point (controls included) or one of enum
 * special_key.  It is written as itself ("j"), as "^L", or by name: Up, Down,
 * Left, Right, PgUp, PgDn, Home, End, Enter, Esc, Space, Tab, Backspace,
 * Delete.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "base/buf.h"

#include <stdint.h>

enum special_key {
	KEY_NONE = 0,
	SPECIAL_UP = 0x200000,
	SPECIAL_DOWN,
	SPECIAL_LEFT,
	SPECIAL_RIGHT,
	SPECIAL_PAGE_UP,
	SPECIAL_PAGE_DOWN,
	SPECIAL_HOME,
	SPECIAL_END,
	SPECIAL_DELETE,
	/* Of the mouse; they are bound to nothing else. */
	SPECIAL_CLICK,
	SPECIAL_WHEEL_UP,
	SPECIAL_WHEEL_DOWN
};

#define CODE_ENTER     0x0a
#define CODE_ESCAPE    0x1b
#define CODE_BACKSPACE 0x7f

enum action {
	ACTION_NONE,
	ACTION_UP,
	ACTION_DOWN,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_OPEN,
	ACTION_BACK,
	ACTION_QUIT,
	ACTION_FIND,
	ACTION_FIND_NEXT,
	ACTION_FIND_PREVIOUS,
	ACTION_MARK,
	ACTION_BOARD,
	ACTION_FEED,
	ACTION_ACCOUNT,
	ACTION_ANSWERS,
	ACTION_OBSERVATION,
	ACTION_SOURCES,
	ACTION_SEARCH,
	ACTION_COMMAND,
	ACTION_HELP,
	ACTION_SORT,
	ACTION_GROUP,
	ACTION_WINDOW,
	ACTION_REPOSTS,
	ACTION_REPLIES,
	ACTION_FILTER,
	ACTION_LABEL_1, /* the classes in the codebook's order */
	ACTION_LABEL_2,
	ACTION_LABEL_3,
	ACTION_LABEL_4,
	ACTION_LABEL_5,
	ACTION_LABEL_6,
	ACTION_LABEL_7,
	ACTION_LABEL_8,
	ACTION_UNLABEL,
	ACTION_OWN_YES,
	ACTION_OWN_NO,
	ACTION_UNDO,
	ACTION_STAR,
	ACTION_TAG,
	ACTION_NOTE,
	ACTION_WATCH,
	ACTION_UNWATCH,
	ACTION_PUT_INTO_GROUP,
	ACTION_BROWSER,
	ACTION_COPY,
	ACTION_COPY_LINK,
	ACTION_RAW,
	ACTION_EXPORT,
	ACTION_REPORT,
	ACTION_FETCH,
	ACTION_THEME,
	ACTION_REDRAW,
	ACTION_COUNT
};

struct action_info {
	const char *name; /* stable: for the setting */
	const char *keys; /* defaults, separated by blanks */
	const char *help;
	const char *section; /* of the help; NULL: as the one before */
};

extern const struct action_info action_info[ACTION_COUNT];

#define KEYS_PER_ACTION 4

struct keys {
	uint32_t keys[ACTION_COUNT][KEYS_PER_ACTION]; /* KEY_NONE: none */
};

/* The defaults, then text: "action=key,key action=key".  A key that is bound
 * anew is taken from what had it.  ERR_CONFIG names what is wrong. */
int keys_load(struct keys *keys, const char *text, struct err *err);

/* What a key does, ACTION_NONE if nothing. */
enum action keys_action(const struct keys *keys, uint32_t key);

/* The keys of an action for people: "j, Down". */
void keys_add(struct buf *buf, const struct keys *keys, enum action action);

/* A key by its name, KEY_NONE for none. */
uint32_t key_by_name(const char *name, size_t len);
void key_add_name(struct buf *buf, uint32_t key);

#endif
