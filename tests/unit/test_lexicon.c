#include "base/mem.h"
#include "score/lexicon.h"
#include "unit.h"

#include <string.h>

/* Tokens as letters: w word, n number, u unit, % $ c(ashtag) l(ink) @ # e(moji)
 * . ? ! : marks, / line break. */
static void
check_tokens(const char *text, const char *kinds)
{
	static const char letters[] = "wnu%$cl@#e./";
	struct token tokens[64];
	char got[65] = "";
	size_t n = token_split(text, strlen(text), tokens, 64);

	for (size_t i = 0; i < n; i++) {
		got[i] = letters[tokens[i].kind];
		if (tokens[i].kind == TOKEN_POINT)
			got[i] = tokens[i].mark;
		assert_true(tokens[i].start < tokens[i].end);
		assert_true((size_t)tokens[i].end <= strlen(text));
		assert_true(i == 0 || tokens[i].start >= tokens[i - 1].end);
	}
	if (strcmp(got, kinds) != 0)
		fail_msg("%s gives %s", text, got);
}

static void
texts_are_split(void **state)
{
	(void)state;
	check_tokens("Don't miss it!", "www!");
	check_tokens("@ada_l's new post: https://a.example/x?y=1 "
		     "\xf0\x9f\x91\x89",
	    "@www:le");
	check_tokens("$ACME up 3.5% to $1,200.50, 10x in 3 days", "cw%w$uwnw");
	check_tokens("\xe2\x82\xac"
		     "5m and 5\xe2\x82\xac",
	    "$w$");
	check_tokens("#BakeSale\n#2 tips", "#/#w");
	check_tokens("mail ada@crumb.example now...", "wwwww.");
	check_tokens("What?! No way\xe2\x80\xa6", "w?ww.");
	check_tokens("a-b a.b 3:45", "wwwwn");
	check_tokens("\xe5\xa4\xa9\xe6\xb0\x97 ok", "www");
	check_tokens("\xff\xfe\x80 \xe2\x80 ok", "w");
	check_tokens("# @ $ % ' \"", "");
	check_tokens("", "");
	check_tokens("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb!", "e!");
}

static void
words_compare_without_trimmings(void **state)
{
	struct token token;

	(void)state;
	assert_true(token_word_hash("Don\xe2\x80\x99t", 7) ==
		    token_word_hash("dont", 4));
	assert_true(token_word_hash("\xc3\x9c"
				    "BER",
			5) == token_word_hash("\xc3\xbc"
					      "ber",
				  5));
	assert_true(token_word_hash("soooo", 5) == token_word_hash("sooo", 4));
	assert_true(token_word_hash("soon", 4) != token_word_hash("son", 3));
	token_split("SALE", 4, &token, 1);
	assert_int_equal(token.flags, TOKEN_CAPS | TOKEN_TITLE);
	token_split("Nooo", 4, &token, 1);
	assert_int_equal(token.flags, TOKEN_TITLE | TOKEN_ELONGATED);
}

static void
no_more_than_asked_for(void **state)
{
	struct token tokens[3];

	(void)state;
	assert_int_equal(token_split("a b c d e", 9, tokens, 3), 3);
}

static size_t
scan(const struct lexicons *lexicons, const char *lang, const char *text,
    struct lexicon_hit *hits)
{
	struct token tokens[64];
	size_t n = token_split(text, strlen(text), tokens, 64);

	return lexicon_scan(lexicons, lexicon_language(lexicons, lang), tokens,
	    n, hits, 16);
}

static const char mine[] = "# mine\n"
			   "cta_buy\tzap|zop the widget\n"
			   "cta_buy\tzap\t2\n"
			   "credit\tzork @someone\n"
			   "price\tzork 7 quatloos\n"
			   "disclosed\t#zapad\n"
			   "phatic\tzzz\t1\t*\n"
			   "phatic\tmoin\t1\tde\n";

