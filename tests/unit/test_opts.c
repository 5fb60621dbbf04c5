/* The command line, and the tables of commands and exit statuses. */
#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/exit.h"
#include "givetake/opts.h"
#include "givetake/output.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

#define MAX_WORDS 12

static struct invocation invocation;
static struct err err;
static char *argv[MAX_WORDS + 2]; /* own; what invocation borrows */

static int
release(void **state)
{
	(void)state;
	opts_release(&invocation);
	for (size_t i = 0; i < ARRAY_LEN(argv); i++)
		mem_replace(&argv[i], NULL);
	return 0;
}

/* Take apart "givetake" and these words, ended by NULL. */
static int
parse(const char *const *words)
{
	int argc = 1;

	release(NULL);
	err = (struct err)ERR_INIT;
	argv[0] = mem_strdup("givetake");
	for (; words[argc - 1] != NULL; argc++)
		argv[argc] = mem_strdup(words[argc - 1]);
	return opts_parse(&invocation, argc, argv, &err);
}

#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

static void
fails_with(int rc, const char *words)
{
	assert_int_equal(rc, -1);
	assert_int_equal(err.code, ERR_USAGE);
	if (strstr(err.text, words) == NULL)
		fail_msg("%s", err.text);
}

static void
words_and_options_in_any_order(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--archive", "a.db", "config", "-q", "show",
			     "--format=json", "x", "-o", "-", "--", "-y"),
	    0);
	assert_ptr_equal(invocation.command, &cmd_config_show);
	assert_string_equal(invocation.globals.archive, "a.db");
	assert_true(invocation.globals.quiet);
	assert_true(invocation.wants_json);
	assert_int_equal(invocation.n_name, 2);
	assert_int_equal(invocation.n_words, 4);
	assert_string_equal(invocation.words[2], "x");
	assert_string_equal(invocation.words[3], "-y");
}

static void
options_fill_the_struct(void **state)
{
	struct output_options options = {.force = false};

	(void)state;
	assert_int_equal(PARSE("config", "show", "-fo", "out.csv", "--format",
			     "csv", "--format=json"),
	    0);
	assert_int_equal(opts_fill(&invocation, &options, &err), 0);
	assert_true(options.force);
	assert_string_equal(options.file, "out.csv");
	assert_int_equal(options.format, OUT_JSON); /* the last one wins */
	assert_false(options.excel);
	assert_int_equal(PARSE("config", "show", "-oout.csv", "-qv"), 0);
	assert_int_equal(opts_fill(&invocation, &options, &err), 0);
	assert_string_equal(options.file, "out.csv");
	assert_true(invocation.globals.quiet && invocation.globals.verbose);
}

static void
nothing_named(void **state)
{
	const char *const none[] = {NULL};

	(void)state;
	assert_int_equal(parse(none), 0);
	assert_null(invocation.command);
	assert_int_equal(PARSE("--help"), 0);
	assert_true(invocation.globals.help);
	/* Help does not care what else is wrong. */
	assert_int_equal(PARSE("config", "show", "--nonsense", "-h"), 0);
	assert_ptr_equal(invocation.command, &cmd_config_show);
}

static void
mistakes(void **state)
{
	struct output_options options = {.force = false};

	(void)state;
	fails_with(PARSE("hepl"), "did you mean help?");
	fails_with(PARSE("xyzzy"), "see: givetake help");
	fails_with(PARSE("config"), "config needs one of: check, show");
	fails_with(PARSE("config", "shwo"), "config knows no \"shwo\"");
	fails_with(PARSE("config", "show", "--fromat", "json"),
	    "did you mean --format?");
	fails_with(PARSE("config", "show", "--xyzzy"),
	    "see: givetake config show --help");
	fails_with(PARSE("config", "show", "-z"), "no option -z");
	fails_with(PARSE("version", "--format", "json"),
	    "version has no option --format");
	fails_with(PARSE("config", "show", "--output"), "needs a value");
	fails_with(PARSE("config", "show", "--output", "--force"),
	    "--output=FILE");
	fails_with(PARSE("config", "show", "-o"), "needs a value");
	fails_with(PARSE("config", "show", "--force=yes"), "takes no value");
	fails_with(PARSE("version", "--color", "mauve"), "auto|always|never");
	/* No abbreviations: they would change meaning some day. */
	fails_with(PARSE("config", "show", "--forma", "json"),
	    "did you mean --format?");
	assert_int_equal(PARSE("config", "show", "--format", "xml"), 0);
	fails_with(opts_fill(&invocation, &options, &err), "\"xml\"");
}

/* Every kind of value, read by a table of this test's own. */
struct all {
	bool flag;
	const char *text, *choice;
	int64_t count, money, span, since;
	enum out_format format;
};

static const struct opt all_opts[] = {
    {"flag", OPT_FLAG, offsetof(struct all, flag), NULL, ""},
    {"text", OPT_STRING, offsetof(struct all, text), "TEXT", ""},
    {"choice", OPT_CHOICE, offsetof(struct all, choice), "one|two", ""},
    {"count", OPT_INT, offsetof(struct all, count), "N", ""},
    {"money", OPT_USD, offsetof(struct all, money), "USD", ""},
    {"span", OPT_SPAN, offsetof(struct all, span), "SPAN", ""},
    {"since", OPT_TIME, offsetof(struct all, since), "TIME", ""},
    {"format", OPT_FORMAT, offsetof(struct all, format), "FORMAT", ""},
    {.type = OPT_END},
};

static const struct command all_command = {.name = "all",
    .args = "",
    .opts = all_opts};

