#include "base/buf.h"
#include "givetake/commands.h"
#include "store/store.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct backup {
	bool force;
};

static const struct opt backup_opts[] = {
    {"force", OPT_FLAG, offsetof(struct backup, force), NULL,
	"Replace the file", 'f'},
    {.type = OPT_END},
};

/* Copy, look at the copy, put it into its place. */
static int
copy(struct store *store, const char *path, struct err *err)
{
	struct buf beside = BUF_INIT;
	int rc = -1;

	buf_addf(&beside, "%s.%ld.new", path, (long)getpid());
	if (db_backup(store_db(store), beside.data, err) == -1 ||
	    db_check(beside.data, err) == -1)
		unlink(beside.data);
	else if (rename(beside.data, path) == -1)
		err_errno(err, ERR_CREATE, "%s", path);
	else
		rc = 0;
	buf_release(&beside);
	return rc;
}

static int
backup_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct backup *backup = options;
	struct stat file, archive;

	(void)n_args;
	if (stat(args[0], &file) == 0) {
		if (stat(context->archive, &archive) == 0 &&
		    file.st_dev == archive.st_dev &&
		    file.st_ino == archive.st_ino)
			return err_set(err, ERR_USAGE,
			    "%s is the archive itself", args[0]);
		if (!S_ISREG(file.st_mode) || !backup->force)
			return err_set(err, ERR_CREATE,
			    "%s exists; --force replaces it", args[0]);
	}
	return copy(context->store, args[0], err);
}

const struct command cmd_backup = {
    .name = "backup",
    .args = "FILE",
    .summary = "Copy the archive, while it is in use, and check the copy",
    .examples = "givetake backup archive-2026-11-02.db\n"
		"givetake backup --force ~/disk/givetake.db",
    .details = "The copy is an archive like any other (--archive FILE).  "
	       "Others may go on reading and writing meanwhile; what they "
	       "write is in the copy whole or not at all.  FILE appears only "
	       "when its integrity has been checked.",
    .needs = NEED_CONFIG | NEED_READ,
    .min_args = 1,
    .max_args = 1,
    .opts = backup_opts,
    .options_size = sizeof(struct backup),
    .run = backup_run,
};
