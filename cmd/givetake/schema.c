#include "base/mem.h"
#include "base/text.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "sql/statements.h"

#include <string.h>

#define MAX_TABLES 128

static const struct opt schema_opts[] = {
    {.type = OPT_INHERIT, .offset = 0, .table = output_opts},
    {.type = OPT_END},
};

static const struct out_column columns[] = {
    {"table", "Table", OUT_LEFT, false},
    {"column", "Column", OUT_LEFT, false},
    {"type", "Type", OUT_LEFT, false},
    {"meaning", "Meaning", OUT_LEFT, true},
};

static int
check_table(const char *name, struct err *err)
{
	const char *names[MAX_TABLES + 1] = {NULL};
	const char *near;

	for (size_t i = 0; i < MAX_TABLES && sql_tables[i].name != NULL; i++) {
		names[i] = sql_tables[i].name;
		if (strcmp(name, names[i]) == 0)
			return 0;
	}
	near = text_nearest(name, names);
	return err_set(err, ERR_NOT_FOUND, "there is no table \"%s\"%s%s%s",
	    name, near == NULL ? "; see: givetake schema" : "; did you mean ",
	    near == NULL ? "" : near, near == NULL ? "" : "?");
}

static void
put_columns(struct out *out, const char *table)
{
	const struct sql_column *column = sql_columns;

	out_columns(out, columns, ARRAY_LEN(columns));
	for (; column->name != NULL; column++) {
		if (table != NULL && strcmp(table, column->table) != 0)
			continue;
		out_text(out, column->table);
		out_text(out, column->name);
		out_text(out, *column->type == '\0' ? NULL : column->type);
		out_text(out, column->meaning);
		out_row(out);
	}
}

static int
schema_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const char *table = n_args > 0 ? args[0] : NULL;
	struct output output;

	if (table != NULL && check_table(table, err) == -1)
		return -1;
	if (output_open(&output, options, context, err) == -1)
		return -1;
	out_begin(output.out, "columns", "givetake.schema.1");
	out_fact_int(output.out, "version", sql_migration_count);
	for (size_t i = 0; sql_tables[i].name != NULL; i++)
		if (table != NULL && strcmp(table, sql_tables[i].name) == 0)
			out_fact_text(output.out, "about",
			    sql_tables[i].meaning);
	put_columns(output.out, table);
	return output_close(&output, 0, err);
}

const struct command cmd_schema = {
    .name = "schema",
    .args = "[TABLE]",
    .summary = "Explain the archive's tables and columns",
    .examples = "givetake schema\n"
		"givetake schema post\n"
		"givetake schema --format csv -o dictionary.csv",
    .details = "For `givetake sql`, and for other programs that read the "
	       "archive.  Ids are X's, 64-bit; times are UTC seconds since "
	       "1970; money is in millionths of a dollar; NULL means not "
	       "known.",
    .needs = NEED_CONFIG,
    .max_args = 1,
    .opts = schema_opts,
    .options_size = sizeof(struct output_options),
    .run = schema_run,
};
