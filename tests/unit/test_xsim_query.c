/* The simulator's search queries: what they find, what they refuse. */

#include "base/mem.h"
#include "unit.h"
#include "xsim/load.h"
#include "xsim/query.h"
#include "json/json.h"

#include <string.h>

static const char world_text[] =
    "{\"username\":\"ana\",\"name\":\"Ana\",\"id\":\"7\",\"verified\":true}\n"
    "{\"username\":\"ben\",\"name\":\"Ben\",\"id\":\"8\"}\n"
    "{\"sim_list\":{\"id\":\"5\",\"name\":\"L\",\"member_ids\":[\"7\"]}}\n"
    "{\"id\":\"100\",\"author_id\":\"7\",\"conversation_id\":\"90\","
    "\"lang\":\"en\",\"text\":\"Caf\xc3\xa9 &amp; Kettle-Repair at the "
    "#FixIt evening, thanks @ben https://t.co/a\",\"in_reply_to_user_id\":"
    "\"8\",\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":\"90\"}],"
    "\"entities\":{\"hashtags\":[{\"start\":1,\"end\":2,\"tag\":\"FixIt\"}],"
    "\"mentions\":[{\"start\":1,\"end\":2,\"username\":\"Ben\",\"id\":\"8\"}],"
    "\"urls\":[{\"start\":1,\"end\":2,\"url\":\"https://t.co/a\","
    "\"expanded_url\":\"https://sho.example/1\",\"unwound_url\":"
    "\"https://www.fixguides.example/kettles?x=1\"}]},"
    "\"public_metrics\":{\"like_count\":12,\"retweet_count\":3,"
    "\"reply_count\":0}}\n"
    "{\"id\":\"101\",\"author_id\":\"8\",\"lang\":\"ja\",\"text\":"
    "\"\xe5\xa4\xa9\xe6\xb0\x97\xe3\x81\xaf\xf0\x9f\x91\xa9\xe2\x80\x8d"
    "\xf0\x9f\x94\xa7 ok\",\"attachments\":{\"media_keys\":[\"3_1\"]},"
    "\"referenced_tweets\":[{\"type\":\"quoted\",\"id\":\"100\"}]}\n";

static const struct match_case {
	const char *query;
	bool first, second; /* post 100, post 101 */
} cases[] = {
    {"kettle", true, false},
    {"KETTLE repair", true, false},
    {"kett", false, false},
    {"cafe", true, false},
    {"caf\xc3\xa9", true, false},
    {"\"kettle repair at\"", true, false},
    {"\"repair kettle\"", false, false},
    {"#fixit", true, false},
    {"#fix", false, false},
    {"fixit", true, false},
    {"@ben", true, false},
    {"from:ana", true, false},
    {"from:ANA", true, false},
    {"from:8", false, true},
    {"to:ben", true, false},
    {"url:fixguides", true, false},
    {"url:\"fixguides.example/kettles\"", true, false},
    {"url:fixg", false, false},
    {"url:sho.example", true, false},
    {"kettle -evening", false, false},
    {"kettle OR ok", true, true},
    {"(kettle OR ok) lang:ja", false, true},
    {"kettle OR ok lang:ja", true, true},
    {"ok kettle OR cafe", true, false},
    {"from:ana is:reply", true, false},
    {"from:ana -is:reply", false, false},
    {"from:ben is:quote has:media", false, true},
    {"from:ben has:images", false, true},
    {"from:ana has:links has:mentions has:hashtags", true, false},
    {"from:ana has:media", false, false},
    {"from:ana is:verified", true, false},
    {"from:ana -is:nullcast", true, false},
    {"conversation_id:90", true, false},
    {"in_reply_to_tweet_id:90", true, false},
    {"quotes_of_tweet_id:100", false, true},
    {"list:5", true, false},
    {"min_likes:12", true, false},
    {"min_likes:13", false, false},
    {"\xe5\xa4\xa9\xe6\xb0\x97", false, true},
    {"\xf0\x9f\x94\xa7", false, true},
};

static bool
matches(const struct world *world, const char *text, int64_t id, bool deep)
{
	struct query query;
	struct err err = ERR_INIT;
	bool found;

	if (query_parse(&query, text, false, &err) == -1)
		fail_msg("%s: %s", text, err.text);
	found = query_matches(&query, world, world_post(world, id), deep);
	query_release(&query);
	return found;
}

static void
finds_what_it_says(void **state)
{
	struct world world;
	struct err err = ERR_INIT;

	(void)state;
	world_init(&world);
	assert_int_equal(load_text(&world, world_text, &err), 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		if (matches(&world, cases[i].query, 100, false) !=
		    cases[i].first)
			fail_msg("first post, %s", cases[i].query);
		if (matches(&world, cases[i].query, 101, false) !=
		    cases[i].second)
			fail_msg("second post, %s", cases[i].query);
	}
	world_release(&world);
}

/* Streams look into what a post quotes, searches do not. */
static void
looks_into_quotes_only_if_deep(void **state)
{
	struct world world;
	struct err err = ERR_INIT;

	(void)state;
	world_init(&world);
	assert_int_equal(load_text(&world, world_text, &err), 0);
	assert_false(matches(&world, "kettle", 101, false));
	assert_true(matches(&world, "kettle", 101, true));
	world_release(&world);
}

static void
refuses_what_the_api_refuses(void **state)
{
	static const char *const bad[] = {"", "is:reply", "-kettle",
	    "lang:en has:links", "(kettle", "kettle)", "-(kettle OR ok)",
	    "\"open", "kettle OR", "OR kettle", "min_faves:3",
	    "since:2026-01-01", "from:", "from:a-b", "list:abc",
	    "kettle is:wrong", "kettle has:fun", "kettle is:nullcast",
	    "kettle sample:10"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct query query;
		struct err err = ERR_INIT;

		if (query_parse(&query, bad[i], false, &err) != -1)
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(err.code, ERR_DATA);
		query_release(&query);
	}
}

static void
samples_in_streams_only(void **state)
{
	struct query query;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(query_parse(&query, "kettle sample:10", true, &err),
	    0);
	query_release(&query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_what_it_says),
	    cmocka_unit_test(looks_into_quotes_only_if_deep),
	    cmocka_unit_test(refuses_what_the_api_refuses),
	    cmocka_unit_test(samples_in_streams_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
