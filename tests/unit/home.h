/*
 * A home folder for tests of the settings: empty, nothing set in the
 * environment, the process within.
 */
#ifndef TESTS_HOME_H
#define TESTS_HOME_H

#include "base/mem.h"
#include "config/config.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[200];
static struct config *config;
static struct err err;

static inline void
put(const char *path, const char *content, unsigned mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(content, file);
	fclose(file);
	assert_int_equal(chmod(path, mode), 0);
}

/* Every test begins in an empty home with nothing set. */
static inline int
begin(void **state)
{
	static const char *const variables[] = {"GIVETAKE_CONFIG",
	    "GIVETAKE_ARCHIVE", "GIVETAKE_BASE_URL", "GIVETAKE_BEARER_TOKEN",
	    "XDG_CONFIG_HOME", "XDG_DATA_HOME"};
	const char *tmp = getenv("TMPDIR");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(variables); i++)
		unsetenv(variables[i]);
	snprintf(folder, sizeof(folder), "%s/givetake-config.XXXXXX",
	    tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(folder) == NULL || chdir(folder) == -1 ||
	    mkdir(".config", 0700) == -1 ||
	    mkdir(".config/givetake", 0700) == -1)
		return -1;
	setenv("HOME", folder, 1);
	config = config_new();
	err = (struct err)ERR_INIT;
	return 0;
}

static inline int
end(void **state)
{
	static const char *const files[] = {".config/givetake/config.ini",
	    ".config/givetake/token", "givetake.ini", "chosen.ini", "secret"};

	(void)state;
	config_free(config);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		unlink(files[i]);
	rmdir(".config/givetake");
	rmdir(".config");
	return chdir("/") == -1 || rmdir(folder) == -1;
}

static inline void
load(const char *path)
{
	if (config_load(config, path, &err) == -1)
		fail_msg("%s", err.text);
}

/* Loading fails with all these words in the message. */
static inline void
load_fails(const char *path, const char *first, const char *second)
{
	assert_int_equal(config_load(config, path, &err), -1);
	assert_int_equal(err.code, ERR_CONFIG);
	if (strstr(err.text, first) == NULL || strstr(err.text, second) == NULL)
		fail_msg("%s", err.text);
}

#define HOME_TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

#endif
