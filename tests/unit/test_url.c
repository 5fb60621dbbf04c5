/* URLs taken apart. */
#include "base/mem.h"
#include "base/url.h"
#include "unit.h"

static void
parts(void **state)
{
	struct url url;

	(void)state;
	assert_int_equal(url_parse("HTTPS://WWW.Example.COM:8443/a/b?c=d&e#f",
			     &url),
	    0);
	assert_string_equal(url.scheme, "https");
	assert_string_equal(url.host, "www.example.com");
	assert_string_equal(url.port, "8443");
	assert_string_equal(url.path, "/a/b");
	assert_string_equal(url.query, "c=d&e");
	url_release(&url);
	assert_int_equal(url_parse("http://example.com", &url), 0);
	assert_string_equal(url.path, "/");
	assert_null(url.port);
	assert_null(url.query);
	url_release(&url);
	url_release(&url);
}

static void
default_port_is_dropped(void **state)
{
	struct url url;

	(void)state;
	assert_int_equal(url_parse("https://example.com:443/", &url), 0);
	assert_null(url.port);
	url_release(&url);
}

static void
refused(void **state)
{
	static const char *const bad[] = {"", "example.com", "/path",
	    "javascript:alert(1)", "file:///etc/passwd", "ftp://example.com/",
	    "mailto:a@example.com", "https://", "https://a b/",
	    "data:text/html,x"};
	struct url url;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (url_parse(bad[i], &url) != -1)
			fail_msg("%s", bad[i]);
}

static void
odd_ones(void **state)
{
	struct url url;

	(void)state;
	/* The host is what follows the name and password. */
	assert_int_equal(url_parse("https://good.example@evil.example/x", &url),
	    0);
	assert_string_equal(url.host, "evil.example");
	url_release(&url);
	assert_int_equal(url_parse("http://[::1]:8080/", &url), 0);
	assert_true(url_is_loopback(url.host));
	url_release(&url);
}

static void
escaping(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	url_add_escaped(&buf, "from:a b&c=\xc3\xa9%~-._/?");
	assert_string_equal(buf.data, "from%3Aa%20b%26c%3D%C3%A9%25~-._%2F%3F");
	buf_release(&buf);
}

static void
loopback(void **state)
{
	static const char *const yes[] = {"localhost", "127.0.0.1", "127.1.2.3",
	    "[::1]", "::1"};
	static const char *const no[] = {"127.example.com", "localhost.evil",
	    "128.0.0.1", "127.0.0.1.evil.example", "", "127.", "127.0.0.1.5",
	    "127.0.0.999"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		assert_true(url_is_loopback(yes[i]));
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (url_is_loopback(no[i]))
			fail_msg("%s", no[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parts),
	    cmocka_unit_test(default_port_is_dropped),
	    cmocka_unit_test(refused),
	    cmocka_unit_test(odd_ones),
	    cmocka_unit_test(escaping),
	    cmocka_unit_test(loopback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
