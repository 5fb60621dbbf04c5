#include "givetake/open.h"

#include "base/fs.h"
#include "base/when.h"
#include "store/store.h"

static int
set_flag(struct config *config, const char *name, const char *value,
    const char *flag, struct err *err)
{
	return value == NULL ? 0 : config_set(config, name, value, flag, err);
}

int
open_settings(struct config *config, const struct globals *globals,
    struct err *err)
{
	if (config_load(config, globals->config, err) == -1 ||
	    set_flag(config, "archive.path", globals->archive, "--archive",
		err) == -1 ||
	    set_flag(config, "report.color", globals->color, "--color", err) ==
		-1)
		return -1;
	when_set_zone(config_string(config, "archive.timezone"));
	return 0;
}

int
open_archive(struct context *context, unsigned needs, struct buf *path,
    struct err *err)
{
	bool write = (needs & NEED_WRITE) != 0;

	if ((needs & (NEED_READ | NEED_WRITE)) == 0)
		return 0;
	if (config_archive_path(context->config, path, err) == -1)
		return -1;
	context->archive = path->data;
	if (write && *config_string(context->config, "archive.path") == '\0' &&
	    fs_make_parents(context->archive, err) == -1)
		return -1;
	context->store =
	    store_open(context->archive, write ? STORE_WRITE : STORE_READ, err);
	return context->store == NULL ? -1 : 0;
}
