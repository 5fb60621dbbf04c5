#include "base/mem.h"
#include "score/site.h"
#include "unit.h"

#include <string.h>

static struct sites *sites;

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
	site_free(sites);
	return 0;
}

struct sample {
	const char *url, *key;
	enum site_kind kind;
	unsigned marks;
};

static void
check(const struct sample *samples, size_t n)
{
	struct site site;

	for (size_t i = 0; i < n; i++) {
		site_of(sites, samples[i].url, &site);
		if (strcmp(site.key, samples[i].key) != 0 ||
		    site.kind != samples[i].kind ||
		    site.marks != samples[i].marks)
			fail_msg("%s gives %s, %s, marks %u", samples[i].url,
			    site.key, site_kind_name(site.kind), site.marks);
	}
}

static void
key_is_the_registrable_domain(void **state)
{
	static const struct sample samples[] = {
	    {"https://www.example.com/a", "example.com", SITE_PLAIN, 0},
	    {"HTTP://News.Example.CO.UK:8080/a?b#c", "example.co.uk",
		SITE_PLAIN, 0},
	    {"https://a.b.c.example.test/x", "example.test", SITE_PLAIN, 0},
	    {"example.com/x", "example.com", SITE_PLAIN, 0},
	    {"https://example.com./x", "example.com", SITE_PLAIN, 0},
	    {"https://com/x", "com", SITE_PLAIN, 0},
	    {"http://192.0.2.7/x", "192.0.2.7", SITE_PLAIN, 0},
	    {"https://example.com", "example.com", SITE_PLAIN, SITE_HOME},
	};

	(void)state;
	check(samples, ARRAY_LEN(samples));
}

static void
private_suffixes_part_tenants(void **state)
{
	static const struct sample samples[] = {
	    {"https://alice.github.io/x", "alice.github.io", SITE_PLAIN, 0},
	    {"https://bob.github.io/x", "bob.github.io", SITE_PLAIN, 0},
	    {"https://x.alice.blogspot.com/1", "alice.blogspot.com", SITE_PLAIN,
		0},
	};

	(void)state;
	check(samples, ARRAY_LEN(samples));
}

static void
unicode_hosts_become_punycode(void **state)
{
	static const struct sample samples[] = {
	    {"https://b\xc3\xbc"
	     "cher.example/x",
		"xn--bcher-kva.example", SITE_PLAIN, 0},
	    {"https://B\xc3\x9c"
	     "CHER.example/x",
		"xn--bcher-kva.example", SITE_PLAIN, 0},
	    {"https://xn--bcher-kva.example/x", "xn--bcher-kva.example",
		SITE_PLAIN, 0},
	    {"https://shop.\xe4\xbe\x8b\xe3\x81\x88.jp/x", "xn--r8jz45g.jp",
		SITE_PLAIN, SITE_SHOP},
	};

	(void)state;
	check(samples, ARRAY_LEN(samples));
}

static void
platforms_give_tenants(void **state)
{
	static const struct sample samples[] = {
	    {"https://youtube.com/@Ada/videos", "youtube.com/@ada", SITE_TENANT,
		0},
	    {"https://m.youtube.com/channel/UCx", "youtube.com/channel/ucx",
		SITE_TENANT, 0},
	    {"https://www.youtube.com/watch?v=1", "youtube.com", SITE_PLATFORM,
		0},
	    {"https://youtu.be/1", "youtube.com", SITE_PLATFORM, 0},
	    {"https://github.com/ada/engine", "github.com/ada", SITE_TENANT, 0},
	    {"https://github.com/features", "github.com", SITE_PLATFORM, 0},
	    {"https://medium.com/@ada/x", "medium.com/@ada", SITE_TENANT, 0},
	    {"https://ada.medium.com/x", "ada.medium.com", SITE_TENANT, 0},
	    {"https://ada.substack.com/p/x", "ada.substack.com", SITE_TENANT,
		0},
	    {"https://linkedin.com/in/Ada-L", "linkedin.com/in/ada-l",
		SITE_TENANT, 0},
	    {"https://linkedin.com/feed", "linkedin.com", SITE_PLATFORM, 0},
	};
	struct site site;

	(void)state;
	check(samples, ARRAY_LEN(samples));
	site_of(sites, "https://youtube.com/@Ada", &site);
	assert_memory_equal(site.key + site.tenant, "ada", 3);
	assert_int_equal(site.tenant_len, 3);
	site_of(sites, "https://ada.substack.com/", &site);
	assert_memory_equal(site.key + site.tenant, "ada", 3);
	assert_int_equal(site.tenant_len, 3);
}

static void
short_links_tell_little(void **state)
{
	static const struct sample samples[] = {
	    {"https://bit.ly/abc", "bit.ly", SITE_OPAQUE, 0},
	    {"https://t.co/abc", "t.co", SITE_OPAQUE, 0},
	    {"https://nyti.ms/abc", "nytimes.com", SITE_PLAIN, 0},
	    {"https://amzn.to/abc", "amazon.com", SITE_PLAIN, SITE_AFFILIATE},
	};

	(void)state;
	check(samples, ARRAY_LEN(samples));
}