static int
fill(const char *name, const char *value, struct all *all)
{
	struct given given = {.value = value};

	for (const struct opt *opt = all_opts; opt->type != OPT_END; opt++)
		if (strcmp(opt->name, name) == 0)
			given.opt = opt;
	assert_non_null(given.opt);
	*all = (struct all){.flag = false};
	return opts_fill(&(struct invocation){.command = &all_command,
			     .given = &given,
			     .n_given = 1},
	    all, &err);
}

static void
kinds_of_values(void **state)
{
	struct all all;

	(void)state;
	assert_int_equal(fill("flag", NULL, &all), 0);
	assert_true(all.flag);
	assert_true(all.count == INT64_MIN && all.money == INT64_MIN);
	assert_true(all.span == INT64_MIN && all.since == INT64_MIN);
	assert_null(all.text);
	assert_int_equal(all.format, OUT_AUTO);
	assert_int_equal(fill("text", "", &all), 0);
	assert_string_equal(all.text, "");
	assert_int_equal(fill("choice", "two", &all), 0);
	assert_string_equal(all.choice, "two");
	fails_with(fill("choice", "tw", &all), "none of one|two");
	fails_with(fill("choice", "one|two", &all), "none of one|two");
	fails_with(fill("choice", "", &all), "none of one|two");
	assert_int_equal(fill("count", "-5", &all), 0);
	assert_int_equal(all.count, -5);
	fails_with(fill("count", "5x", &all), "a whole number");
	assert_int_equal(fill("money", "0.25", &all), 0);
	assert_int_equal(all.money, 250000);
	fails_with(fill("money", "-1", &all), "dollars");
	assert_int_equal(fill("span", "4w", &all), 0);
	assert_int_equal(all.span, 2419200);
	fails_with(fill("span", "4", &all), "a span");
	assert_int_equal(fill("since", "1970-01-01T00:00:10Z", &all), 0);
	assert_int_equal(all.since, 10);
	fails_with(fill("since", "someday", &all), "a time");
}

struct seen {
	const struct opt *opts[1000];
	const struct command *owner[1000];
	size_t n;
	const struct command *command;
};

static void
collect(const struct opt *opt, void *arg)
{
	struct seen *seen = arg;

	assert_true(seen->n < ARRAY_LEN(seen->opts));
	seen->owner[seen->n] = seen->command;
	seen->opts[seen->n++] = opt;
}

/* Whether an option has a value is known before the command is, so one name
 * takes one, or none, everywhere; and within a command it is unique. */
static void
tables_agree(void **state)
{
	static struct seen seen;

	(void)state;
	opts_each(global_opts, collect, &seen);
	for (int i = 0; commands[i] != NULL; i++) {
		seen.command = commands[i];
		opts_each(commands[i]->opts, collect, &seen);
	}
	for (size_t i = 0; i < seen.n; i++) {
		const struct opt *a = seen.opts[i];

		assert_non_null(a->help);
		assert_true(a->help[strlen(a->help) - 1] != '.');
		assert_true(opt_has_value(a) == (a->arg != NULL));
		for (size_t j = i + 1; j < seen.n; j++) {
			const struct opt *b = seen.opts[j];
			bool same_name = strcmp(a->name, b->name) == 0;
			bool same_letter =
			    a->letter != 0 && a->letter == b->letter;

			if (same_name &&
			    (opt_has_value(a) != opt_has_value(b) ||
				a->letter != b->letter))
				fail_msg("--%s differs", a->name);
			if (same_letter && !same_name)
				fail_msg("-%c twice", a->letter);
			if (same_name && (seen.owner[i] == NULL ||
					     seen.owner[i] == seen.owner[j]))
				fail_msg("--%s twice", a->name);
		}
	}
}

/* What help shows is there for every command. */
static void
commands_explain_themselves(void **state)
{
	(void)state;
	for (int i = 0; commands[i] != NULL; i++) {
		const struct command *command = commands[i];
		char prefix[80];

		assert_non_null(command->summary);
		assert_non_null(command->args);
		assert_non_null(command->examples);
		assert_true(command->opts == NULL || command->options_size > 0);
		assert_true(command->max_args == ARGS_ANY ||
			    command->max_args >= command->min_args);
		snprintf(prefix, sizeof(prefix), "givetake %s", command->name);
		if (strstr(command->examples, prefix) == NULL)
			fail_msg("%s: its examples", command->name);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(command->name,
			    commands[j]->name);
	}
}

static void
every_error_has_a_status(void **state)
{
	(void)state;
	for (int code = ERR_USAGE; code < ERR_STOPPED; code++) {
		int rows = 0;

		for (const struct exit_row *row = exit_table; row->name != NULL;
		     row++)
			rows += row->code == (enum err_code)code;
		assert_int_equal(rows, 1);
	}
	assert_int_equal(exit_status(ERR_USAGE), 2);
	assert_int_equal(exit_status(ERR_BUDGET), 4);
	assert_int_equal(exit_status(ERR_DATA), 65);
	assert_int_equal(exit_status(ERR_NOT_FOUND), 66);
	assert_int_equal(exit_status(ERR_SERVICE), 69);
	assert_int_equal(exit_status(ERR_BUG), 70);
	assert_int_equal(exit_status(ERR_CREATE), 73);
	assert_int_equal(exit_status(ERR_IO), 74);
	assert_int_equal(exit_status(ERR_LATER), 75);
	assert_int_equal(exit_status(ERR_AUTH), 77);
	assert_int_equal(exit_status(ERR_CONFIG), 78);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_and_options_in_any_order),
	    cmocka_unit_test(options_fill_the_struct),
	    cmocka_unit_test(nothing_named),
	    cmocka_unit_test(mistakes),
	    cmocka_unit_test(kinds_of_values),
	    cmocka_unit_test(tables_agree),
	    cmocka_unit_test(commands_explain_themselves),
	    cmocka_unit_test(every_error_has_a_status),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