static void
phrases_are_found_with_their_places(void **state)
{
	struct err err = ERR_INIT;
	struct lexicons *lexicons = lexicon_load(mine, &err);
	struct lexicon_hit hits[16];

	(void)state;
	assert_non_null(lexicons);
	assert_int_equal(scan(lexicons, "en", "Xq: ZAP the Widget", hits), 2);
	assert_int_equal(hits[0].lexicon, LEX_CTA_BUY);
	assert_true(hits[0].weight == 2.0F);
	assert_int_equal(hits[0].start, 4);
	assert_int_equal(hits[0].end, 7);
	assert_int_equal(hits[1].start, 4);
	assert_int_equal(hits[1].end, 18);
	assert_int_equal(hits[1].n_tokens, 3);
	assert_int_equal(scan(lexicons, "en", "zop, the widget", hits), 1);
	assert_int_equal(scan(lexicons, "en", "zop. the widget", hits), 0);
	assert_int_equal(scan(lexicons, "en", "zop", hits), 0);
	assert_int_equal(scan(lexicons, "en", "xx zork @ada_l xx", hits), 1);
	assert_int_equal(hits[0].end, 14);
	assert_int_equal(scan(lexicons, "en", "zork 950 quatloos", hits), 1);
	/* A tag is itself, and also its word. */
	assert_int_equal(scan(lexicons, "en", "xx #ZapAd", hits), 1);
	assert_int_equal(scan(lexicons, "en", "zapad", hits), 0);
	assert_int_equal(scan(lexicons, "en", "#zap", hits), 1);
	lexicon_free(lexicons);
}

static void
languages_are_kept_apart(void **state)
{
	struct err err = ERR_INIT;
	struct lexicons *lexicons = lexicon_load(mine, &err);
	struct lexicon_hit hits[16];

	(void)state;
	assert_int_equal(scan(lexicons, "de", "moin zzz zap", hits), 2);
	assert_int_equal(scan(lexicons, "en-GB", "moin zzz zap", hits), 2);
	assert_int_equal(scan(lexicons, "xx", "moin zzz zap", hits), 1);
	assert_int_equal(lexicon_language(lexicons, "xx"), -1);
	assert_int_equal(lexicon_language(lexicons, ""), -1);
	assert_int_equal(lexicon_language(lexicons, NULL), -1);
	assert_true(lexicon_language(lexicons, "en") > 0);
	lexicon_free(lexicons);
}

static void
a_weight_of_nothing_takes_out(void **state)
{
	struct err err = ERR_INIT;
	struct lexicons *whole = lexicon_load(NULL, &err);
	const char *more = "bio_link\tlink in bio\t0\n";
	struct lexicons *less = lexicon_load(more, &err);
	struct lexicon_hit hits[16];
	size_t before = scan(whole, "en", "link in bio", hits);

	(void)state;
	assert_int_equal(scan(less, "en", "link in bio", hits), before - 1);
	assert_true(lexicon_version(NULL) != lexicon_version(more));
	lexicon_free(whole);
	lexicon_free(less);
}

static void
bad_rows_are_named(void **state)
{
	static const char *const bad[] = {
	    "\nnonsense\tword\n",
	    "\nphatic\tword\tmuch\n",
	    "\nphatic\t,,\n",
	    ("\nphatic\ta|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h "
	     "a|b|c|d|e|f|g|h\n"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err err = ERR_INIT;

		assert_null(lexicon_load(bad[i], &err));
		assert_int_equal(err.code, ERR_CONFIG);
		assert_non_null(strstr(err.text, "lexicon file:2:"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts_are_split),
	    cmocka_unit_test(words_compare_without_trimmings),
	    cmocka_unit_test(no_more_than_asked_for),
	    cmocka_unit_test(phrases_are_found_with_their_places),
	    cmocka_unit_test(languages_are_kept_apart),
	    cmocka_unit_test(a_weight_of_nothing_takes_out),
	    cmocka_unit_test(bad_rows_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
