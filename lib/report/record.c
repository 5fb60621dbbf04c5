#include "report/record.h"

#include "base/mem.h"
#include "base/sha256.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void
record_release(struct record *record)
{
	for (size_t i = 0; i < record->n_tables; i++) {
		free(record->tables[i].cells);
		hash_map_release(&record->tables[i].by_key);
	}
	free(record->tables);
	free(record->facts);
	arena_release(&record->arena);
	*record = (struct record)RECORD_INIT;
}

static struct cell
copy_cell(struct arena *arena, const struct cell *cell)
{
	struct cell copy = *cell;

	copy.text = arena_strdup(arena, cell->text);
	copy.json = arena_strdup(arena, cell->json);
	if (cell->n > 0) {
		int64_t *ids = arena_alloc(arena, cell->n * sizeof(*ids));

		memcpy(ids, cell->ids, cell->n * sizeof(*ids));
		copy.ids = ids;
	}
	return copy;
}

void
record_section(struct record *record, const char *name)
{
	record->section = arena_strdup(&record->arena, name);
}

void
record_fact(struct record *record, const char *name, const struct cell *cell)
{
	record->facts = mem_grow(record->facts, &record->facts_cap,
	    record->n_facts + 1, sizeof(*record->facts));
	record->facts[record->n_facts++] =
	    (struct record_fact){.section = record->section,
		.name = arena_strdup(&record->arena, name),
		.cell = copy_cell(&record->arena, cell)};
}

static size_t
find_key(const struct out_column *columns, size_t n)
{
	size_t first = n;

	for (size_t i = n; i-- > 0;) {
		if ((columns[i].flags & OUT_KEY) != 0)
			return i;
		if (columns[i].name != NULL)
			first = i;
	}
	return first < n ? first : 0;
}

void
record_table(struct record *record, const char *rows,
    const struct out_column *columns, size_t n)
{
	struct arena *arena = &record->arena;
	struct record_table *table;

	record->tables = mem_grow(record->tables, &record->tables_cap,
	    record->n_tables + 1, sizeof(*record->tables));
	table = &record->tables[record->n_tables++];
	*table = (struct record_table){.section = record->section,
	    .rows = arena_strdup(arena, rows),
	    .columns = arena_zero(arena, n + 1, sizeof(*columns)),
	    .n_columns = n,
	    .key = find_key(columns, n),
	    .by_key = HASH_MAP_INIT};
	for (size_t i = 0; i < n; i++) {
		table->columns[i] = columns[i];
		table->columns[i].name = arena_strdup(arena, columns[i].name);
		table->columns[i].title = arena_strdup(arena, columns[i].title);
	}
}

void
record_cell(struct record *record, const struct cell *cell)
{
	struct record_table *table = &record->tables[record->n_tables - 1];

	table->cells = mem_grow(table->cells, &table->cap, table->n_cells + 1,
	    sizeof(*table->cells));
	table->cells[table->n_cells++] = copy_cell(&record->arena, cell);
}

void
record_add_plain(struct buf *buf, const struct cell *cell)
{
	if (cell->kind == CELL_TEXT)
		buf_adds(buf, cell->text);
	else if (cell->kind == CELL_STRUCT)
		buf_adds(buf, cell->json);
	else
		sink_add_plain(buf, cell);
}

void
record_add_key(struct buf *buf, const struct record_table *table,
    const struct cell *row)
{
	record_add_plain(buf, &row[table->key]);
}

static uint64_t
hash_text(const struct buf *text)
{
	return hash_bytes(HASH_START, text->data, text->len);
}

/* The first row of a key is the one that is found. */
void
record_row(struct record *record)
{
	struct record_table *table = &record->tables[record->n_tables - 1];
	size_t row = record_rows(table) - 1;
	struct buf key = BUF_INIT;

	record_add_key(&key, table, record_cells(table, row));
	if (hash_map_get(&table->by_key, hash_text(&key)) == -1)
		hash_map_set(&table->by_key, hash_text(&key), (int)row);
	buf_release(&key);
}

size_t
record_rows(const struct record_table *table)
{
	return table->n_columns == 0 ? 0 : table->n_cells / table->n_columns;
}

