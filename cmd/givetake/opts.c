#include "givetake/opts.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "report/out.h"

#include <stdlib.h>
#include <string.h>

#define GLOBAL(member) offsetof(struct globals, member)

const struct opt global_opts[] = {
    {"archive", OPT_STRING, GLOBAL(archive), "FILE", "Use this archive"},
    {"config", OPT_STRING, GLOBAL(config), "FILE",
	"Read these settings instead of the usual"},
    {"quiet", OPT_FLAG, GLOBAL(quiet), NULL, "Say nothing but errors", 'q'},
    {"verbose", OPT_FLAG, GLOBAL(verbose), NULL, "Say what is done", 'v'},
    {"debug", OPT_FLAG, GLOBAL(debug), NULL, "Say everything, with times"},
    {"color", OPT_CHOICE, GLOBAL(color), "auto|always|never",
	"When to use colour"},
    {"help", OPT_FLAG, GLOBAL(help), NULL, "Show help", 'h'},
    {"version", OPT_FLAG, GLOBAL(version), NULL, "Show versions"},
    {.type = OPT_END},
};

bool
opt_has_value(const struct opt *opt)
{
	return opt->type != OPT_FLAG;
}

void
opts_each(const struct opt *table,
    void (*each)(const struct opt *opt, void *arg), void *arg)
{
	for (; table != NULL && table->type != OPT_END; table++) {
		if (table->type == OPT_INHERIT)
			opts_each(table->table, each, arg);
		else
			each(table, arg);
	}
}

/* The option of a table by long name (len bytes) or by letter; *offset is
 * where its variable lies in the outermost struct. */
static const struct opt *
find(const struct opt *table, const char *name, size_t len, char letter,
    size_t *offset)
{
	for (; table != NULL && table->type != OPT_END; table++) {
		const struct opt *opt = table;
		size_t inner = 0;

		if (opt->type == OPT_INHERIT)
			opt = find(opt->table, name, len, letter, &inner);
		else if (name != NULL ? strncmp(opt->name, name, len) != 0 ||
					    opt->name[len] != '\0'
				      : opt->letter != letter)
			opt = NULL;
		if (opt != NULL) {
			*offset = table->offset + inner;
			return opt;
		}
	}
	return NULL;
}

/* Whether an option takes a value has to be known before the command is:
 * the first table that has it decides. */
static const struct opt *
find_anywhere(const char *name, size_t len, char letter)
{
	size_t offset;
	const struct opt *opt = find(global_opts, name, len, letter, &offset);

	for (int i = 0; opt == NULL && commands[i] != NULL; i++)
		opt = find(commands[i]->opts, name, len, letter, &offset);
	return opt;
}

static void
add_given(struct invocation *invocation, const struct opt *opt,
    const char *written, size_t len, const char *value)
{
	struct given *given;

	invocation->given = mem_grow(invocation->given, &invocation->given_cap,
	    invocation->n_given + 1, sizeof(*given));
	given = &invocation->given[invocation->n_given++];
	given->name = mem_copy(written, len);
	given->opt = opt;
	given->value = value;
}

/* The value of an option is the next argument; one that looks like an option
 * is more likely a value forgotten. */
static int
take_value(const struct opt *opt, const char *written, char **next,
    const char **value, struct err *err)
{
	if (*next == NULL || ((*next)[0] == '-' && (*next)[1] != '\0'))
		return err_set(err, ERR_USAGE, "%s needs a value: %s%s%s",
		    written, written, written[1] == '-' ? "=" : "", opt->arg);
	*value = *next;
	return 1;
}

/* Each returns how many further arguments it took, or -1. */
static int
parse_long(struct invocation *invocation, char **argv, struct err *err)
{
	const char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t len = equals == NULL ? strlen(name) : (size_t)(equals - name);
	const struct opt *opt = find_anywhere(name, len, 0);
	const char *value = equals == NULL ? NULL : equals + 1;
	int taken = 0;

	if (opt != NULL && opt_has_value(opt) && value == NULL)
		taken = take_value(opt, argv[0], argv + 1, &value, err);
	else if (opt != NULL && !opt_has_value(opt) && value != NULL)
		return err_set(err, ERR_USAGE, "--%s takes no value",
		    opt->name);
	if (taken != -1)
		add_given(invocation, opt, argv[0], len + 2, value);
	return taken;
}

