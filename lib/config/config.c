#include "config/config.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/file.h"
#include "config/settings.h"

#include <stdlib.h>
#include <string.h>

#define FILE_MAX  ((size_t)1 << 20)
#define MAX_FILES 3

struct value {
	char *text; /* own */
	int64_t number;
	char *origin; /* own */
};

struct source {
	const char *role;
	char *path; /* own */
	bool found;
};

struct config {
	struct value *values; /* own; one for each of settings */
	struct source files[MAX_FILES];
	int n_files;
};

static int
set_value(struct config *config, int i, const char *text, const char *origin,
    struct err *err)
{
	struct value *value = &config->values[i];
	int64_t number;

	if (setting_parse(&settings[i], text, &number, err) == -1)
		return err_context(err, "%s", settings[i].name);
	mem_replace(&value->text, text);
	mem_replace(&value->origin, origin);
	value->number = number;
	return 0;
}

/* As if nothing had been read. */
static void
reset(struct config *config)
{
	for (int i = 0; i < setting_count; i++)
		if (set_value(config, i, settings[i].fallback, "default",
			NULL) == -1)
			abort(); /* a default of ours is not valid */
	while (config->n_files > 0)
		free(config->files[--config->n_files].path);
}

struct config *
config_new(void)
{
	struct config *config = mem_alloc(1, sizeof(*config));

	config->values =
	    mem_alloc((size_t)setting_count, sizeof(*config->values));
	reset(config);
	return config;
}

void
config_free(struct config *config)
{
	if (config == NULL)
		return;
	for (int i = 0; i < setting_count; i++) {
		free(config->values[i].text);
		free(config->values[i].origin);
	}
	while (config->n_files > 0)
		free(config->files[--config->n_files].path);
	free(config->values);
	free(config);
}

static int
unknown(const char *kind, const char *name, struct err *err)
{
	struct buf hint = BUF_INIT;

	setting_add_nearest(&hint, name);
	err_set(err, ERR_CONFIG, "no %s is called %s%s", kind, name, hint.data);
	buf_release(&hint);
	return -1;
}

int
config_set(struct config *config, const char *name, const char *value,
    const char *origin, struct err *err)
{
	int i = setting_find(name);

	if (i == -1)
		return unknown("setting", name, err);
	return set_value(config, i, value, origin, err);
}

/* Append a path as it stands in a file: "~/" is the home directory, others
 * are relative to the file's folder. */
static int
add_path(struct buf *path, const char *value, const char *file, struct err *err)
{
	const char *slash = strrchr(file, '/');
	const char *home = getenv("HOME");

	if (strncmp(value, "~/", 2) == 0) {
		if (home == NULL || home[0] != '/')
			return err_set(err, ERR_CONFIG, "%s: HOME is not set",
			    value);
		buf_adds(path, home);
		value++;
	} else if (*value != '/' && *value != '\0' && slash != NULL) {
		buf_add(path, file, (size_t)(slash - file) + 1);
	}
	buf_adds(path, value);
	return 0;
}

struct loading {
	struct config *config;
	const struct source *file;
};

static int
check_section(void *arg, const char *section, struct err *err)
{
	size_t len = strlen(section);

	(void)arg;
	for (int i = 0; i < setting_count; i++)
		if (strncmp(settings[i].name, section, len) == 0 &&
		    settings[i].name[len] == '.')
			return 0;
	return unknown("section", section, err);
}

static int
take_key(void *arg, const char *section, const char *key, const char *value,
    struct err *err)
{
	const struct loading *loading = arg;
	struct buf name = BUF_INIT, path = BUF_INIT;
	int i, rc = -1;

	buf_addf(&name, "%s%s%s", section, *section == '\0' ? "" : ".", key);
	i = setting_find(name.data);
	if (i == -1) {
		unknown("setting", name.data, err);
		goto out;
	}
	if (settings[i].type == SETTING_TOKEN) {
		err_set(err, ERR_CONFIG,
		    "a token does not belong into a settings file: put it "
		    "into a file of its own, chmod 600, and name that in "
		    "api.token_file");
		goto out;
	}
	if ((settings[i].flags & NOT_IN_PROJECT) != 0 &&
	    strcmp(loading->file->role, "project") == 0) {
		err_set(err, ERR_CONFIG,
		    "%s may not be set in a project file, which may come "
		    "from someone else; set it in your own settings file",
		    name.data);
		goto out;
	}
	if (settings[i].type == SETTING_PATH) {
		if (add_path(&path, value, loading->file->path, err) == -1)
			goto out;
		value = path.data;
	}
	rc = set_value(loading->config, i, value, loading->file->path, err);
out:
	buf_release(&name);
	buf_release(&path);
	return rc;
}

