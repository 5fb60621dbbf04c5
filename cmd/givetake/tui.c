#include "tui/tui.h"

#include "base/fs.h"
#include "base/mem.h"
#include "givetake/commands.h"
#include "store/ledger.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_FILE ((size_t)1024 * 1024)

struct tui {
	const char *theme;
	bool ascii;
};

static const struct opt tui_opts[] = {
    {"theme", OPT_CHOICE, offsetof(struct tui, theme),
	"dark|light|contrast|mono", "Colours (setting tui.theme)"},
    {"ascii", OPT_FLAG, offsetof(struct tui, ascii), NULL,
	"Nothing beyond ASCII"},
    {.type = OPT_END},
};

/* Where this program is, for starting it again. */
static void
add_program(struct buf *path)
{
	char link[4096];
	ssize_t n = readlink("/proc/self/exe", link, sizeof(link));

	if (n > 0 && n < (ssize_t)sizeof(link))
		buf_add(path, link, (size_t)n);
	else
		buf_adds(path, "givetake");
}

/* The settings file that was named, so that what we start obeys it too. */
static const char *
named_file(const struct config *config)
{
	struct config_file file;

	for (int i = 0; config_file_at(config, i, &file); i++)
		if (strcmp(file.role, "chosen") == 0)
			return file.path;
	return NULL;
}

static void
fill_settings(struct tui_settings *settings, const struct tui *flags,
    const struct config *config)
{
	const char *theme = flags->theme != NULL
				? flags->theme
				: config_string(config, "tui.theme");

	settings->theme = (enum theme)theme_by_name(theme);
	if (strcmp(config_string(config, "report.color"), "never") == 0)
		settings->theme = THEME_MONO;
	settings->ascii = flags->ascii || MB_CUR_MAX == 1 ||
			  config_bool(config, "report.ascii");
	settings->mouse = config_bool(config, "tui.mouse");
	settings->copy = config_string(config, "tui.copy");
	settings->keys = config_string(config, "tui.keys");
	settings->min_posts = config_int(config, "report.min_posts");
	settings->cap_run = config_usd(config, "fetch.max_cost");
	settings->cap_day = config_usd(config, "fetch.max_cost_day");
	settings->cap_month = config_usd(config, "fetch.max_cost_month");
}

/* The masses that the scores were made with. */
static int
load_masses(const struct config *config, struct masses *masses, struct err *err)
{
	const char *path = config_string(config, "score.weights");
	struct buf text = BUF_INIT;
	int rc = 0;

	if (*path != '\0')
		rc = fs_read(path, &text, MAX_FILE, err);
	if (rc == 0)
		rc = mass_load(masses, *path != '\0' ? text.data : NULL, err);
	buf_release(&text);
	return rc == -1 ? err_context(err, "score.weights") : 0;
}

static int
tui_run_command(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct tui_settings settings = {.ascii = false};
	struct masses masses;
	struct buf path = BUF_INIT;
	const char *file = named_file(context->config);
	const char *program[8] = {NULL};
	size_t n = 0;
	int rc;

	(void)n_args;
	(void)args;
	if (load_masses(context->config, &masses, err) == -1)
		return -1;
	add_program(&path);
	program[n++] = path.data;
	if (file != NULL) {
		program[n++] = "--config";
		program[n++] = file;
	}
	program[n++] = "--archive";
	program[n++] = context->archive;
	settings.program = program;
	settings.masses = &masses;
	fill_settings(&settings, options, context->config);
	rc = tui_run(context->store, &settings, err);
	buf_release(&path);
	if (rc > 0) { /* end as the signal would have */
		signal(rc, SIG_DFL);
		raise(rc);
	}
	return rc;
}

const struct command cmd_tui = {
    .name = "tui",
    .args = "[options]",
    .summary = "Look around the archive on the terminal",
    .examples = "givetake tui\n"
		"givetake tui --theme light\n"
		"givetake                      # the same, once there is an "
		"archive",
    .details =
	"The leaderboard first; Enter goes into what a line is about, q goes "
	"back, ? shows all keys.  The setting tui.keys binds keys anew, as in "
	"\"quit=Q,^C down=j,Down\".  It never waits for the network or for "
	"another program's writing.",
    .needs = NEED_CONFIG | NEED_READ,
    .opts = tui_opts,
    .options_size = sizeof(struct tui),
    .run = tui_run_command,
};
