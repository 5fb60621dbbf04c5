#include "base/blob.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/utf8.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "store/store.h"
#include "json/json.h"

static const struct {
	const char *name;
	const char *(*version)(void);
} libraries[] = {
    {"cJSON", json_version},
    {"curl", url_version},
    {"utf8proc", utf8_version},
    {"zstd", blob_version},
};

static int
version_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc;

	(void)context;
	(void)options;
	(void)n_args;
	(void)args;
	buf_addf(&text, "givetake %s\narchive schema %d\n%s\n",
	    GIVETAKE_VERSION, store_newest_version(), db_engine());
	for (size_t i = 0; i < ARRAY_LEN(libraries); i++)
		buf_addf(&text, "%s %s\n", libraries[i].name,
		    libraries[i].version());
	rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

const struct command cmd_version = {
    .name = "version",
    .args = "",
    .summary = "Show versions: program, archive, libraries",
    .examples = "givetake version",
    .run = version_run,
};
