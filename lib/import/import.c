#include "import/import.h"

#include "base/mem.h"
#include "import/importer.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* In the order in which they are asked. */
static const struct importer *const importers[] = {
    &importer_script,
    &importer_json,
    &importer_ids,
    &importer_csv,
};

struct walk {
	const struct import_sink *sink;   /* borrowed */
	struct import_progress *progress; /* borrowed */
	struct owner *owner;              /* borrowed; of this folder */
	struct collect collect;           /* own */
	struct reader reader;             /* own */
	int64_t before;                   /* bytes of the files behind */
	bool was_named;
};

void
import_page_release(struct import_page *page)
{
	page_release(&page->page);
	buf_release(&page->body);
}

void
import_page_swap(struct import_page *a, struct import_page *b)
{
	struct import_page held = *a;

	*a = *b;
	*b = held;
}

/* Go behind a byte order mark and blanks. */
static int
find_head(struct reader *reader, struct err *err)
{
	if (reader_look(reader, IMPORTER_HEAD, err) == -1)
		return -1;
	if (reader_left(reader) >= 3 &&
	    memcmp(reader_text(reader), "\xef\xbb\xbf", 3) == 0)
		reader_take(reader, 3);
	while (reader_left(reader) > 0 && *reader_text(reader) != '\0' &&
	       strchr(" \t\r\n", *reader_text(reader)) != NULL)
		reader_take(reader, 1);
	return reader_look(reader, IMPORTER_HEAD, err);
}

static const struct importer *
recognise(const struct reader *reader)
{
	size_t len = reader_left(reader);

	if (len > IMPORTER_HEAD)
		len = IMPORTER_HEAD;
	for (size_t i = 0; i < ARRAY_LEN(importers); i++)
		if (importers[i]->recognise(reader_text(reader), len))
			return importers[i];
	return NULL;
}

/* The reader tells how far it is whenever something is handed over. */
static void
note_progress(struct walk *walk, const struct input *input)
{
	if (walk->progress != NULL)
		atomic_store(&walk->progress->done,
		    walk->before + input_position(input));
}

/* Between the importer and the sink: notes how far the reading is. */
struct relay {
	struct walk *walk;
	struct input *input;
};

static int
relay_page(void *arg, struct import_page *page, struct err *err)
{
	struct relay *relay = arg;
	const struct import_sink *sink = relay->walk->sink;

	note_progress(relay->walk, relay->input);
	return sink->page(sink->arg, page, err);
}

static int
relay_reject(void *arg, const struct import_reject *reject, struct err *err)
{
	struct relay *relay = arg;
	const struct import_sink *sink = relay->walk->sink;

	note_progress(relay->walk, relay->input);
	return sink->reject(sink->arg, reject, err);
}

static int
read_one(struct walk *walk, struct input *input, struct err *err)
{
	struct relay relay = {walk, input};
	const struct import_sink between = {.arg = &relay,
	    .page = relay_page,
	    .reject = relay_reject};
	struct import_file file = {.name = input_name(input),
	    .was_named = walk->was_named && !input_is_container(input)};
	const struct importer *importer;
	int rc = 0;

	reader_begin(&walk->reader, input);
	collect_begin(&walk->collect, &between, walk->owner, file.name);
	if (find_head(&walk->reader, err) == -1)
		return -1;
	importer = recognise(&walk->reader);
	if (importer != NULL) {
		file.format = importer->name;
		rc = importer->read(&walk->reader, &walk->collect, err);
	} else if (reader_left(&walk->reader) == 0) {
		file.format = "empty";
	}
	if (rc == 0 || err->code == ERR_IO) {
		struct err flushing = ERR_INIT;

		if (collect_flush(&walk->collect, &flushing) == -1 && rc == 0) {
			*err = flushing;
			rc = -1;
		}
	}
	file.ids = walk->collect.n_ids;
	return rc == -1 ? -1 : walk->sink->file(walk->sink->arg, &file, err);
}

static int
learn_one(struct walk *walk, struct input *input, struct err *err)
{
	reader_begin(&walk->reader, input);
	if (find_head(&walk->reader, err) == -1)
		return -1;
	return script_learn(&walk->reader, walk->owner, err);
}

typedef int visit(struct walk *walk, struct input *input, struct err *err);

/* Every file inside one file. */
static int
visit_file(struct walk *walk, const char *path, visit *what, struct err *err)
{
	struct input *input = input_open(path, err);
	int rc;

	if (input == NULL)
		return -1;
	while ((rc = input_next(input, err)) == 1 &&
	       (rc = what(walk, input, err)) == 0)
		continue;
	if (what == read_one)
		walk->before += import_size(path);
	input_close(input);
	return rc;
}

static int read_folder(struct walk *walk, const char *path, struct err *err);

static bool
is_folder(const char *path)
{
	struct stat info;

	return strcmp(path, "-") != 0 && stat(path, &info) == 0 &&
	       S_ISDIR(info.st_mode);
}

static int
is_shown(const struct dirent *entry)
{
	return *entry->d_name != '.';
}

static void
add_path(struct buf *buf, const char *folder, const char *name)
{
	size_t len = strlen(folder);

	buf_addf(buf, "%s%s%s", folder,
	    len > 0 && folder[len - 1] == '/' ? "" : "/", name);
}

