#include "base/fs.h"
#include "base/shell.h"
#include "config/config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TOKEN_MAX 4096

/* Read at most TOKEN_MAX bytes until the end. */
static int
read_all(int fd, struct buf *buf)
{
	ssize_t n;

	while (buf->len <= TOKEN_MAX) {
		n = read(fd, buf_reserve(buf, 512), 512);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return (int)n;
		buf->len += (size_t)n;
		buf->data[buf->len] = '\0';
	}
	return 0;
}

static int
read_private_file(const char *path, struct buf *text, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc = -1;

	if (fd == -1)
		return err_errno(err, ERR_CONFIG, "token file %s", path);
	if (fstat(fd, &st) == -1)
		err_errno(err, ERR_CONFIG, "token file %s", path);
	else if (!S_ISREG(st.st_mode))
		err_set(err, ERR_CONFIG, "token file %s is not a file", path);
	else if ((st.st_mode & 077) != 0)
		err_set(err, ERR_CONFIG,
		    "others can read the token file %s; run: chmod 600 '%s'",
		    path, path);
	else if (read_all(fd, text) == -1)
		err_errno(err, ERR_IO, "token file %s", path);
	else
		rc = 0;
	close(fd);
	return rc;
}

static int
read_command(const char *command, struct buf *text, struct err *err)
{
	struct shell shell;
	int failed;

	if (shell_start(&shell, command, SHELL_READ, err) == -1)
		return -1;
	failed = read_all(shell.fd, text);
	if (failed == -1)
		err_errno(err, ERR_IO, "api.token_command");
	close(shell.fd);
	if (shell_wait(&shell, "api.token_command",
		failed == -1 ? NULL : err) == -1)
		return -1;
	return failed;
}

/* Take the token out of text: one word, whatever blanks stand around it.
 * What is wrong is said without showing any of it. */
static int
add_token(struct buf *token, const char *text, size_t len, const char *source,
    struct err *err)
{
	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	while (len > 0 && strchr(" \t\r\n", *text) != NULL) {
		text++;
		len--;
	}
	if (len == 0)
		return err_set(err, ERR_AUTH, "%s holds no token", source);
	for (size_t i = 0; i < len; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return err_set(err, ERR_AUTH,
			    "%s holds something else than a token", source);
	if (len > TOKEN_MAX)
		return err_set(err, ERR_AUTH, "%s: too long", source);
	buf_add(token, text, len);
	return 0;
}

/* The token file: the setting, else the default one if it is there. */
static bool
find_token_file(const struct config *config, struct buf *path)
{
	const char *set = config_string(config, "api.token_file");

	if (*set != '\0') {
		buf_adds(path, set);
		return true;
	}
	if (fs_add_user_dir(path, FS_CONFIG) == -1)
		return false;
	buf_adds(path, "/token");
	return access(path->data, F_OK) == 0;
}

int
config_token(const struct config *config, struct buf *token, struct err *err)
{
	const char *direct = config_string(config, "api.token");
	const char *command = config_string(config, "api.token_command");
	struct buf path = BUF_INIT, text = BUF_INIT;
	int rc = -1;

	if (*direct != '\0') {
		rc = add_token(token, direct, strlen(direct),
		    "GIVETAKE_BEARER_TOKEN", err);
	} else if (*command != '\0') {
		if (read_command(command, &text, err) == 0)
			rc = add_token(token, text.data, text.len,
			    "the output of api.token_command", err);
	} else if (find_token_file(config, &path)) {
		if (read_private_file(path.data, &text, err) == 0)
			rc = add_token(token, text.data, text.len, path.data,
			    err);
	} else {
		err_set(err, ERR_AUTH,
		    "no bearer token; put it into %s (chmod 600), or name "
		    "another file or a command in api.token_file or "
		    "api.token_command, or set GIVETAKE_BEARER_TOKEN",
		    path.len > 0 ? path.data : "a file");
	}
	buf_release_secret(&text);
	buf_release(&path);
	return rc;
}

void
config_add_token_source(const struct config *config, struct buf *buf)
{
	struct buf path = BUF_INIT;

	if (*config_string(config, "api.token") != '\0')
		buf_adds(buf, "GIVETAKE_BEARER_TOKEN");
	else if (*config_string(config, "api.token_command") != '\0')
		buf_adds(buf, "api.token_command");
	else if (find_token_file(config, &path))
		buf_addf(buf, "file %s", path.data);
	else
		buf_adds(buf, "nowhere");
	buf_release(&path);
}
