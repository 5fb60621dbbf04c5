#include "base/mem.h"
#include "hostile.h"
#include "score/piece.h"
#include "unit.h"

#include <string.h>

static struct arena arena;

static void
split(const char *text, struct pieces *pieces)
{
	arena_reset(&arena);
	piece_split(text, strlen(text), &arena, pieces);
}

static void
is_piece(const struct pieces *pieces, int i, enum piece_kind kind,
    const char *norm)
{
	assert_true(i < pieces->n);
	assert_int_equal(pieces->items[i].kind, kind);
	assert_int_equal(pieces->items[i].norm_len, strlen(norm));
	assert_memory_equal(pieces->items[i].norm, norm, strlen(norm));
}

static void
kinds_are_told_apart(void **state)
{
	struct pieces p;

	(void)state;
	split("Sooooo @Ann_1, #Tags $ABC $3.2bn 20% 5pm 1/2 http://x.test/a. "
	      "!!",
	    &p);
	is_piece(&p, 0, PIECE_WORD, "soo");
	assert_true(p.items[0].flags & PIECE_SQUEEZED);
	assert_true(p.items[0].flags & PIECE_CAPITAL);
	is_piece(&p, 1, PIECE_MENTION, "ann_1");
	is_piece(&p, 2, PIECE_MARK, ",");
	is_piece(&p, 3, PIECE_TAG, "tags");
	is_piece(&p, 4, PIECE_CASHTAG, "abc");
	is_piece(&p, 5, PIECE_MONEY, "<$>");
	is_piece(&p, 6, PIECE_PERCENT, "<%>");
	is_piece(&p, 7, PIECE_NUMBER, "<n>pm");
	is_piece(&p, 8, PIECE_NUMBER, "<n>");
	assert_true(p.items[8].flags & PIECE_HAS_SLASH);
	assert_int_equal(p.items[9].kind, PIECE_URL);
	assert_int_equal(p.items[9].end - p.items[9].start,
	    strlen("http://x.test/a"));
	is_piece(&p, 10, PIECE_MARK, ".");
	is_piece(&p, 11, PIECE_MARK, "!!");
	assert_int_equal(p.n, 12);
}

static void
places_are_bytes_of_the_text(void **state)
{
	const char *text = "\xc3\x9c"
			   "ber \xe2\x80\x9cit\xe2\x80\x99s\xe2\x80\x9d";
	struct pieces p;

	(void)state;
	split(text, &p);
	is_piece(&p, 0, PIECE_WORD,
	    "\xc3\xbc"
	    "ber");
	assert_int_equal(p.items[0].end, 5);
	is_piece(&p, 1, PIECE_MARK, "\"");
	is_piece(&p, 2, PIECE_WORD, "it's");
	assert_memory_equal(text + p.items[2].start, "it", 2);
	is_piece(&p, 3, PIECE_MARK, "\"");
	assert_int_equal(p.items[3].end, strlen(text));
}

static void
anything_is_read(void **state)
{
	char long_text[9000];
	struct pieces p;

	(void)state;
	memset(long_text, '!', sizeof(long_text) - 1);
	for (size_t i = 1; i < sizeof(long_text); i += 2)
		long_text[i] = '?';
	long_text[sizeof(long_text) - 1] = '\0';
	split(long_text, &p);
	assert_int_equal(p.n, PIECES_MAX);
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
		arena_reset(&arena);
		piece_split(hostile[i].text, hostile[i].len, &arena, &p);
		for (int k = 0; k < p.n; k++) {
			assert_true(p.items[k].start < p.items[k].end);
			assert_true((size_t)p.items[k].end <= hostile[i].len);
		}
	}
	split("", &p);
	assert_int_equal(p.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(kinds_are_told_apart),
	    cmocka_unit_test(places_are_bytes_of_the_text),
	    cmocka_unit_test(anything_is_read),
	};
	int failed = cmocka_run_group_tests_name("piece", tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
