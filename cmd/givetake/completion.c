/*
 * Completion for shells.  The scripts are small and ask the program itself,
 * which answers from its tables.
 */
#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/opts.h"
#include "givetake/output.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *shell, *script;
} scripts[] = {
    {"bash", "_givetake() {\n"
	     "\tlocal IFS=$'\\n'\n"
	     "\tCOMPREPLY=($(compgen -W \"$(givetake completion list -- \\\n"
	     "\t\t\"${COMP_WORDS[@]:1:COMP_CWORD-1}\" 2>/dev/null)\" \\\n"
	     "\t\t-- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
	     "}\n"
	     "complete -o default -F _givetake givetake\n"},
    {"zsh", "#compdef givetake\n"
	    "_givetake() {\n"
	    "\tlocal -a found\n"
	    "\tfound=(${(f)\"$(givetake completion list -- \\\n"
	    "\t\t\"${(@)words[2,CURRENT-1]}\" 2>/dev/null)\"})\n"
	    "\tif (( $#found )); then compadd -a found; else _files; fi\n"
	    "}\n"
	    "compdef _givetake givetake\n"},
    {"fish", "complete -c givetake -a '(givetake completion list -- "
	     "(commandline -opc)[2..-1] 2>/dev/null)'\n"},
};

static void
add_option(const struct opt *opt, void *arg)
{
	buf_addf(arg, "--%s\n", opt->name);
}

/* The words of commands that may follow `group` ("": the first ones), each
 * once. */
static void
add_words(struct buf *buf, const char *group)
{
	size_t skip = *group == '\0' ? 0 : strlen(group) + 1;
	const char *last = "";

	for (int i = 0; commands[i] != NULL; i++) {
		const char *word = commands[i]->name + skip;
		size_t len;

		if (skip > 0 && !command_is_in_group(commands[i], group))
			continue;
		len = strcspn(word, " ");
		if (strncmp(word, last, len) != 0 || strcspn(last, " ") != len)
			buf_addf(buf, "%.*s\n", (int)len, word);
		last = word;
	}
}

/* What may come after these words.  Nothing where a file or a stranger's
 * name does: the shell knows files itself. */
static void
add_list(struct buf *buf, int n, char **words)
{
	struct invocation invocation = INVOCATION_INIT;
	char **argv = mem_alloc((size_t)n + 2, sizeof(*argv));
	char name[] = "givetake";
	struct err err = ERR_INIT;
	bool understood;

	argv[0] = name;
	for (int i = 0; i < n; i++)
		argv[i + 1] = words[i];
	understood = opts_parse(&invocation, n + 1, argv, &err) == 0;
	if (invocation.command != NULL) {
		opts_each(invocation.command->opts, add_option, buf);
		opts_each(global_opts, add_option, buf);
	} else if (invocation.n_words == 1 &&
		   command_is_group(invocation.words[0])) {
		add_words(buf, invocation.words[0]);
	} else if (understood && invocation.n_words == 0) {
		add_words(buf, "");
		opts_each(global_opts, add_option, buf);
	}
	opts_release(&invocation);
	free(argv);
}

static int
completion_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct buf text = BUF_INIT;
	bool found = strcmp(args[0], "list") == 0;
	int rc;

	(void)context;
	(void)options;
	if (found)
		add_list(&text, n_args - 1, args + 1);
	for (size_t i = 0; i < ARRAY_LEN(scripts); i++) {
		if (strcmp(args[0], scripts[i].shell) == 0 && n_args == 1) {
			buf_adds(&text, scripts[i].script);
			found = true;
		}
	}
	if (found)
		rc = output_text(&text, err);
	else
		rc = err_set(err, ERR_USAGE,
		    "completion knows bash, zsh and fish, not \"%s\"", args[0]);
	buf_release(&text);
	return rc;
}

const struct command cmd_completion = {
    .name = "completion",
    .args = "bash|zsh|fish",
    .summary = "Print a script that lets a shell complete commands",
    .examples = "eval \"$(givetake completion bash)\"\n"
		"givetake completion fish > "
		"~/.config/fish/completions/givetake.fish",
    .details = "The scripts ask `givetake completion list -- WORDS` what may "
	       "come next.",
    .min_args = 1,
    .max_args = ARGS_ANY,
    .run = completion_run,
};
