#include "tui/tui.h"

#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/scoring.h"
#include "store/ledger.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* The settings file that was named, so that a fetch obeys it too. */
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
	settings->keys = config_string(config, "tui.keys");
	settings->min_posts = config_int(config, "report.min_posts");
	settings->cap_run = config_usd(config, "fetch.max_cost");
	settings->cap_day = config_usd(config, "fetch.max_cost_day");
	settings->cap_month = config_usd(config, "fetch.max_cost_month");
}

static int
tui_run_command(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct scorer *scorer = scoring_load(context->config, err);
	struct tui_settings settings = {.ascii = false};
	struct buf program = BUF_INIT;
	const char *file = named_file(context->config);
	const char *fetch[8] = {NULL};
	size_t n = 0;
	int rc = -1;

	(void)n_args;
	(void)args;
	if (scorer == NULL)
		return -1;
	add_program(&program);
	fetch[n++] = program.data;
	if (file != NULL) {
		fetch[n++] = "--config";
		fetch[n++] = file;
	}
	fetch[n++] = "--archive";
	fetch[n++] = context->archive;
	fetch[n++] = "fetch";
	settings.fetch = fetch;
	fill_settings(&settings, options, context->config);
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	    scoring_refresh_for_reader(context, scorer, err) == -1)
		goto out;
	rc = tui_run(context->store, scorer, &settings, err);
out:
	buf_release(&program);
	scorer_free(scorer);
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
