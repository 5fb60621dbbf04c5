/*
 * Any file, through recognition and the importer that takes it: CSV, scripts
 * of exports, lines, lists, compressed or in a zip.  The first line of the
 * input may say what it is, so that all are reached.
 */
#include "fuzz.h"
#include "import/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int
ignore_page(void *arg, struct import_page *page, struct err *err)
{
	(void)arg;
	(void)page;
	(void)err;
	return 0;
}

static int
ignore_reject(void *arg, const struct import_reject *reject, struct err *err)
{
	(void)arg;
	(void)reject;
	(void)err;
	return 0;
}

static int
ignore_file(void *arg, const struct import_file *file, struct err *err)
{
	(void)arg;
	(void)file;
	(void)err;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct import_sink sink = {.page = ignore_page,
	    .reject = ignore_reject,
	    .file = ignore_file};
	char folder[] = "/tmp/fuzz.XXXXXX", path[64];
	struct err err = ERR_INIT;
	FILE *file;

	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/input", folder);
	file = fopen(path, "w");
	if (file == NULL)
		abort();
	fwrite(data, 1, len, file);
	fclose(file);
	import_path(path, &sink, NULL, &err);
	unlink(path);
	rmdir(folder);
	return 0;
}