static int
parse_short(struct invocation *invocation, char **argv, struct err *err)
{
	for (const char *p = argv[0] + 1; *p != '\0'; p++) {
		const struct opt *opt = find_anywhere(NULL, 0, *p);
		char written[] = {'-', *p, '\0'};
		const char *value = NULL;
		int taken = 0;

		if (opt != NULL && opt_has_value(opt)) {
			if (p[1] != '\0')
				value = p + 1;
			else
				taken = take_value(opt, written, argv + 1,
				    &value, err);
		}
		if (taken == -1)
			return -1;
		add_given(invocation, opt, written, 2, value);
		if (value != NULL)
			return taken;
	}
	return 0;
}

static int
split(struct invocation *invocation, int argc, char **argv, struct err *err)
{
	bool only_words = false;

	invocation->words = mem_alloc((size_t)argc + 1, sizeof(char *));
	for (int i = 1; i < argc; i++) {
		int taken = 0;

		if (only_words || argv[i][0] != '-' || argv[i][1] == '\0')
			invocation->words[invocation->n_words++] = argv[i];
		else if (strcmp(argv[i], "--") == 0)
			only_words = true;
		else if (argv[i][1] == '-')
			taken = parse_long(invocation, argv + i, err);
		else
			taken = parse_short(invocation, argv + i, err);
		if (taken == -1)
			return -1;
		i += taken;
	}
	return 0;
}

struct name_list {
	const char *names[128];
	size_t n;
};

static void
add_name(const struct opt *opt, void *arg)
{
	struct name_list *list = arg;

	if (list->n + 1 < ARRAY_LEN(list->names))
		list->names[list->n++] = opt->name;
}

static int
unknown_option(const struct command *command, const struct given *given,
    struct err *err)
{
	struct name_list list = {.n = 0};
	const char *nearest = NULL;
	const char *name = command == NULL ? "givetake" : command->name;

	opts_each(global_opts, add_name, &list);
	if (command != NULL)
		opts_each(command->opts, add_name, &list);
	if (given->name[1] == '-')
		nearest = text_nearest(given->name + 2, list.names);
	if (nearest != NULL)
		return err_set(err, ERR_USAGE,
		    "%s has no option %s; did you mean --%s?", name,
		    given->name, nearest);
	return err_set(err, ERR_USAGE,
	    "%s has no option %s; see: givetake %s%s", name, given->name,
	    command == NULL ? "help" : name, command == NULL ? "" : " --help");
}

static int
set_choice(const struct opt *opt, const char *value, const char **variable,
    struct err *err)
{
	size_t len = strlen(value);
	const char *p = opt->arg;

	while (*p != '\0') {
		size_t n = strcspn(p, "|");

		if (n == len && memcmp(p, value, n) == 0) {
			*variable = value;
			return 0;
		}
		p += n + (p[n] == '|');
	}
	return err_set(err, ERR_USAGE, "--%s: \"%s\" is none of %s", opt->name,
	    value, opt->arg);
}

static int
set_format(const struct opt *opt, const char *value, enum out_format *variable,
    struct err *err)
{
	if (set_choice(opt, value, &value, err) == -1)
		return -1;
	*variable = (enum out_format)out_format_by_name(value);
	return 0;
}

static int
set_number(const struct opt *opt, const char *value, int64_t *variable,
    struct err *err)
{
	static const char *const wanted[] = {
	    [OPT_INT] = "a whole number",
	    [OPT_USD] = "an amount of dollars such as 0.50",
	    [OPT_SPAN] = "a span such as 90s, 15m, 36h, 10d or 4w",
	    [OPT_TIME] = "a time such as 2026-11-02, yesterday or 4w",
	};
	int rc;

