#include "base/mem.h"
#include "db/query.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/stop.h"

#include <stdlib.h>
#include <string.h>

/* Whole numbers past this lose digits where they are read as fractions, as
 * by most readers of JSON: they are written as ids are. */
#define LARGEST_EXACT (INT64_C(1) << 53)

static const struct opt sql_opts[] = {
    {.type = OPT_INHERIT, .offset = 0, .table = output_opts},
    {.type = OPT_END},
};

static bool
is_id(const char *name, int64_t value)
{
	size_t len = strlen(name);

	if (value > LARGEST_EXACT || value < -LARGEST_EXACT)
		return true;
	return value != 0 &&
	       (strcmp(name, "id") == 0 ||
		   (len > 3 && strcmp(name + len - 3, "_id") == 0));
}

static void
put_blob(struct out *out, struct db_query *query, int column)
{
	struct buf hex = BUF_INIT;
	size_t len;
	const unsigned char *bytes = db_query_blob(query, column, &len);

	for (size_t i = 0; i < len; i++)
		buf_addf(&hex, "%02x", bytes[i]);
	out_text(out, hex.data);
	buf_release(&hex);
}

static void
put_value(struct out *out, struct db_query *query, int column)
{
	int64_t n = db_query_int(query, column);

	switch (db_query_type(query, column)) {
	case DB_INT:
		if (is_id(db_query_name(query, column), n))
			out_id(out, n);
		else
			out_int(out, n);
		break;
	case DB_REAL:
		out_real(out, db_query_real(query, column), 6);
		break;
	case DB_TEXT:
		out_text(out, db_query_text(query, column));
		break;
	case DB_BLOB:
		put_blob(out, query, column);
		break;
	case DB_NULL:
		out_text(out, NULL);
		break;
	}
}

static int
put_rows(struct out *out, struct db_query *query,
    const struct out_column *columns, struct err *err)
{
	int n = db_query_columns(query), rc = 0;

	out_begin(out, "rows", "givetake.sql.1");
	out_columns(out, columns, (size_t)n);
	while (!out_is_broken(out) && (rc = db_query_step(query, err)) == 1) {
		for (int i = 0; i < n; i++)
			put_value(out, query, i);
		out_row(out);
	}
	return rc == 1 ? 0 : rc;
}

/* Columns called as the query calls them. */
static struct out_column *
make_columns(const struct db_query *query)
{
	int n = db_query_columns(query);
	struct out_column *columns = mem_alloc((size_t)n, sizeof(*columns));

	for (int i = 0; i < n; i++) {
		columns[i].name = columns[i].title = db_query_name(query, i);
		columns[i].flexible = true;
	}
	return columns;
}

static int
sql_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct db_query *query;
	struct out_column *columns;
	struct output output;
	int rc = -1;

	(void)n_args;
	query = db_query_open(context->archive, args[0], stop_requested, err);
	if (query == NULL)
		return -1;
	columns = make_columns(query);
	if (output_open(&output, options, context, err) == 0) {
		rc = put_rows(output.out, query, columns, err);
		rc = output_close(&output, rc, err);
	}
	free(columns);
	db_query_close(query);
	return rc;
}

const struct command cmd_sql = {
    .name = "sql",
    .args = "QUERY",
    .summary = "Ask the archive in SQL; nothing can be changed",
    .examples = "givetake sql 'SELECT count(*) FROM post'\n"
		"givetake sql 'SELECT site, count(*) AS n FROM link\n"
		"    GROUP BY site ORDER BY n DESC LIMIT 20' --format csv\n"
		"givetake schema post",
    .details = "One SELECT.  Tables and columns are explained by `givetake "
	       "schema`.  Ids, and other whole numbers too large for most "
	       "readers of JSON, are written as text.",
    .needs = NEED_CONFIG | NEED_READ | NEED_STOP,
    .min_args = 1,
    .max_args = 1,
    .opts = sql_opts,
    .options_size = sizeof(struct output_options),
    .run = sql_run,
};
