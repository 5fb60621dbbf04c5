#include "givetake/manual.h"

#include "config/config.h"
#include "givetake/commands.h"
#include "givetake/exit.h"
#include "givetake/opts.h"

#include <string.h>

/* Append text as roff shows it: backslashes, hyphens that may be copied, and
 * dots or quotes at the start of a line. */
static void
add_text(struct buf *buf, const char *text)
{
	bool line_begins = true;

	for (; *text != '\0'; text++) {
		if (line_begins && (*text == '.' || *text == '\''))
			buf_adds(buf, "\\&");
		line_begins = *text == '\n';
		if (*text == '\\')
			buf_adds(buf, "\\e");
		else if (*text == '-')
			buf_adds(buf, "\\-");
		else
			buf_addc(buf, *text);
	}
	buf_addc(buf, '\n');
}

static void
add_section(struct buf *buf, const char *title)
{
	buf_addf(buf, ".SH %s\n", title);
}

static void
add_option(const struct opt *opt, void *arg)
{
	struct buf *buf = arg, names = BUF_INIT;

	if (opt->letter != 0)
		buf_addf(&names, "-%c, ", opt->letter);
	buf_addf(&names, "--%s", opt->name);
	if (opt->arg != NULL)
		buf_addf(&names, " %s", opt->arg);
	buf_adds(buf, ".TP\n.B ");
	add_text(buf, names.data);
	buf_release(&names);
	add_text(buf, opt->help);
}

static void
add_examples(struct buf *buf, const char *examples)
{
	buf_adds(buf, ".PP\n.nf\n.RS\n");
	add_text(buf, examples);
	buf_adds(buf, ".RE\n.fi\n");
}

static void
add_command(struct buf *buf, const struct command *command)
{
	buf_addf(buf, ".SS givetake %s ", command->name);
	add_text(buf, command->args);
	buf_addf(buf, "%s.\n", command->summary);
	if (command->details != NULL) {
		buf_adds(buf, ".PP\n");
		add_text(buf, command->details);
	}
	add_examples(buf, command->examples);
	opts_each(command->opts, add_option, buf);
}

static void
add_settings(struct buf *buf)
{
	struct config *config = config_new();
	struct buf scratch = BUF_INIT;
	struct config_value value;

	add_section(buf, "SETTINGS");
	add_text(buf,
	    "Later ones win: the system's file, the user's file, the "
	    "project's file ./givetake.ini, or instead of the last two the "
	    "file of --config or GIVETAKE_CONFIG; the environment; options.");
	for (int i = 0; config_at(config, i, &value, &scratch); i++) {
		buf_addf(buf, ".TP\n.B %s", value.name);
		if (*value.value != '\0')
			buf_addf(buf, " \\fR(%s)", value.value);
		buf_addc(buf, '\n');
		add_text(buf, value.help);
	}
	buf_release(&scratch);
	config_free(config);
}

static void
add_statuses(struct buf *buf)
{
	add_section(buf, "EXIT STATUS");
	for (const struct exit_row *row = exit_table; row->name != NULL;
	     row++) {
		buf_addf(buf, ".TP\n.B %d\n", row->status);
		add_text(buf, row->meaning);
	}
	buf_adds(buf, ".PP\n");
	add_text(buf, "A signal that asks it to stop ends the program as that "
		      "signal does, once the work in hand is in the archive.");
}

void
manual_add(struct buf *buf)
{
	buf_addf(buf,
	    ".TH GIVETAKE 1 \"\" \"givetake %s\"\n"
	    ".SH NAME\n"
	    "givetake \\- who gives on X, and who promotes themselves\n"
	    ".SH SYNOPSIS\n"
	    ".B givetake\n.I COMMAND\n[options] [words]\n",
	    GIVETAKE_VERSION);
	add_section(buf, "DESCRIPTION");
	add_text(buf,
	    "Watches accounts on X, keeps their posts in an archive on this "
	    "machine, and shows how much they give to their readers and how "
	    "much they promote themselves, with the evidence for every "
	    "number.");
	add_section(buf, "OPTIONS");
	add_text(buf, "These go with every command.");
	opts_each(global_opts, add_option, buf);
	add_section(buf, "COMMANDS");
	for (int i = 0; commands[i] != NULL; i++)
		add_command(buf, commands[i]);
	add_settings(buf);
	add_statuses(buf);
}
