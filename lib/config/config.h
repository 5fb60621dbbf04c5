/*
 * Settings: one table (name, type, range, default, help) parses the files and
 * the environment, answers `config show`, and writes config.example.ini.
 *
 * Order, later wins: built-in default, system file (/etc/givetake/config.ini),
 * user file ($XDG_CONFIG_HOME/givetake/config.ini), project file
 * (./givetake.ini), the file of --config or GIVETAKE_CONFIG (instead of user
 * and project file), environment, flags.  A project file may come with a
 * downloaded folder, so it may not set what could leak a token, reach another
 * host or run a command; those settings are marked so in the table.
 * Unknown keys and bad values are errors that name file, line and the nearest
 * known key.
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

/* Read every file that applies, then the environment.  path is that of
 * --config, or NULL. */
int config_load(struct config *config, const char *path, struct err *err);

/* Set one value by name, as a flag does. */
int config_set(struct config *config, const char *name, const char *value,
    const char *origin, struct err *err);

/* Values by name ("section.key"); asking for a name that is not in the table
 * is a bug and aborts.  Strings are borrowed; "" where unset. */
const char *config_string(const struct config *config, const char *name);
int64_t config_int(const struct config *config, const char *name);
bool config_bool(const struct config *config, const char *name);
/* Money in millionths of a dollar; spans ("7d") in seconds. */
int64_t config_usd(const struct config *config, const char *name);
int64_t config_span(const struct config *config, const char *name);

/* Where the archive is: the setting, else the user's data directory. */
int config_archive_path(const struct config *config, struct buf *path,
    struct err *err);

/* The bearer token: from api.token_file (which nobody else may read), the
 * output of api.token_command, or GIVETAKE_BEARER_TOKEN.  Never logged. */
int config_token(const struct config *config, struct buf *token,
    struct err *err);

/* For `config show`: name, value (secrets masked), origin of setting i;
 * false past the last. */
struct config_value {
	const char *name, *value, *origin, *help;
};
bool config_at(const struct config *config, int i, struct config_value *value);

/* The text of config.example.ini. */
void config_add_example(struct buf *buf);

/* Append the paths of the files that are looked at, one a line. */
void config_add_paths(const struct config *config, struct buf *buf);

#endif
