#include "config/config.h"
#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/output.h"

struct show {
	struct output_options output;
};

static const struct opt show_opts[] = {
    {.type = OPT_INHERIT,
	.offset = offsetof(struct show, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column show_columns[] = {
    {"name", "Setting", OUT_LEFT, false},
    {"value", "Value", OUT_LEFT, true},
    {"origin", "Set by", OUT_LEFT, true},
};

static int
show_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct show *show = options;
	struct config_value value;
	struct buf scratch = BUF_INIT;
	struct output output;

	(void)n_args;
	(void)args;
	if (output_open(&output, &show->output, context, err) == -1)
		return -1;
	out_begin(output.out, "settings", "givetake.config.1");
	out_columns(output.out, show_columns, ARRAY_LEN(show_columns));
	for (int i = 0; config_at(context->config, i, &value, &scratch); i++) {
		out_text(output.out, value.name);
		out_text(output.out, *value.value == '\0' ? NULL : value.value);
		out_text(output.out, value.origin);
		out_row(output.out);
	}
	buf_release(&scratch);
	return output_close(&output, 0, err);
}

const struct command cmd_config_show = {
    .name = "config show",
    .args = "[options]",
    .summary = "Show every setting and what has set it",
    .examples = "givetake config show\n"
		"givetake config show --format json",
    .details = "Secrets are masked.",
    .needs = NEED_CONFIG,
    .opts = show_opts,
    .options_size = sizeof(struct show),
    .run = show_run,
};

static int
path_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct config_file file;
	struct buf text = BUF_INIT;
	int rc;

	(void)options;
	(void)n_args;
	(void)args;
	for (int i = 0; config_file_at(context->config, i, &file); i++)
		buf_addf(&text, "%-8s %s%s\n", file.role, file.path,
		    file.found ? "" : " (not there)");
	buf_adds(&text, "archive  ");
	rc = config_archive_path(context->config, &text, err);
	buf_addc(&text, '\n');
	if (rc == 0)
		rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

const struct command cmd_config_path = {
    .name = "config path",
    .args = "",
    .summary = "Show which files are read, and where the archive is",
    .examples = "givetake config path",
    .needs = NEED_CONFIG,
    .run = path_run,
};

static int
check_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct buf text = BUF_INIT, token = BUF_INIT;
	int rc;

	(void)options;
	(void)n_args;
	(void)args;
	rc = config_token(context->config, &token, err);
	if (rc == 0) {
		buf_adds(&text, "The settings are good; the token comes from ");
		config_add_token_source(context->config, &text);
		buf_adds(&text, ".\n");
		rc = output_text(&text, err);
	}
	buf_release_secret(&token);
	buf_release(&text);
	return rc;
}

const struct command cmd_config_check = {
    .name = "config check",
    .args = "",
    .summary = "Check the settings and that there is a token",
    .examples = "givetake config check",
    .details = "Asks nothing of X: whether the token is accepted shows with "
	       "the first fetch.",
    .needs = NEED_CONFIG,
    .run = check_run,
};

static int
example_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc;

	(void)context;
	(void)options;
	(void)n_args;
	(void)args;
	config_add_example(&text);
	rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

const struct command cmd_config_example = {
    .name = "config example",
    .args = "",
    .summary = "Print a settings file with every setting explained",
    .examples = "givetake config example > ~/.config/givetake/config.ini",
    .run = example_run,
};
