/* The token: where it may come from, and that it is never shown. */
#include "home.h"

/* A token does not belong into a settings file, and is not repeated. */
static void
token_in_a_settings_file(void **state)
{
	(void)state;
	put("givetake.ini", "[api]\ntoken = s3cr3t\n", 0600);
	load_fails(NULL, ":2:", "api.token_file");
	assert_null(strstr(err.text, "s3cr3t"));
	put("givetake.ini", "[api]\nbearer_token = s3cr3t\n", 0600);
	load_fails(NULL, ":2:", "api.bearer_token");
	assert_null(strstr(err.text, "s3cr3t"));
}

static void
token_is(const char *wanted)
{
	struct buf token = BUF_INIT;

	if (config_token(config, &token, &err) == -1)
		fail_msg("%s", err.text);
	assert_string_equal(token.data, wanted);
	buf_release(&token);
}

static void
token_fails(enum err_code code, const char *words)
{
	struct buf token = BUF_INIT;

	assert_int_equal(config_token(config, &token, &err), -1);
	assert_int_equal(err.code, code);
	assert_int_equal(token.len, 0);
	if (strstr(err.text, words) == NULL)
		fail_msg("%s", err.text);
	buf_release(&token);
}

static void
set(const char *name, const char *value)
{
	if (config_set(config, name, value, "test", &err) == -1)
		fail_msg("%s", err.text);
}

static void
token_from_a_file(void **state)
{
	struct buf source = BUF_INIT;

	(void)state;
	load(NULL);
	token_fails(ERR_AUTH, "no bearer token");
	config_add_token_source(config, &source);
	assert_string_equal(source.data, "nowhere");
	put(".config/givetake/token", "default-place\n", 0600);
	token_is("default-place");
	put("secret", " s3cr3t \r\n", 0600);
	set("api.token_file", "secret");
	token_is("s3cr3t");
	buf_clear(&source);
	config_add_token_source(config, &source);
	assert_string_equal(source.data, "file secret");
	buf_release(&source);
	chmod("secret", 0640);
	token_fails(ERR_CONFIG, "chmod 600 'secret'");
	chmod("secret", 0604);
	token_fails(ERR_CONFIG, "chmod 600 'secret'");
	put("secret", "", 0600);
	token_fails(ERR_AUTH, "holds no token");
	put("secret", "two words", 0600);
	token_fails(ERR_AUTH, "something else than a token");
	put("secret", "a\r\nInjected: header", 0600);
	token_fails(ERR_AUTH, "something else than a token");
	assert_null(strstr(err.text, "Injected"));
	set("api.token_file", "gone");
	token_fails(ERR_CONFIG, "gone");
	set("api.token_file", ".");
	token_fails(ERR_CONFIG, "not a file");
}

static void
token_from_elsewhere(void **state)
{
	(void)state;
	load(NULL);
	put(".config/givetake/token", "file\n", 0600);
	set("api.token_command", "echo from; true");
	token_is("from");
	set("api.token_command", "echo s3cr3t; exit 3");
	token_fails(ERR_CONFIG, "status 3");
	assert_null(strstr(err.text, "s3cr3t"));
	set("api.token_command", "head -c 100000 /dev/zero | tr '\\0' x");
	token_fails(ERR_CONFIG, "api.token_command");
	setenv("GIVETAKE_BEARER_TOKEN", "environment", 1);
	load(NULL);
	token_is("environment");
}

static void
secrets_are_masked(void **state)
{
	struct buf scratch = BUF_INIT, all = BUF_INIT;
	struct config_value value;

	(void)state;
	setenv("GIVETAKE_BEARER_TOKEN", "s3cr3t", 1);
	load(NULL);
	set("api.proxy", "http://me:s3cr3t@proxy.example:3128");
	for (int i = 0; config_at(config, i, &value, &scratch); i++)
		buf_addf(&all, "%s = %s (%s)\n", value.name, value.value,
		    value.origin);
	assert_null(strstr(all.data, "s3cr3t"));
	assert_non_null(strstr(all.data, "http://********@proxy.example:3128"));
	assert_non_null(
	    strstr(all.data, "api.token = ******** (GIVETAKE_BEARER_TOKEN)"));
	buf_release(&scratch);
	buf_release(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    HOME_TEST(token_in_a_settings_file),
	    HOME_TEST(token_from_a_file),
	    HOME_TEST(token_from_elsewhere),
	    HOME_TEST(secrets_are_masked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
