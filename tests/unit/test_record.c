/* Documents kept in memory: digests, hashes of parts, comparison. */
#include "base/mem.h"
#include "report/record.h"
#include "unit.h"
#include "json/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct out_column columns[] = {
    {"n", "#", OUT_RIGHT, false, OUT_COMPARED},
    {"handle", "Account", OUT_LEFT, true, OUT_KEY},
    {NULL, "For people", OUT_LEFT, false},
    {"share", "Share", OUT_RIGHT, false, OUT_COMPARED},
    {"usd", NULL, OUT_RIGHT, false, OUT_COMPARED},
};

static void
put_row(struct out *out, const char *handle, int64_t n, double share)
{
	out_int(out, n);
	out_text(out, handle);
	out_text(out, "words");
	out_real(out, share, 2);
	out_usd(out, n * 10000);
	out_row(out);
}

/* Two accounts, and a section with one of them. */
static void
put_document(struct out *out, int64_t n, double share)
{
	out_begin(out, "accounts", "test.1");
	out_fact_text(out, "zone", "UTC");
	out_columns(out, columns, ARRAY_LEN(columns));
	put_row(out, "ann", n, share);
	put_row(out, "bob", 7, NAN);
	out_section(out, "more", "More", "accounts");
	out_fact_int(out, "total", 9);
	out_columns(out, columns, ARRAY_LEN(columns));
	put_row(out, "ann", 1, 0.5);
	out_section_end(out);
}

static char *
digest_of(enum out_format format, int64_t n, double share)
{
	const struct out_style style = {.width = 0};
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	struct out *out = out_new(format, file, &style);
	struct buf digest = BUF_INIT;

	out_keep(out);
	put_document(out, n, share);
	record_add_digest(&digest, out_record(out));
	assert_int_equal(out_end(out, NULL), 0);
	out_free(out);
	fclose(file);
	free(text);
	return buf_detach(&digest);
}

static void
digests_are_of_what_is_said(void **state)
{
	char *first = digest_of(OUT_TABLE, 3, 0.25);

	(void)state;
	assert_int_equal(strlen(first), 64);
	for (int format = OUT_TABLE; format <= OUT_HTML; format++) {
		char *same = digest_of((enum out_format)format, 3, 0.25);
		char *other = digest_of((enum out_format)format, 4, 0.25);
		char *finer = digest_of((enum out_format)format, 3, 0.251);

		assert_string_equal(same, first);
		assert_string_not_equal(other, first);
		/* Less than is shown is not said. */
		assert_string_equal(finer, first);
		free(same);
		free(other);
		free(finer);
	}
	free(first);
}

static void
rows_are_found(void **state)
{
	struct out *out = out_new_kept();
	const struct record *record = out_record(out);
	const struct record_table *table;
	struct buf key = BUF_INIT;

	(void)state;
	put_document(out, 3, 0.25);
	assert_int_equal(record->n_tables, 2);
	assert_int_equal(record->n_facts, 2);
	assert_string_equal(record->facts[1].section, "more");
	table = record_same(record, NULL, "accounts");
	assert_int_equal(record_rows(table), 2);
	assert_ptr_not_equal(record_same(record, "more", "accounts"), table);
	assert_null(record_same(record, "less", "accounts"));
	buf_adds(&key, "bob");
	assert_int_equal(record_find(table, &key)[0].integer, 7);
	buf_adds(&key, "by");
	assert_null(record_find(table, &key));
	assert_null(record_cells(table, 2));
	buf_release(&key);
	out_free(out);
}

/* The hashes of parts move with what they are of, and with nothing else. */
static void
parts_move_alone(void **state)
{
	struct buf texts[2] = {BUF_INIT, BUF_INIT};
	struct json_doc docs[2] = {JSON_DOC_INIT, JSON_DOC_INIT};
	const struct json *rows[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct out *out = out_new_kept();
		struct json_writer w = {.buf = &texts[i]};

		put_document(out, 3 + i, 0.25);
		json_write_begin(&w, NULL, '{');
		record_write_parts(out_record(out), &w);
		json_write_end(&w, '}');
		out_free(out);
		assert_int_equal(json_parse(&docs[i], texts[i].data,
				     texts[i].len, NULL),
		    0);
		rows[i] = json_get(json_get(docs[i].root, "rows"), "accounts");
	}
	assert_string_not_equal(json_string(json_get(rows[0], "ann")),
	    json_string(json_get(rows[1], "ann")));
	assert_string_equal(json_string(json_get(rows[0], "bob")),
	    json_string(json_get(rows[1], "bob")));
	assert_non_null(
	    json_get(json_get(docs[0].root, "facts"), "more.total"));
	assert_non_null(
	    json_get(json_get(docs[0].root, "rows"), "more.accounts"));
	for (int i = 0; i < 2; i++) {
		json_release(&docs[i]);
		buf_release(&texts[i]);
	}
}

static char *
compared_as(enum out_format format)
{
	const struct out_style style = {.width = 0};
	struct out *before = out_new_kept();
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	struct out *out = out_new(format, file, &style);

	out_begin(before, "accounts", "test.1");
	out_columns(before, columns, ARRAY_LEN(columns));
	put_row(before, "cy", 1, 1);
	put_row(before, "ann", 5, 0.25);
	out_keep(out);
	out_compare(out, out_record(before));
	put_document(out, 3, 0.75);
	assert_int_equal(out_end(out, NULL), 0);
	out_free(out);
	fclose(file);
	out_free(before);
	return text;
}

/* The key may come after what is compared; tables that were not there before
 * stay as they are. */
static void
changes_are_shown(void **state)
{
	char *text = compared_as(OUT_JSON);

	(void)state;
	assert_non_null(strstr(text,
	    "{\"n\":3,\"n_before\":5,\"n_change\":-2,\"handle\":\"ann\","
	    "\"share\":0.75,\"share_before\":0.25,\"share_change\":0.5,"
	    "\"usd\":0.03,\"usd_before\":0.05,\"usd_change\":-0.02}"));
	assert_non_null(strstr(text,
	    "{\"n\":7,\"n_before\":null,\"n_change\":null,\"handle\":\"bob\","
	    "\"share\":null,\"share_before\":null,\"share_change\":null,"));
	assert_non_null(
	    strstr(text, "{\"n\":1,\"handle\":\"ann\",\"share\":0.5,"));
	free(text);
	text = compared_as(OUT_TABLE);
	assert_non_null(
	    strstr(text, "#  Change  Account  For people  Share  Change\n"
			 "3     ▼ 2  ann      words        0.75  ▲ 0.50\n"
			 "7       -  bob      words           -       -\n"));
	free(text);
	text = compared_as(OUT_CSV);
	assert_non_null(strstr(text, "3,5,-2,ann,0.75,0.25,0.50,"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(digests_are_of_what_is_said),
	    cmocka_unit_test(rows_are_found),
	    cmocka_unit_test(parts_move_alone),
	    cmocka_unit_test(changes_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