const struct cell *
record_cells(const struct record_table *table, size_t i)
{
	return i < record_rows(table) ? table->cells + i * table->n_columns
				      : NULL;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

const struct record_table *
record_same(const struct record *record, const char *section, const char *rows)
{
	for (size_t i = 0; i < record->n_tables; i++)
		if (is_same(record->tables[i].section, section) &&
		    is_same(record->tables[i].rows, rows))
			return &record->tables[i];
	return NULL;
}

const struct cell *
record_find(const struct record_table *table, const struct buf *key)
{
	int row = hash_map_get(&table->by_key, hash_text(key));

	return row == -1 ? NULL : record_cells(table, (size_t)row);
}

/* The names and values of a row, each ended by a byte that stands in none. */
static void
add_row(struct buf *buf, const struct record_table *table,
    const struct cell *row)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		if (table->columns[i].name == NULL)
			continue;
		buf_adds(buf, table->columns[i].name);
		buf_addc(buf, '\037');
		record_add_plain(buf, &row[i]);
		buf_addc(buf, '\036');
	}
}

static void
add_name(struct buf *buf, const char *section, const char *name)
{
	if (section != NULL)
		buf_addf(buf, "%s.", section);
	buf_adds(buf, name == NULL ? "" : name);
}

static void
feed(struct sha256 *hash, struct buf *text)
{
	buf_addc(text, '\n');
	sha256_add(hash, text->data, text->len);
	buf_clear(text);
}

void
record_add_digest(struct buf *buf, const struct record *record)
{
	struct sha256 hash;
	unsigned char digest[SHA256_BYTES];
	struct buf text = BUF_INIT;

	sha256_begin(&hash);
	for (size_t i = 0; i < record->n_facts; i++) {
		add_name(&text, record->facts[i].section,
		    record->facts[i].name);
		buf_addc(&text, '\037');
		record_add_plain(&text, &record->facts[i].cell);
		feed(&hash, &text);
	}
	for (size_t i = 0; i < record->n_tables; i++) {
		const struct record_table *table = &record->tables[i];
		const struct cell *row;

		add_name(&text, table->section, table->rows);
		feed(&hash, &text);
		for (size_t k = 0; (row = record_cells(table, k)) != NULL;
		     k++) {
			add_row(&text, table, row);
			feed(&hash, &text);
		}
	}
	sha256_end(&hash, digest);
	sha256_add_hex(buf, digest);
	buf_release(&text);
}

static void
write_hash(struct json_writer *w, const char *name, const struct buf *text)
{
	char hex[9];

	snprintf(hex, sizeof(hex), "%08" PRIx32, (uint32_t)hash_text(text));
	json_write_string(w, name, hex);
}

static void
write_rows(const struct record_table *table, const char *name,
    struct json_writer *w)
{
	struct buf text = BUF_INIT, key = BUF_INIT;
	const struct cell *row;

	json_write_begin(w, name, '{');
	for (size_t i = 0; (row = record_cells(table, i)) != NULL; i++) {
		buf_clear(&text);
		buf_clear(&key);
		add_row(&text, table, row);
		record_add_key(&key, table, row);
		/* Rows that share a key are told apart by their places. */
		if (record_find(table, &key) != row)
			buf_addf(&key, " (row %zu)", i + 1);
		write_hash(w, key.data, &text);
	}
	json_write_end(w, '}');
	buf_release(&text);
	buf_release(&key);
}

void
record_write_parts(const struct record *record, struct json_writer *w)
{
	struct buf name = BUF_INIT, text = BUF_INIT;

	json_write_begin(w, "facts", '{');
	for (size_t i = 0; i < record->n_facts; i++) {
		buf_clear(&name);
		buf_clear(&text);
		add_name(&name, record->facts[i].section,
		    record->facts[i].name);
		record_add_plain(&text, &record->facts[i].cell);
		write_hash(w, name.data, &text);
	}
	json_write_end(w, '}');
	json_write_begin(w, "rows", '{');
	for (size_t i = 0; i < record->n_tables; i++) {
		buf_clear(&name);
		add_name(&name, record->tables[i].section,
		    record->tables[i].rows);
		write_rows(&record->tables[i], name.data, w);
	}
	json_write_end(w, '}');
	buf_release(&name);
	buf_release(&text);
}
