#include "givetake/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGER                                                                 \
	"if command -v less >/dev/null; then exec less -FRX; else exec cat; " \
	"fi"
#define OPTION(member) offsetof(struct output_options, member)

const struct opt output_opts[] = {
    {"format", OPT_FORMAT, OPTION(format), "table|json|jsonl|csv|markdown|html",
	"Format; else by the file's ending, or a table"},
    {"output", OPT_STRING, OPTION(file), "FILE",
	"Write to this file instead of the terminal", 'o'},
    {"force", OPT_FLAG, OPTION(force), NULL, "Replace the file", 'f'},
    {"ascii", OPT_FLAG, OPTION(ascii), NULL, "Draw tables with ASCII alone"},
    {"excel", OPT_FLAG, OPTION(excel), NULL,
	"CSV for spreadsheets: ids as text"},
    {.type = OPT_END},
};

void
output_guard_descriptors(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", O_RDONLY) == -1)
			abort();
}

int
output_text(const struct buf *text, struct err *err)
{
	errno = 0;
	if (fwrite(text->data, 1, text->len, stdout) == text->len &&
	    fflush(stdout) == 0)
		return 0;
	if (errno == EPIPE)
		return err_set(err, ERR_STOPPED,
		    "the reader of the output has gone away");
	return err_errno(err, ERR_IO, "writing the output");
}

/* Open a file beside the one wanted; it is renamed when it is whole. */
static int
open_file(struct output *output, const struct output_options *options,
    struct err *err)
{
	struct stat st;
	bool exists = stat(options->file, &st) == 0;
	int fd;

	if (exists && S_ISREG(st.st_mode) && !options->force)
		return err_set(err, ERR_CREATE,
		    "%s exists; --force replaces it", options->file);
	if (exists && !S_ISREG(st.st_mode)) { /* a device, a named pipe */
		output->file = fopen(options->file, "we");
		if (output->file == NULL)
			return err_errno(err, ERR_CREATE, "%s", options->file);
		return 0;
	}
	buf_adds(&output->path, options->file);
	buf_addf(&output->beside, "%s.%ld.new", options->file, (long)getpid());
	fd = open(output->beside.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0666);
	if (fd == -1)
		return err_errno(err, ERR_CREATE, "%s", output->beside.data);
	output->file = fdopen(fd, "w");
	return 0;
}

static int
open_pager(struct output *output, const struct context *context,
    struct err *err)
{
	const char *pager = config_string(context->config, "report.pager");

	if (*pager == '\0')
		pager = getenv("PAGER");
	if (pager == NULL || *pager == '\0')
		pager = PAGER;
	if (strcmp(pager, "cat") == 0) {
		output->file = stdout;
		return 0;
	}
	if (shell_start(&output->pager, pager, SHELL_WRITE, err) == -1)
		return -1;
	output->file = fdopen(output->pager.fd, "w");
	output->has_pager = true;
	return 0;
}

static enum out_format
choose_format(const struct output_options *options)
{
	int by_path = -1;

	if (options->format != OUT_AUTO)
		return options->format;
	if (options->file != NULL)
		by_path = out_format_by_path(options->file);
	/* Formats that only some commands know are chosen by those. */
	if (by_path == -1 || by_path > OUT_HTML)
		return OUT_TABLE;
	return (enum out_format)by_path;
}

int
output_open(struct output *output, const struct output_options *options,
    const struct context *context, struct err *err)
{
	bool to_file = options->file != NULL && strcmp(options->file, "-") != 0;
	enum out_format format = choose_format(options);
	struct out_style style;
	int rc = 0;

	*output = (struct output){.file = stdout,
	    .path = BUF_INIT,
	    .beside = BUF_INIT};
	if (to_file)
		rc = open_file(output, options, err);
	else if (isatty(STDOUT_FILENO) && format == OUT_TABLE)
		rc = open_pager(output, context, err);
	if (rc == -1) {
		buf_release(&output->path);
		buf_release(&output->beside);
		return -1;
	}
	style = out_style_for(to_file ? output->file : stdout,
	    config_string(context->config, "report.color"));
	style.ascii |=
	    options->ascii || config_bool(context->config, "report.ascii");
	style.excel = options->excel;
	style.all = options->all;
	output->out = out_new(format, output->file, &style);
	return 0;
}

static int
close_file(struct output *output, int rc, struct err *err)
{
	const char *beside = output->beside.data;
	bool is_beside = output->path.len > 0;

	if (rc != -1 && is_beside && fsync(fileno(output->file)) == -1)
		rc = err_errno(err, ERR_IO, "%s", beside);
	if (fclose(output->file) != 0 && rc != -1)
		rc = err_errno(err, ERR_IO, "writing the output");
	if (rc != -1 && is_beside && rename(beside, output->path.data) == -1)
		rc = err_errno(err, ERR_CREATE, "%s", output->path.data);
	if (rc == -1 && is_beside)
		unlink(beside);
	return rc;
}

bool
output_is_table(const struct output_options *options)
{
	enum out_format format = options->format;

	if (format == OUT_AUTO && options->file != NULL)
		return out_format_by_path(options->file) <= OUT_TABLE;
	return format == OUT_AUTO || format == OUT_TABLE;
}

int
output_close(struct output *output, int rc, struct err *err)
{
	struct err writing = ERR_INIT;

	if (rc != -1 && out_end(output->out, &writing) == -1 &&
	    /* Leaving the pager early is no failure. */
	    !(output->has_pager && writing.code == ERR_STOPPED)) {
		if (output->path.len > 0)
			err_context(&writing, "%s", output->path.data);
		*err = writing;
		rc = -1;
	}
	out_free(output->out);
	if (output->has_pager) {
		fclose(output->file);
		if (shell_wait(&output->pager, "report.pager",
			rc == -1 ? NULL : err) == -1)
			rc = -1;
	} else if (output->file != stdout) {
		rc = close_file(output, rc, err);
	}
	buf_release(&output->path);
	buf_release(&output->beside);
	return rc;
}
