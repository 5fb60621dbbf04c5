/* Files and directories; commands run by the shell; compressed bytes. */
#include "base/blob.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/shell.h"
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
make_folder(void)
{
	struct buf path = BUF_INIT;
	const char *tmp = getenv("TMPDIR");

	buf_addf(&path, "%s/givetake-fs.XXXXXX", tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(path.data));
	return buf_detach(&path);
}

static void
user_folders(void **state)
{
	struct buf path = BUF_INIT;

	(void)state;
	setenv("HOME", "/home/ann", 1);
	unsetenv("XDG_DATA_HOME");
	assert_int_equal(fs_add_user_dir(&path, FS_DATA), 0);
	assert_string_equal(path.data, "/home/ann/.local/share/givetake");
	buf_clear(&path);
	setenv("XDG_DATA_HOME", "/data", 1);
	assert_int_equal(fs_add_user_dir(&path, FS_DATA), 0);
	assert_string_equal(path.data, "/data/givetake");
	buf_clear(&path);
	setenv("XDG_DATA_HOME", "relative", 1); /* to be ignored */
	assert_int_equal(fs_add_user_dir(&path, FS_DATA), 0);
	assert_string_equal(path.data, "/home/ann/.local/share/givetake");
	unsetenv("HOME");
	assert_int_equal(fs_add_user_dir(&path, FS_DATA), -1);
	setenv("HOME", "", 1);
	assert_int_equal(fs_add_user_dir(&path, FS_DATA), -1);
	unsetenv("XDG_DATA_HOME");
	buf_release(&path);
}

static void
parents(void **state)
{
	char *folder = make_folder();
	struct buf path = BUF_INIT;
	struct err err = ERR_INIT;
	struct stat st;

	(void)state;
	buf_addf(&path, "%s/a/b/file", folder);
	assert_int_equal(fs_make_parents(path.data, &err), 0);
	assert_int_equal(fs_make_parents(path.data, &err), 0);
	buf_truncate(&path, path.len - strlen("/file"));
	assert_int_equal(stat(path.data, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(fs_make_parents("file", &err), 0);
	assert_int_equal(fs_make_parents("/dev/null/x/y", &err), -1);
	assert_int_equal(err.code, ERR_CREATE);
	rmdir(path.data);
	buf_truncate(&path, path.len - strlen("/b"));
	rmdir(path.data);
	rmdir(folder);
	buf_release(&path);
	free(folder);
}

static int
count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2; /* . and .. */
}

static void
replacing_and_reading(void **state)
{
	char *folder = make_folder();
	struct buf path = BUF_INIT, content = BUF_INIT;
	struct err err = ERR_INIT;
	struct stat st;

	(void)state;
	buf_addf(&path, "%s/file", folder);
	assert_int_equal(fs_read(path.data, &content, 100, &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_int_equal(fs_replace(path.data, "one", 3, 0600, &err), 0);
	assert_int_equal(fs_replace(path.data, "a\0b", 3, 0600, &err), 0);
	assert_int_equal(count_files(folder), 1);
	assert_int_equal(stat(path.data, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(fs_read(path.data, &content, 3, &err), 0);
	assert_memory_equal(content.data, "a\0b", 4);
	buf_clear(&content);
	assert_int_equal(fs_read(path.data, &content, 2, &err), -1);
	assert_int_equal(err.code, ERR_DATA);
	assert_int_equal(fs_read(folder, &content, 2, &err), -1);
	assert_int_equal(err.code, ERR_IO);
	assert_int_equal(fs_replace("/dev/null/file", "x", 1, 0600, &err), -1);
	assert_int_equal(err.code, ERR_CREATE);
	unlink(path.data);
	rmdir(folder);
	buf_release(&path);
	buf_release(&content);
	free(folder);
}

static void
shell_commands(void **state)
{
	struct shell shell;
	struct err err = ERR_INIT;
	char text[16] = "";

	(void)state;
	assert_int_equal(shell_start(&shell, "echo word", SHELL_READ, &err), 0);
	assert_int_equal(read(shell.fd, text, sizeof(text)), 5);
	close(shell.fd);
	assert_string_equal(text, "word\n");
	assert_int_equal(shell_wait(&shell, "it", &err), 0);

	assert_int_equal(shell_start(&shell, "read x && test \"$x\" = in",
			     SHELL_WRITE, &err),
	    0);
	assert_int_equal(write(shell.fd, "in\n", 3), 3);
	close(shell.fd);
	assert_int_equal(shell_wait(&shell, "it", &err), 0);

	assert_int_equal(shell_start(&shell, "exit 3", SHELL_READ, &err), 0);
	close(shell.fd);
	assert_int_equal(shell_wait(&shell, "it", &err), -1);
	assert_string_equal(err.text, "the command of it ended with status 3");
}

static void
compressed(void **state)
{
	struct buf plain = BUF_INIT, frame = BUF_INIT, back = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_addf(&plain, "{\"n\":%d}\n", i);
	blob_add_compressed(&frame, plain.data, plain.len);
	assert_true(frame.len < plain.len / 2);
	assert_int_equal(blob_add_plain(&back, frame.data, frame.len, 1 << 20,
			     &err),
	    0);
	assert_int_equal(back.len, plain.len);
	assert_memory_equal(back.data, plain.data, plain.len + 1);
	/* Refused: too large, cut short, not a frame. */
	assert_int_equal(blob_add_plain(&back, frame.data, frame.len, 100,
			     &err),
	    -1);
	assert_int_equal(blob_add_plain(&back, frame.data, frame.len / 2,
			     1 << 20, &err),
	    -1);
	assert_int_equal(blob_add_plain(&back, "plain", 5, 1 << 20, &err), -1);
	assert_int_equal(err.code, ERR_DATA);
	assert_int_equal(back.len, plain.len);
	buf_clear(&frame);
	buf_clear(&back);
	blob_add_compressed(&frame, "", 0);
	assert_int_equal(blob_add_plain(&back, frame.data, frame.len, 10, &err),
	    0);
	assert_int_equal(back.len, 0);
	buf_release(&plain);
	buf_release(&frame);
	buf_release(&back);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(user_folders),
	    cmocka_unit_test(parents),
	    cmocka_unit_test(replacing_and_reading),
	    cmocka_unit_test(shell_commands),
	    cmocka_unit_test(compressed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