	if (opt->type == OPT_INT)
		rc = num_parse(value, INT64_MIN + 1, INT64_MAX, variable);
	else if (opt->type == OPT_USD)
		rc = num_parse_usd(value, variable);
	else if (opt->type == OPT_SPAN)
		rc = when_parse_span(value, variable);
	else
		rc = when_parse(value, clock_now(), variable);
	if (rc == -1)
		return err_set(err, ERR_USAGE, "--%s: \"%s\" is not %s",
		    opt->name, value, wanted[opt->type]);
	return 0;
}

static int
set_variable(const struct opt *opt, const char *value, void *variable,
    struct err *err)
{
	switch (opt->type) {
	case OPT_FLAG:
		*(bool *)variable = true;
		return 0;
	case OPT_STRING:
		*(const char **)variable = value;
		return 0;
	case OPT_CHOICE:
		return set_choice(opt, value, variable, err);
	case OPT_FORMAT:
		return set_format(opt, value, variable, err);
	case OPT_INT:
	case OPT_USD:
	case OPT_SPAN:
	case OPT_TIME:
		return set_number(opt, value, variable, err);
	case OPT_END:
	case OPT_INHERIT:
		break;
	}
	return 0;
}

static int
fill_globals(struct invocation *invocation, struct err *err)
{
	for (size_t i = 0; i < invocation->n_given; i++) {
		const struct given *given = &invocation->given[i];
		const struct opt *opt = given->opt;
		size_t offset;

		if (opt == NULL)
			continue;
		if (opt->type == OPT_FORMAT)
			invocation->wants_json =
			    strncmp(given->value, "json", 4) == 0;
		if (find(global_opts, opt->name, strlen(opt->name), 0,
			&offset) != NULL &&
		    set_variable(opt, given->value,
			(char *)&invocation->globals + offset, err) == -1)
			return -1;
	}
	return 0;
}

static int
check_names(const struct invocation *invocation, struct err *err)
{
	const struct command *command = invocation->command;

	for (size_t i = 0; i < invocation->n_given; i++) {
		const struct given *given = &invocation->given[i];
		const struct opt *opt = given->opt;
		size_t offset;

		if (opt == NULL ||
		    (find(global_opts, opt->name, strlen(opt->name), 0,
			 &offset) == NULL &&
			(command == NULL ||
			    find(command->opts, opt->name, strlen(opt->name), 0,
				&offset) == NULL)))
			return unknown_option(command, given, err);
	}
	return 0;
}

int
opts_parse(struct invocation *invocation, int argc, char **argv,
    struct err *err)
{
	if (split(invocation, argc, argv, err) == -1 ||
	    fill_globals(invocation, err) == -1)
		return -1;
	invocation->command = command_find(invocation->n_words,
	    invocation->words, &invocation->n_name);
	if (invocation->globals.help || invocation->globals.version)
		return 0;
	if (invocation->command == NULL && invocation->n_words > 0)
		return command_unknown(invocation->n_words, invocation->words,
		    err);
	return check_names(invocation, err);
}

static void
set_absent(const struct opt *table, char *options)
{
	for (; table != NULL && table->type != OPT_END; table++) {
		if (table->type == OPT_INHERIT)
			set_absent(table->table, options + table->offset);
		else if (table->type == OPT_INT || table->type == OPT_USD ||
			 table->type == OPT_SPAN || table->type == OPT_TIME)
			*(int64_t *)(void *)(options + table->offset) =
			    INT64_MIN;
	}
}

int
opts_fill(const struct invocation *invocation, void *options, struct err *err)
{
	const struct command *command = invocation->command;

	set_absent(command->opts, options);
	for (size_t i = 0; i < invocation->n_given; i++) {
		const struct given *given = &invocation->given[i];
		size_t offset;
		const struct opt *opt = find(command->opts, given->opt->name,
		    strlen(given->opt->name), 0, &offset);

		if (opt != NULL && set_variable(opt, given->value,
				       (char *)options + offset, err) == -1)
			return -1;
	}
	return 0;
}

void
opts_release(struct invocation *invocation)
{
	for (size_t i = 0; i < invocation->n_given; i++)
		free(invocation->given[i].name);
	free(invocation->given);
	free(invocation->words);
	*invocation = (struct invocation)INVOCATION_INIT;
}