static void
links_within_x_are_known(void **state)
{
	static const struct sample samples[] = {
	    {"https://twitter.com/Ada/status/1", "x.com/ada", SITE_INTERNAL,
		SITE_HELP},
	    {"https://x.com/i/spaces/1", "x.com", SITE_INTERNAL, 0},
	    {"https://x.com/ada/status/1/photo/1", "x.com/ada", SITE_MEDIA,
		SITE_HELP},
	    {"https://pic.twitter.com/abc", "pic.twitter.com", SITE_MEDIA, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct site site;

		site_of(sites, samples[i].url, &site);
		assert_string_equal(site.key, samples[i].key);
		assert_int_equal(site.kind, samples[i].kind);
	}
}

static void
paths_and_queries_are_marked(void **state)
{
	static const struct sample samples[] = {
	    {"https://example.com/en/Shop/x", "example.com", SITE_PLAIN,
		SITE_SHOP},
	    {"https://help.example.com/x", "example.com", SITE_PLAIN,
		SITE_HELP},
	    {"https://example.com/careers", "example.com", SITE_PLAIN,
		SITE_JOBS},
	    {"https://www.amazon.co.uk/dp/1?x=1&tag=me-21", "amazon.co.uk",
		SITE_PLAIN, SITE_AFFILIATE},
	    {"https://example.com/x?tag=news", "example.com", SITE_PLAIN, 0},
	    {"https://example.com/x?aff_id=3", "example.com", SITE_PLAIN,
		SITE_AFFILIATE},
	    {"https://example.com/x?utm_source=y", "example.com", SITE_PLAIN,
		0},
	};

	(void)state;
	check(samples, ARRAY_LEN(samples));
}

static void
hostile_urls_do_not_deceive(void **state)
{
	static const struct sample samples[] = {
	    {"https://nytimes.com@evil.example/x", "evil.example", SITE_PLAIN,
		0},
	    {"https://evil.example\\@nytimes.com/x", "evil.example", SITE_PLAIN,
		0},
	    {"javascript:alert(1)", "", SITE_NONE, 0},
	    {"mailto:ada@example.com", "", SITE_NONE, 0},
	    {"ada@example.com", "", SITE_NONE, 0},
	    {"https://", "", SITE_NONE, 0},
	    {"https://..example.com/", "", SITE_NONE, 0},
	    {"https://exa mple.com/", "", SITE_NONE, 0},
	    {"https://\xff\xfe.example/", "", SITE_NONE, 0},
	    {"", "", SITE_NONE, 0},
	};
	char lengthy[3000] = "https://";
	struct site site;

	(void)state;
	check(samples, ARRAY_LEN(samples));
	site_of(sites, NULL, &site);
	assert_int_equal(site.kind, SITE_NONE);
	memset(lengthy + 8, 'a', sizeof(lengthy) - 9);
	site_of(sites, lengthy, &site);
	assert_int_equal(site.kind, SITE_NONE);
	for (size_t i = 0; i < strlen("https://github.com/"); i++)
		lengthy[i] = "https://github.com/"[i];
	site_of(sites, lengthy, &site);
	assert_int_equal(strlen(site.key), SITE_KEY_MAX - 1);
}

static void
own_rows_win(void **state)
{
	struct err err = ERR_INIT;
	struct sites *mine = site_load("# mine\nsho.rt.example\tvanity\t"
				       "long.example\r\n",
	    &err);
	struct site site;

	(void)state;
	assert_non_null(mine);
	site_of(mine, "https://sho.rt.example/1", &site);
	assert_string_equal(site.key, "long.example");
	site_free(mine);
	assert_null(site_load("a.example\tnonsense\n", &err));
	assert_int_equal(err.code, ERR_CONFIG);
	assert_non_null(strstr(err.text, ":1:"));
	assert_non_null(strstr(err.text, "nonsense"));
}

static void
made_up_tops_are_not_real(void **state)
{
	(void)state;
	assert_true(site_is_real(sites, "example.com/x"));
	assert_true(site_is_real(sites, "https://example.co.uk"));
	assert_false(site_is_real(sites, "34yrs.old"));
	assert_false(site_is_real(sites, "end.Start"));
	assert_false(site_is_real(sites, "plain"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(key_is_the_registrable_domain),
	    cmocka_unit_test(private_suffixes_part_tenants),
	    cmocka_unit_test(unicode_hosts_become_punycode),
	    cmocka_unit_test(platforms_give_tenants),
	    cmocka_unit_test(short_links_tell_little),
	    cmocka_unit_test(links_within_x_are_known),
	    cmocka_unit_test(paths_and_queries_are_marked),
	    cmocka_unit_test(hostile_urls_do_not_deceive),
	    cmocka_unit_test(own_rows_win),
	    cmocka_unit_test(made_up_tops_are_not_real),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