/* Read a file; one that is not there is an error only if it was asked for. */
static int
load_file(struct config *config, const char *role, const char *path,
    bool required, struct err *err)
{
	struct source *file = &config->files[config->n_files++];
	struct loading loading = {config, file};
	struct buf text = BUF_INIT;
	struct err why = ERR_INIT;
	int rc = 0;

	*file = (struct source){.role = role, .path = mem_strdup(path)};
	if (fs_read(path, &text, FILE_MAX, &why) == -1) {
		if (why.code != ERR_NOT_FOUND || required)
			rc = err_set(err, ERR_CONFIG, "settings file %s",
			    why.text);
	} else if (strlen(text.data) != text.len) {
		rc = err_set(err, ERR_CONFIG, "%s is not a text file", path);
	} else {
		file->found = true;
		rc = config_file_read(path, text.data, check_section, take_key,
		    &loading, err);
	}
	buf_release(&text);
	return rc;
}

static int
load_files(struct config *config, const char *path, struct err *err)
{
	const char *chosen = path != NULL ? path : getenv("GIVETAKE_CONFIG");
	struct buf user = BUF_INIT;
	int rc;

	if (load_file(config, "system", "/etc/givetake/config.ini", false,
		err) == -1)
		return -1;
	if (chosen != NULL && *chosen != '\0')
		return load_file(config, "chosen", chosen, true, err);
	if (fs_add_user_dir(&user, FS_CONFIG) == 0) {
		buf_adds(&user, "/config.ini");
		rc = load_file(config, "user", user.data, false, err);
		buf_release(&user);
		if (rc == -1)
			return -1;
	}
	return load_file(config, "project", "./givetake.ini", false, err);
}

static int
load_environment(struct config *config, struct err *err)
{
	for (int i = 0; i < setting_count; i++) {
		const char *name = settings[i].environment;
		const char *value = name == NULL ? NULL : getenv(name);

		if (value == NULL || *value == '\0')
			continue;
		if (set_value(config, i, value, name, err) == -1)
			return err_context(err, "environment variable %s",
			    name);
	}
	return 0;
}

int
config_load(struct config *config, const char *path, struct err *err)
{
	struct buf zone = BUF_INIT;
	int rc = 0;

	reset(config);
	if (load_files(config, path, err) == -1 ||
	    load_environment(config, err) == -1)
		return -1;
	if (*config_string(config, "archive.timezone") == '\0') {
		when_add_system_zone(&zone);
		rc = config_set(config, "archive.timezone", zone.data,
		    "system's zone", err);
		buf_release(&zone);
	}
	return rc;
}

static const struct value *
get(const struct config *config, const char *name)
{
	int i = setting_find(name);

	if (i == -1)
		abort(); /* the caller's spelling mistake */
	return &config->values[i];
}

const char *
config_string(const struct config *config, const char *name)
{
	return get(config, name)->text;
}

int64_t
config_int(const struct config *config, const char *name)
{
	return get(config, name)->number;
}

bool
config_bool(const struct config *config, const char *name)
{
	return get(config, name)->number != 0;
}

int64_t
config_usd(const struct config *config, const char *name)
{
	return get(config, name)->number;
}

int64_t
config_span(const struct config *config, const char *name)
{
	return get(config, name)->number;
}

int
config_archive_path(const struct config *config, struct buf *path,
    struct err *err)
{
	const char *set = config_string(config, "archive.path");

	if (*set != '\0') {
		buf_adds(path, set);
		return 0;
	}
	if (fs_add_user_dir(path, FS_DATA) == -1)
		return err_set(err, ERR_CONFIG,
		    "HOME is not set, so there is no place for the archive; "
		    "name one with --archive FILE");
	buf_adds(path, "/archive.db");
	return 0;
}

bool
config_file_at(const struct config *config, int i, struct config_file *file)
{
	if (i >= config->n_files)
		return false;
	*file = (struct config_file){.role = config->files[i].role,
	    .path = config->files[i].path,
	    .found = config->files[i].found};
	return true;
}

/* "http://name:password@host" without what stands before the "@". */
static void
add_masked_proxy(struct buf *buf, const char *value)
{
	const char *at = strrchr(value, '@'), *slashes = strstr(value, "//");

	if (at == NULL || slashes == NULL) {
		buf_adds(buf, value);
		return;
	}
	buf_add(buf, value, (size_t)(slashes - value) + 2);
	buf_addf(buf, "********%s", at);
}

bool
config_at(const struct config *config, int i, struct config_value *value,
    struct buf *scratch)
{
	const struct value *held;

	if (i >= setting_count)
		return false;
	held = &config->values[i];
	buf_clear(scratch);
	if (settings[i].type == SETTING_TOKEN && *held->text != '\0')
		buf_adds(scratch, "********");
	else if (settings[i].type == SETTING_PROXY)
		add_masked_proxy(scratch, held->text);
	else
		buf_adds(scratch, held->text);
	*value = (struct config_value){.name = settings[i].name,
	    .value = scratch->data,
	    .origin = held->origin,
	    .help = settings[i].help};
	return true;
}
