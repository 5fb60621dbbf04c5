#include "givetake/scrub.h"

#include "base/buf.h"
#include "store/store.h"
#include "store/wipe.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

/* Copies made before migrations: their names tell the schema's number. */
static void
name_copies(const struct context *context)
{
	for (int n = 1; n < store_newest_version(); n++) {
		struct buf path = BUF_INIT;

		buf_addf(&path, "%s.before-%d", context->archive, n);
		if (access(path.data, F_OK) == 0)
			fprintf(stderr,
			    "givetake: the copy %s still holds it; remove "
			    "it\n",
			    path.data);
		buf_release(&path);
	}
}

int
scrub(struct context *context, struct err *err)
{
	name_copies(context);
	return store_scrub(context->store, err);
}
