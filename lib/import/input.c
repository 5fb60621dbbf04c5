#include "import/input.h"

#include "base/buf.h"
#include "base/mem.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BLOCK_SIZE ((size_t)256 * 1024)

struct input {
	struct archive *archive; /* own */
	const char *path;        /* borrowed */
	struct buf name;         /* own */
};

static int
fail(struct input *input, struct err *err)
{
	const char *text = archive_error_string(input->archive);
	int number = archive_errno(input->archive);

	if (number == ENOENT)
		return err_set(err, ERR_NOT_FOUND, "%s: no such file",
		    input->path);
	return err_set(err, ERR_IO, "%s: %s", input->path,
	    text != NULL ? text : "cannot be read");
}

struct input *
input_open(const char *path, struct err *err)
{
	struct input *input = mem_alloc(1, sizeof(*input));
	bool is_stdin = strcmp(path, "-") == 0;
	struct stat info;

	input->path = path;
	input->name = (struct buf)BUF_INIT;
	if (!is_stdin && stat(path, &info) == -1) {
		err_errno(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s",
		    path);
		input_close(input);
		return NULL;
	}
	input->archive = archive_read_new();
	archive_read_support_filter_all(input->archive);
	archive_read_support_format_zip(input->archive);
	archive_read_support_format_empty(input->archive);
	archive_read_support_format_raw(input->archive);
	if (archive_read_open_filename(input->archive, is_stdin ? NULL : path,
		BLOCK_SIZE) != ARCHIVE_OK) {
		fail(input, err);
		input_close(input);
		return NULL;
	}
	return input;
}

void
input_close(struct input *input)
{
	if (input == NULL)
		return;
	archive_read_free(input->archive);
	buf_release(&input->name);
	free(input);
}

bool
input_is_container(const struct input *input)
{
	return archive_format(input->archive) == ARCHIVE_FORMAT_ZIP;
}

int
input_next(struct input *input, struct err *err)
{
	struct archive_entry *entry;
	int rc;

	do {
		rc = archive_read_next_header(input->archive, &entry);
		if (rc == ARCHIVE_EOF)
			return 0;
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return fail(input, err);
	} while (input_is_container(input) &&
		 archive_entry_filetype(entry) != AE_IFREG);
	buf_clear(&input->name);
	buf_adds(&input->name, input->path);
	if (input_is_container(input) && archive_entry_pathname(entry) != NULL)
		buf_addf(&input->name, ":%s", archive_entry_pathname(entry));
	return 1;
}

const char *
input_name(const struct input *input)
{
	return input->name.len > 0 ? input->name.data : input->path;
}

ssize_t
input_read(struct input *input, void *bytes, size_t n, struct err *err)
{
	la_ssize_t got = archive_read_data(input->archive, bytes, n);

	return got < 0 ? fail(input, err) : got;
}

int64_t
input_position(const struct input *input)
{
	return archive_filter_bytes(input->archive, -1);
}
