#include "base/mem.h"
#include "score/ownership.h"
#include "unit.h"

#include <string.h>

static struct sites *sites;
static struct ownership own;

static int
load(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	sites = site_load(NULL, &err);
	return sites == NULL ? -1 : 0;
}

static int
unload(void **state)
{
	(void)state;
	ownership_release(&own);
	site_free(sites);
	return 0;
}

static void
look(const struct user *user, const struct own_count *counts, size_t n)
{
	struct own_facts facts = {.user = user,
	    .counts = counts,
	    .n_counts = n};

	ownership_find(&own, sites, &facts);
}

static void
expect(const char *what, enum own_status status, const char *reason)
{
	const struct own_item *item = ownership_item(&own, what);

	if (item == NULL && status == OWN_NOT)
		return;
	if (item == NULL)
		fail_msg("%s is unknown", what);
	else if (item->status != status || strstr(item->reason, reason) == NULL)
		fail_msg("%s is %s: %s", what, own_status_name(item->status),
		    item->reason);
}

static void
profile_tells_first(void **state)
{
	struct link link = {.url = "https://ada-notes.substack.com/about"};
	const struct user user = {
	    .username = "AdaBakes",
	    .name = "Ada",
	    .url = "https://www.crumbco.com",
	    .links = &link,
	    .n_links = 1,
	    .description = "Baker at @CrumbCo. Formerly @OldOven; fan of "
			   "@FC_Dough. Recipes: https://bread.example.org/x "
			   "and rye.example.net.",
	};

	(void)state;
	look(&user, NULL, 0);
	expect("@adabakes", OWN_YES, "its own handle");
	expect("crumbco.com", OWN_YES, "the link of the profile");
	expect("ada-notes.substack.com", OWN_YES, "linked in the");
	expect("@crumbco", OWN_YES, "named in the description");
	expect("@oldoven", OWN_NOT, "");
	expect("@fc_dough", OWN_NOT, "");
	expect("example.org", OWN_YES, "linked in the description");
	expect("example.net", OWN_YES, "named in the description");
	assert_int_equal(ownership_of_handle(&own, "CRUMBCO"), OWN_YES);
	assert_int_equal(ownership_of_handle(&own, "other"), OWN_NOT);
	assert_int_equal(ownership_of_site(&own, "crumbco.com"), OWN_YES);
}

static void
short_links_are_nobodys(void **state)
{
	const struct user user = {.username = "ada",
	    .url = "https://bit.ly/ada",
	    .description = "see bit.ly/ada"};
	const struct own_count counts[] = {{"bit.ly", SITE_OPAQUE, 50}};

	(void)state;
	look(&user, counts, 1);
	expect("bit.ly", OWN_NOT, "");
	assert_int_equal(own.n_links, 0);
}

static void
names_count_once_seen(void **state)
{
	const struct user user = {.username = "Acme_Support",
	    .name = "Acme Rockets"};
	const struct own_count counts[] = {
	    {"acme.com", SITE_PLAIN, 1},
	    {"github.com/acme", SITE_TENANT, 1},
	    {"acmerockets.io", SITE_PLAIN, 1},
	    {"rocketacmenews.com", SITE_PLAIN, 1},
	    {"other.example", SITE_PLAIN, 30},
	};

	(void)state;
	look(&user, counts, ARRAY_LEN(counts));
	expect("acme.com", OWN_YES, "named like the handle");
	expect("github.com/acme", OWN_YES, "named like the handle");
	expect("acmerockets.io", OWN_YES, "named like the display name");
	/* Only partly like it, and linked once. */
	expect("rocketacmenews.com", OWN_NOT, "");
}

static void
often_needs_a_name(void **state)
{
	const struct user user = {.username = "PlanetCrumb"};
	const struct own_count counts[] = {
	    {"crumbplanet.com", SITE_PLAIN, 0},
	    {"theplanetcrumbs.com", SITE_PLAIN, 8},
	    {"dailynews.example", SITE_PLAIN, 8},
	    {"rare.example", SITE_PLAIN, 4},
	};

	(void)state;
	look(&user, counts, ARRAY_LEN(counts));
	expect("theplanetcrumbs.com", OWN_YES, "8 of 20 links lead there");
	expect("dailynews.example", OWN_SUSPECTED, "8 of 20 links");
	expect("rare.example", OWN_NOT, "");
	assert_int_equal(own.n_links, 20);
}

static void
the_user_has_the_last_word(void **state)
{
	const struct user user = {.username = "ada",
	    .url = "https://ada.example",
	    .description = "with @grace"};
	const struct own_count counts[] = {{"news.example", SITE_PLAIN, 9}};
	const struct own_choice choices[] = {
	    {"ada.example", false},
	    {"https://www.news.example/front", true},
	    {"@Grace", false},
	    {"not a site", true},
	};
	const struct own_facts facts = {&user, counts, choices, 1, 4};

	(void)state;
	ownership_find(&own, sites, &facts);
	expect("ada.example", OWN_DENIED, "set by you");
	expect("news.example", OWN_YES, "set by you");
	expect("@grace", OWN_DENIED, "set by you");
	assert_int_equal(own.n, 4);
	assert_true(ownership_item(&own, "news.example")->by_user);
	assert_int_equal(ownership_item(&own, "news.example")->links, 9);
}

static void
version_follows_what_is_scored(void **state)
{
	struct ownership a = OWNERSHIP_INIT, b = OWNERSHIP_INIT;

	(void)state;
	ownership_set(&a, "x.example", OWN_YES, "r", false);
	ownership_set(&a, "y.example", OWN_YES, "r", false);
	ownership_set(&b, "y.example", OWN_YES, "other", true);
	ownership_set(&b, "z.example", OWN_SUSPECTED, "r", false);
	assert_true(ownership_version(&a) != ownership_version(&b));
	ownership_set(&b, "x.example", OWN_YES, "r", false);
	assert_true(ownership_version(&a) == ownership_version(&b));
	ownership_set(&b, "x.example", OWN_DENIED, "r", true);
	assert_true(ownership_version(&a) != ownership_version(&b));
	ownership_release(&a);
	ownership_release(&b);
}

static void
nothing_is_known_of_nobody(void **state)
{
	struct own_facts facts = {.user = NULL};
	struct user empty = {.description = ".,;: @ http:// a.b"};

	(void)state;
	ownership_find(&own, sites, &facts);
	assert_int_equal(own.n, 0);
	look(&empty, NULL, 0);
	assert_int_equal(own.n, 0);
	assert_int_equal(own_status_by_name("suspected"), OWN_SUSPECTED);
	assert_int_equal(own_status_by_name("nonsense"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(profile_tells_first),
	    cmocka_unit_test(short_links_are_nobodys),
	    cmocka_unit_test(names_count_once_seen),
	    cmocka_unit_test(often_needs_a_name),
	    cmocka_unit_test(the_user_has_the_last_word),
	    cmocka_unit_test(version_follows_what_is_scored),
	    cmocka_unit_test(nothing_is_known_of_nobody),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
