/*
 * Settings: one table (settings.c: name, type, range, default, help) parses
 * the files and the environment, answers `config show`, and writes
 * config.example.ini.
 *
 * Order, later wins: built-in default, system file (/etc/givetake/config.ini),
 * user file ($XDG_CONFIG_HOME/givetake/config.ini), project file
 * (./givetake.ini), the file of --config or GIVETAKE_CONFIG (instead of user
 * and project file), environment, flags.  A project file may come with a
 * downloaded folder, so it may not set what could leak a token, reach another
 * host, run a command or spend more money; those settings are marked so in
 * the table.  Unknown keys and bad values are errors that name file, line and
 * the nearest known key.
 *
 * Paths in a file are relative to its folder; "~/" is the home directory.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

struct config; /* all settings, with the origin of each value */

/* Built-in defaults only.  Free with config_free. */
struct config *config_new(void);
void config_free(struct config *config);

/* Begin anew from the defaults, read every file that applies, then the
 * environment.  path is that of --config, or NULL. */
int config_load(struct config *config, const char *path, struct err *err);

/* Set one value by name, as a flag does; origin says where it comes from,
 * for error messages and `config show`. */
int config_set(struct config *config, const char *name, const char *value,
    const char *origin, struct err *err);

/* Values by name ("section.key"); asking for a name that is not in the table
 * is a bug and aborts.  Strings are borrowed; "" where unset. */
const char *config_string(const struct config *config, const char *name);
int64_t config_int(const struct config *config, const char *name);
bool config_bool(const struct config *config, const char *name);
/* Money in millionths of a dollar, INT64_MAX where unset; spans ("7d") in seconds. */
int64_t config_usd(const struct config *config, const char *name);
int64_t config_span(const struct config *config, const char *name);

/* Append where the archive is: the setting, else the user's data directory.
 * Fails where neither is known (no HOME). */
int config_archive_path(const struct config *config, struct buf *path,
    struct err *err);

/* Append the bearer token: GIVETAKE_BEARER_TOKEN, else the output of
 * api.token_command, else the content of api.token_file (which nobody else
 * may read; by default "token" beside the user's file).  Never logged. */
int config_token(const struct config *config, struct buf *token,
    struct err *err);

/* Append in a few words where the token would come from, without reading
 * it: "GIVETAKE_BEARER_TOKEN", "file /home/...", "nowhere". */
void config_add_token_source(const struct config *config, struct buf *buf);

/* For `config show`: name, value (secrets masked), origin of setting i;
 * false past the last.  The strings are borrowed until the next call with
 * the same scratch. */
struct config_value {
	const char *name, *value, *origin, *help;
};
bool config_at(const struct config *config, int i, struct config_value *value,
    struct buf *scratch);

/* The text of config.example.ini. */
void config_add_example(struct buf *buf);

/* The files that are looked at, in their order, i from 0: role ("system",
 * "user", ...), whether it was there at config_load.  False past the last. */
struct config_file {
	const char *role, *path;
	bool found;
};
bool config_file_at(const struct config *config, int i,
    struct config_file *file);

#endif
