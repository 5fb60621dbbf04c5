#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int
fs_add_user_dir(struct buf *path, enum fs_dir dir)
{
	static const struct {
		const char *variable, *below_home;
	} dirs[] = {
	    [FS_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
	    [FS_DATA] = {"XDG_DATA_HOME", ".local/share"},
	    [FS_STATE] = {"XDG_STATE_HOME", ".local/state"},
	    [FS_CACHE] = {"XDG_CACHE_HOME", ".cache"},
	};
	const char *base = getenv(dirs[dir].variable);
	const char *home = getenv("HOME");

	if (base != NULL && base[0] == '/')
		buf_addf(path, "%s/givetake", base);
	else if (home != NULL && home[0] == '/')
		buf_addf(path, "%s/%s/givetake", home, dirs[dir].below_home);
	else
		return -1;
	return 0;
}

int
fs_make_parents(const char *path, struct err *err)
{
	struct buf part = BUF_INIT;
	int rc = 0;

	for (const char *p = strchr(path + 1, '/'); p != NULL && rc == 0;
	     p = strchr(p + 1, '/')) {
		buf_clear(&part);
		buf_add(&part, path, (size_t)(p - path));
		if (mkdir(part.data, 0700) == -1 && errno != EEXIST &&
		    errno != EISDIR)
			rc = err_errno(err, ERR_CREATE, "directory %s",
			    part.data);
	}
	buf_release(&part);
	return rc;
}

int
fs_read(const char *path, struct buf *content, size_t max, struct err *err)
{
	FILE *file = fopen(path, "rbe");
	size_t n;
	int rc = 0;

	if (file == NULL)
		return err_errno(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
		    "%s", path);
	do {
		n = fread(buf_reserve(content, 65536), 1, 65536, file);
		content->len += n;
		content->data[content->len] = '\0';
	} while (n > 0 && content->len <= max);
	if (ferror(file))
		rc = err_errno(err, ERR_IO, "%s", path);
	else if (content->len > max)
		rc = err_set(err, ERR_DATA, "%s: over %zu bytes", path, max);
	fclose(file);
	return rc;
}

static int
write_all(int fd, const char *content, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, content, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		content += n;
		len -= (size_t)n;
	}
	return 0;
}

int
fs_replace(const char *path, const char *content, size_t len, unsigned mode,
    struct err *err)
{
	struct buf beside = BUF_INIT;
	int fd, rc = -1;

	buf_addf(&beside, "%s.%ld.new", path, (long)getpid());
	fd = open(beside.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd == -1) {
		err_errno(err, ERR_CREATE, "%s", beside.data);
		goto out;
	}
	if (write_all(fd, content, len) == -1 || fsync(fd) == -1) {
		err_errno(err, ERR_IO, "%s", beside.data);
		close(fd);
		unlink(beside.data);
		goto out;
	}
	close(fd);
	if (rename(beside.data, path) == -1) {
		err_errno(err, ERR_CREATE, "%s", path);
		unlink(beside.data);
		goto out;
	}
	rc = 0;
out:
	buf_release(&beside);
	return rc;
}
