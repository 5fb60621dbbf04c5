#include "givetake/runlog.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/log.h"
#include "base/num.h"
#include "givetake/exit.h"
#include "json/json.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
add_path(struct buf *path, const char *name)
{
	if (fs_add_user_dir(path, FS_STATE) == -1)
		return -1;
	buf_addf(path, "/%s", name);
	return 0;
}

int
runlog_path(struct buf *path)
{
	return add_path(path, "runs.jsonl");
}

static void
write_usd(struct json_writer *w, const char *name, int64_t micro_usd)
{
	struct buf buf = BUF_INIT;

	num_add_usd(&buf, micro_usd);
	json_write_string(w, name, buf.data);
	buf_release(&buf);
}

static void
write_line(struct buf *text, const struct run_line *line)
{
	const struct poll_report *report = line->report;
	struct json_writer w = {.buf = text};

	json_write_begin(&w, NULL, '{');
	json_write_int(&w, "run", line->run_id);
	json_write_string(&w, "command", line->command);
	json_write_string(&w, "archive", line->archive);
	json_write_time(&w, "start", line->started_at);
	json_write_time(&w, "end", clock_now());
	json_write_int(&w, "sources", report->sources);
	json_write_int(&w, "read", report->polled);
	json_write_int(&w, "failed", report->failed);
	json_write_int(&w, "left_to_others", report->leased);
	json_write_int(&w, "capped", report->capped);
	json_write_int(&w, "requests", report->requests);
	json_write_int(&w, "posts", report->counts.posts);
	json_write_int(&w, "new_posts", report->counts.posts_new);
	write_usd(&w, "gross_usd", report->gross);
	write_usd(&w, "net_usd", report->net);
	json_write_string(&w, "error",
	    line->err == NULL ? NULL : line->err->text);
	json_write_int(&w, "status",
	    line->err == NULL ? 0 : exit_status(line->err->code));
	json_write_end(&w, '}');
	buf_addc(text, '\n');
}

/* One write, so that lines of several runs do not mix. */
static int
append(const char *path, const struct buf *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	int rc;

	if (fd == -1)
		return -1;
	rc = write(fd, text->data, text->len) == (ssize_t)text->len ? 0 : -1;
	close(fd);
	return rc;
}

static void
append_to(const char *name, const struct buf *text)
{
	struct buf path = BUF_INIT;
	struct err err = ERR_INIT;

	if (add_path(&path, name) == 0 &&
	    (fs_make_parents(path.data, &err) == -1 ||
		append(path.data, text) == -1))
		log_warn("the log of runs %s cannot be written: %s", path.data,
		    err.code != ERR_NONE ? err.text : strerror(errno));
	buf_release(&path);
}

void
runlog_add(const struct run_line *line)
{
	struct buf text = BUF_INIT;

	write_line(&text, line);
	append_to("runs.jsonl", &text);
	buf_release(&text);
}

void
runlog_event(const char *command, const char *archive, const char *event,
    const char *text)
{
	struct buf line = BUF_INIT;
	struct json_writer w = {.buf = &line};

	json_write_begin(&w, NULL, '{');
	json_write_time(&w, "at", clock_now());
	json_write_string(&w, "command", command);
	json_write_string(&w, "archive", archive);
	json_write_string(&w, "event", event);
	json_write_string(&w, "text", text);
	json_write_end(&w, '}');
	buf_addc(&line, '\n');
	append_to("events.jsonl", &line);
	buf_release(&line);
}
