#include "givetake/help.h"

#include "base/text.h"
#include "givetake/commands.h"
#include "givetake/manual.h"
#include "givetake/opts.h"
#include "givetake/output.h"

#include <string.h>

#define WIDTH          79
#define COLUMN         28 /* where the explanations begin */
#define INDENT         "                            " /* as many blanks */
#define SHORT_EXAMPLES 4 /* shown by bare givetake */

/* The explanation of what the line that began at start names. */
static void
explain(struct buf *buf, size_t start, const char *text)
{
	do
		buf_addc(buf, ' ');
	while (buf->len - start < COLUMN);
	text_add_wrapped(buf, text, COLUMN, INDENT, WIDTH);
	buf_addc(buf, '\n');
}

/* Lines indented by two. */
static void
add_indented(struct buf *buf, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		buf_addf(buf, "  %.*s\n", (int)n, text);
		text += n + (text[n] == '\n');
	}
}

static void
add_option(const struct opt *opt, void *arg)
{
	struct buf *buf = arg;
	size_t start = buf->len;

	if (opt->letter != 0)
		buf_addf(buf, "  -%c, --%s", opt->letter, opt->name);
	else
		buf_addf(buf, "      --%s", opt->name);
	if (opt->arg != NULL)
		buf_addf(buf, " %s", opt->arg);
	if (buf->len - start > COLUMN - 2) {
		buf_addc(buf, '\n');
		start = buf->len;
	}
	explain(buf, start, opt->help);
}

static void
add_summary(struct buf *buf, const struct command *command)
{
	size_t start = buf->len;

	buf_addf(buf, "  %s", command->name);
	explain(buf, start, command->summary);
}

static void
add_command(struct buf *buf, const struct command *command)
{
	buf_addf(buf, "%s.\n\n", command->summary);
	if (command->examples != NULL) {
		buf_adds(buf, "Examples:\n");
		add_indented(buf, command->examples);
		buf_addc(buf, '\n');
	}
	buf_addf(buf, "Usage: givetake %s%s%s\n", command->name,
	    *command->args == '\0' ? "" : " ", command->args);
	if (command->details != NULL) {
		buf_addc(buf, '\n');
		text_add_wrapped(buf, command->details, 0, "", WIDTH);
		buf_addc(buf, '\n');
	}
	if (command->opts != NULL) {
		buf_adds(buf, "\nOptions:\n");
		opts_each(command->opts, add_option, buf);
	}
	buf_adds(buf, "\nFor every command:\n");
	opts_each(global_opts, add_option, buf);
}

static void
add_group(struct buf *buf, const char *group)
{
	for (int i = 0; commands[i] != NULL; i++)
		if (command_is_in_group(commands[i], group))
			add_summary(buf, commands[i]);
	buf_addf(buf, "\nMore: givetake %s COMMAND --help\n", group);
}

static void
add_commands(struct buf *buf)
{
	buf_adds(buf, "Commands:\n");
	for (int i = 0; commands[i] != NULL; i++)
		add_summary(buf, commands[i]);
}

/* The first example of the first commands, one for each group. */
static void
add_examples(struct buf *buf)
{
	const char *last = "";
	int shown = 0;

	buf_adds(buf, "Examples:\n");
	for (int i = 0; commands[i] != NULL && shown < SHORT_EXAMPLES; i++) {
		const char *name = commands[i]->name;
		size_t len = strcspn(name, " ");

		if (commands[i]->examples == NULL ||
		    strncmp(last, name, len) == 0)
			continue;
		buf_addf(buf, "  %.*s\n",
		    (int)strcspn(commands[i]->examples, "\n"),
		    commands[i]->examples);
		last = name;
		shown++;
	}
	buf_addc(buf, '\n');
}

void
help_add_short(struct buf *buf)
{
	buf_adds(buf, "givetake watches accounts on X and shows how much "
		      "they give and how much they\npromote themselves.\n\n");
	add_examples(buf);
	add_commands(buf);
	buf_adds(buf, "\nMore: givetake help, givetake COMMAND --help\n");
}

static void
add_program(struct buf *buf)
{
	help_add_short(buf);
	buf_adds(buf, "\nFor every command:\n");
	opts_each(global_opts, add_option, buf);
	buf_adds(buf, "\nSettings: givetake config show, "
		      "givetake config example\n");
}

int
help_add(struct buf *buf, int n, char *const *words, struct err *err)
{
	const struct command *command;
	int used;

	if (n == 0) {
		add_program(buf);
		return 0;
	}
	command = command_find(n, words, &used);
	if (command != NULL)
		add_command(buf, command);
	else if (n == 1 && command_is_group(words[0]))
		add_group(buf, words[0]);
	else
		return command_unknown(n, words, err);
	return 0;
}

struct help {
	bool man;
};

static const struct opt help_opts[] = {
    {"man", OPT_FLAG, offsetof(struct help, man), NULL,
	"Write the manual page, for man -l"},
    {.type = OPT_END},
};

static int
help_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct help *help = options;
	struct buf text = BUF_INIT;
	int rc = 0;

	(void)context;
	if (help->man)
		manual_add(&text);
	else
		rc = help_add(&text, n_args, args, err);
	if (rc == 0)
		rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

const struct command cmd_help = {
    .name = "help",
    .args = "[COMMAND]",
    .summary = "Show help on the program or a command",
    .examples = "givetake help\n"
		"givetake help config show\n"
		"givetake help --man | man -l -",
    .max_args = ARGS_ANY,
    .opts = help_opts,
    .options_size = sizeof(struct help),
    .run = help_run,
};
