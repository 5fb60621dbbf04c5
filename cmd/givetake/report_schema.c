#include "givetake/commands.h"
#include "givetake/output.h"
#include "report/fields.h"

#include <string.h>

struct schema_options {
	struct output_options output;
	bool json_schema;
};

#define OPTION(member) offsetof(struct schema_options, member)

static const struct opt schema_opts[] = {
    {"json-schema", OPT_FLAG, OPTION(json_schema), NULL,
	"As JSON Schema (draft 2020-12), of one report"},
    {.type = OPT_INHERIT, .offset = OPTION(output), .table = output_opts},
    {.type = OPT_END},
};

static int
find_report(const char *name, const struct report **report, struct err *err)
{
	struct buf list = BUF_INIT;

	*report = report_find(name);
	for (const struct report *one = reports; one->name != NULL; one++)
		buf_addf(&list, "%s%s", list.len > 0 ? ", " : "", one->name);
	if (*report == NULL)
		err_set(err, ERR_USAGE,
		    "no report is called \"%s\"; there are: %s", name,
		    list.data);
	buf_release(&list);
	return *report == NULL ? -1 : 0;
}

static int
print_schema(const struct report *report, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = -1;

	if (report == NULL)
		err_set(err, ERR_USAGE,
		    "--json-schema is of one report: name it");
	else if (fields_add_schema(&text, report, err) == 0)
		rc = output_text(&text, err);
	buf_release(&text);
	return rc;
}

static int
schema_run(struct context *context, const void *given, int n_args, char **args,
    struct err *err)
{
	const struct schema_options *options = given;
	const struct report *report = NULL;
	struct output output;
	int rc;

	if (n_args > 0 && find_report(args[0], &report, err) == -1)
		return -1;
	if (options->json_schema)
		return print_schema(report, err);
	if (output_open(&output, &options->output, context, err) == -1)
		return -1;
	rc = fields_put(report, output.out, err);
	return output_close(&output, rc, err);
}

const struct command cmd_report_schema = {
    .name = "report schema",
    .args = "[REPORT] [options]",
    .summary = "Explain the fields of reports, or print their JSON Schema",
    .examples = "givetake report schema accounts\n"
		"givetake report schema accounts --json-schema\n"
		"givetake report schema --format markdown -o fields.md",
    .details =
	"Names of fields are a promise: new ones may come, but none changes "
	"its meaning while the number at the end of the schema's name is the "
	"same.  Ids are strings, times are UTC (RFC 3339), dollars are "
	"numbers, shares go from 0 to 1.  With --compare, rows have "
	"NAME_before and NAME_change too.",
    .needs = NEED_CONFIG,
    .max_args = 1,
    .opts = schema_opts,
    .options_size = sizeof(struct schema_options),
    .run = schema_run,
};