/* A file that cannot be read is named, and the others go on. */
static int
pass_over(struct walk *walk, const char *path, visit *what, struct err *err)
{
	struct import_reject reject = {.name = path, .why = err->text};
	struct err why = *err;

	if (why.code != ERR_IO && why.code != ERR_NOT_FOUND)
		return -1;
	if (what == learn_one)
		return 0;
	reject.why = why.text;
	return walk->sink->reject(walk->sink->arg, &reject, err);
}

/* The files in a folder, or the folders in it. */
static int
visit_entries(struct walk *walk, const char *path, visit *what, bool folders,
    struct err *err)
{
	struct dirent **entries;
	int n, rc = 0;

	n = scandir(path, &entries, is_shown, alphasort);
	if (n == -1)
		return err_errno(err, ERR_IO, "%s", path);
	for (int i = 0; i < n; i++) {
		struct buf inside = BUF_INIT;

		add_path(&inside, path, entries[i]->d_name);
		if (rc == 0 && is_folder(inside.data) == folders)
			rc = folders ? read_folder(walk, inside.data, err)
				     : visit_file(walk, inside.data, what, err);
		if (rc == -1)
			rc = pass_over(walk, inside.data, what, err);
		buf_release(&inside);
		free(entries[i]);
	}
	free(entries);
	return rc;
}

/* Whose posts a folder holds: its own files say so, or those where the old
 * export keeps them. */
static int
learn_folder(struct walk *walk, const char *path, struct err *err)
{
	struct buf inside = BUF_INIT;
	int rc = visit_entries(walk, path, learn_one, false, err);

	add_path(&inside, path, "data/js");
	if (rc == 0 && walk->owner->user.id == 0 && is_folder(inside.data))
		rc = visit_entries(walk, inside.data, learn_one, false, err);
	buf_release(&inside);
	return rc;
}

/* Folders inherit the owner of the one around them. */
static int
read_folder(struct walk *walk, const char *path, struct err *err)
{
	struct owner *around = walk->owner, mine = OWNER_INIT;
	int rc;

	walk->owner = &mine;
	rc = learn_folder(walk, path, err);
	if (mine.user.id == 0)
		walk->owner = around;
	if (rc == 0)
		rc = visit_entries(walk, path, read_one, false, err);
	if (rc == 0)
		rc = visit_entries(walk, path, read_one, true, err);
	walk->owner = around;
	owner_release(&mine);
	return rc;
}

/* A script on its own: what lies beside it may say whose posts they are. */
static int
learn_beside(struct walk *walk, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = BUF_INIT;
	int rc;

	if (slash == NULL)
		buf_adds(&folder, ".");
	else
		buf_add(&folder, path,
		    slash == path ? 1 : (size_t)(slash - path));
	rc = learn_folder(walk, folder.data, err);
	buf_release(&folder);
	return rc;
}

/* What has to be known before the first post of a file can be read. */
static int
learn_for_file(struct walk *walk, const char *path, struct err *err)
{
	struct input *input = input_open(path, err);
	bool is_script = false, is_container = false;
	int rc;

	if (input == NULL)
		return -1;
	rc = input_next(input, err);
	if (rc == 1) {
		is_container = input_is_container(input);
		reader_begin(&walk->reader, input);
		rc = find_head(&walk->reader, err);
		is_script =
		    rc == 0 && recognise(&walk->reader) == &importer_script;
	}
	input_close(input);
	if (rc == -1)
		return -1;
	if (is_container)
		return visit_file(walk, path, learn_one, err);
	return is_script ? learn_beside(walk, path, err) : 0;
}

static int
read_path(struct walk *walk, const char *path, struct err *err)
{
	if (is_folder(path))
		return read_folder(walk, path, err);
	if (strcmp(path, "-") != 0 && learn_for_file(walk, path, err) == -1)
		return -1;
	return visit_file(walk, path, read_one, err);
}

int
import_path(const char *path, const struct import_sink *sink,
    struct import_progress *progress, struct err *err)
{
	struct owner owner = OWNER_INIT;
	struct walk walk = {.sink = sink,
	    .progress = progress,
	    .owner = &owner,
	    .before = progress == NULL ? 0 : atomic_load(&progress->done),
	    .was_named = !is_folder(path)};
	int rc = read_path(&walk, path, err);

	if (progress != NULL)
		atomic_store(&progress->done, walk.before);
	reader_release(&walk.reader);
	collect_release(&walk.collect);
	owner_release(&owner);
	return rc;
}

int64_t
import_size(const char *path)
{
	struct dirent **entries;
	struct stat info;
	int64_t size = 0;
	int n;

	if (strcmp(path, "-") == 0 || stat(path, &info) == -1)
		return 0;
	if (!S_ISDIR(info.st_mode))
		return info.st_size;
	n = scandir(path, &entries, is_shown, alphasort);
	for (int i = 0; i < n; i++) {
		struct buf inside = BUF_INIT;

		add_path(&inside, path, entries[i]->d_name);
		size += import_size(inside.data);
		buf_release(&inside);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return size;
}
