#include "report/compare.h"

#include "base/mem.h"
#include "report/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct compare {
	const struct record *before;      /* borrowed */
	const struct record_table *table; /* of it; NULL: not compared */
	struct arena arena;               /* own; names and columns */
};

struct compare *
compare_new(const struct record *before)
{
	struct compare *compare = mem_alloc(1, sizeof(*compare));

	*compare = (struct compare){.before = before, .arena = ARENA_INIT};
	return compare;
}

void
compare_free(struct compare *compare)
{
	if (compare == NULL)
		return;
	arena_release(&compare->arena);
	free(compare);
}

bool
compare_is_on(const struct out *out)
{
	return out->compare != NULL && out->compare->table != NULL &&
	       out->columns != NULL;
}

static bool
is_compared(const struct out_column *column)
{
	return (column->flags & OUT_COMPARED) != 0 && column->name != NULL;
}

static const char *
name_with(struct arena *arena, const char *name, const char *end)
{
	struct buf both = BUF_INIT;
	const char *kept;

	buf_addf(&both, "%s%s", name, end);
	kept = arena_copy(arena, both.data, both.len);
	buf_release(&both);
	return kept;
}

void
compare_columns(struct out *out)
{
	struct compare *compare = out->compare;
	const struct record_table *now =
	    &out->record->tables[out->record->n_tables - 1];
	struct arena *arena = &compare->arena;
	struct out_column *wide =
	    arena_zero(arena, out->n_columns * 3, sizeof(*wide));
	size_t n = 0;

	for (size_t i = 0; i < out->n_columns; i++) {
		const struct out_column *column = &out->columns[i];

		wide[n++] = *column;
		if (!is_compared(column))
			continue;
		wide[n++] = (struct out_column){
		    .name = name_with(arena, column->name, "_before")};
		wide[n++] = (struct out_column){.name = name_with(arena,
						    column->name, "_change"),
		    .title = column->title == NULL ? NULL : "Change",
		    .align = OUT_RIGHT};
	}
	compare->table = record_same(compare->before, now->section, now->rows);
	if (n == out->n_columns || compare->table == NULL) {
		compare->table = NULL;
		return;
	}
	out->columns = wide;
	out->n_columns = n;
}

/* What a column of this name held in the row before. */
static struct cell
cell_before(const struct record_table *table, const struct cell *row,
    const char *name)
{
	for (size_t i = 0; i < table->n_columns && row != NULL; i++)
		if (table->columns[i].name != NULL &&
		    strcmp(table->columns[i].name, name) == 0)
			return row[i];
	return (struct cell){.kind = CELL_ABSENT};
}

static struct cell
change_of(const struct cell *now, const struct cell *before)
{
	struct cell change = {.kind = now->kind,
	    .integer = now->integer - before->integer,
	    .real = now->real - before->real,
	    .digits = now->digits,
	    .is_change = true};

	if (now->kind != before->kind)
		change.kind = CELL_ABSENT;
	switch (change.kind) {
	case CELL_BAR:
		change.kind = CELL_REAL;
		change.digits = 3;
		break;
	case CELL_REAL:
		/* No change that rounds to nothing. */
		if (fabs(change.real) < 0.5 * pow(10, -change.digits))
			change.real = 0;
		break;
	case CELL_INT:
	case CELL_USD:
		break;
	default:
		return (struct cell){.kind = CELL_ABSENT};
	}
	return change;
}

void
compare_row(struct out *out)
{
	const struct record_table *now =
	    &out->record->tables[out->record->n_tables - 1];
	const struct cell *row = record_cells(now, record_rows(now) - 1);
	const struct record_table *table = out->compare->table;
	const struct cell *row_before;
	struct buf key = BUF_INIT;

	record_add_key(&key, now, row);
	row_before = record_find(table, &key);
	for (size_t i = 0; i < now->n_columns; i++) {
		struct cell before, change;

		sink_cell(out, &row[i]);
		if (!is_compared(&now->columns[i]))
			continue;
		before = cell_before(table, row_before, now->columns[i].name);
		change = change_of(&row[i], &before);
		sink_cell(out, &before);
		sink_cell(out, &change);
	}
	buf_release(&key);
}
