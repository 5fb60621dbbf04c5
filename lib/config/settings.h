/*
 * The table of settings, and what a value of each type must look like.
 * Private to lib/config.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum setting_type {
	SETTING_PATH,
	SETTING_COMMAND, /* run by /bin/sh */
	SETTING_TEXT,    /* checked by what uses it */
	SETTING_URL,     /* https, or http on this machine */
	SETTING_PROXY,   /* http, https or socks; a password is masked */
	SETTING_ZONE,
	SETTING_CHOICE, /* one of the words of choices */
	SETTING_BOOL,
	SETTING_INT,  /* in [min, max] */
	SETTING_USD,  /* millionths of a dollar */
	SETTING_SPAN, /* seconds, in [min, max] */
	SETTING_TOKEN /* environment only, always masked */
};

enum setting_flags {
	NOT_IN_PROJECT = 1 /* a project file may not set it */
};

struct setting {
	const char *name; /* "section.key" */
	enum setting_type type;
	const char *fallback; /* default, as it would be written; "" unset */
	const char *help;     /* one or more lines */
	unsigned flags;
	int64_t min, max;        /* INT, SPAN; 0, 0: no limits but > 0 */
	const char *choices;     /* CHOICE: "a|b|c" */
	const char *environment; /* variable that sets it, or NULL */
};

extern const struct setting settings[]; /* ends with a NULL name */
extern const int setting_count;

/* Index of a setting by name, or -1. */
int setting_find(const char *name);

/* Append ": did you mean NAME?" if a setting of any section is near to word
 * ("key" or "section.key"); private ones to the environment left out. */
void setting_add_nearest(struct buf *buf, const char *word);

/* Check value and put its number, where the type has one, into *number. */
int setting_parse(const struct setting *setting, const char *value,
    int64_t *number, struct err *err);

#endif
