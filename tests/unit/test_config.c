/* Settings: files, their order, the environment, mistakes. */
#include "home.h"

static void
defaults(void **state)
{
	(void)state;
	load(NULL);
	assert_int_equal(config_int(config, "fetch.first_posts"), 100);
	assert_int_equal(config_usd(config, "fetch.max_cost"), 1000000);
	assert_true(config_usd(config, "fetch.max_cost_day") == INT64_MAX);
	assert_int_equal(config_span(config, "fetch.profile_every"), 7 * 86400);
	assert_false(config_bool(config, "report.ascii"));
	assert_string_equal(config_string(config, "fetch.depth"), "lean");
	assert_string_not_equal(config_string(config, "archive.timezone"), "");
}

static const char *
origin_of(const char *name)
{
	static char origin[300];
	struct buf scratch = BUF_INIT;
	struct config_value value;

	for (int i = 0; config_at(config, i, &value, &scratch); i++)
		if (strcmp(value.name, name) == 0)
			snprintf(origin, sizeof(origin), "%s", value.origin);
	buf_release(&scratch);
	return origin;
}

static void
order(void **state)
{
	(void)state;
	put(".config/givetake/config.ini",
	    "[report]\nmin_posts = 1\n[fetch]\nfirst_posts=11\n"
	    "[archive]\ntimezone = Europe/Berlin\n",
	    0644);
	put("givetake.ini",
	    "[report]\nmin_posts = 2\n[archive]\n"
	    "path = posts.db\n",
	    0644);
	load(NULL);
	assert_int_equal(config_int(config, "report.min_posts"), 2);
	assert_string_equal(origin_of("report.min_posts"), "./givetake.ini");
	assert_int_equal(config_int(config, "fetch.first_posts"), 11);
	assert_string_equal(config_string(config, "archive.timezone"),
	    "Europe/Berlin");
	assert_string_equal(config_string(config, "archive.path"),
	    "./posts.db");
	setenv("GIVETAKE_ARCHIVE", "/other.db", 1);
	load(NULL);
	assert_string_equal(config_string(config, "archive.path"), "/other.db");
	assert_string_equal(origin_of("archive.path"), "GIVETAKE_ARCHIVE");
	assert_int_equal(config_set(config, "archive.path", "flag.db",
			     "--archive", &err),
	    0);
	assert_string_equal(config_string(config, "archive.path"), "flag.db");
}

/* A chosen file stands instead of the user's and the project's. */
static void
chosen_file(void **state)
{
	(void)state;
	put(".config/givetake/config.ini", "[report]\nmin_posts = 1\n", 0644);
	put("givetake.ini", "broken", 0644);
	put("chosen.ini", "[fetch]\nfirst_posts = 5\nmax_cost = $2.50\n", 0644);
	setenv("GIVETAKE_CONFIG", "chosen.ini", 1);
	load(NULL);
	assert_int_equal(config_int(config, "report.min_posts"), 10);
	assert_int_equal(config_int(config, "fetch.first_posts"), 5);
	assert_int_equal(config_usd(config, "fetch.max_cost"), 2500000);
	setenv("GIVETAKE_CONFIG", "missing.ini", 1);
	load("chosen.ini");
	load_fails("gone.ini", "gone.ini", "No such file");
}

static void
xdg_paths(void **state)
{
	struct buf path = BUF_INIT;

	(void)state;
	put(".config/givetake/config.ini", "[report]\nmin_posts = 1\n", 0644);
	setenv("XDG_CONFIG_HOME", "elsewhere", 1); /* relative: ignored */
	load(NULL);
	assert_int_equal(config_int(config, "report.min_posts"), 1);
	assert_int_equal(config_archive_path(config, &path, &err), 0);
	assert_non_null(strstr(path.data, "/.local/share/givetake/archive.db"));
	buf_clear(&path);
	unsetenv("HOME");
	unsetenv("XDG_CONFIG_HOME");
	load(NULL);
	assert_int_equal(config_archive_path(config, &path, &err), -1);
	assert_int_equal(err.code, ERR_CONFIG);
	buf_release(&path);
}

static void
paths_in_files(void **state)
{
	struct buf wanted = BUF_INIT;

	(void)state;
	put(".config/givetake/config.ini",
	    "[archive]\npath = ~/x.db\n[score]\nweights = w.txt\n"
	    "lexicon = \"/abs/l i.txt\"\n",
	    0644);
	load(NULL);
	buf_addf(&wanted, "%s/x.db", folder);
	assert_string_equal(config_string(config, "archive.path"), wanted.data);
	buf_clear(&wanted);
	buf_addf(&wanted, "%s/.config/givetake/w.txt", folder);
	assert_string_equal(config_string(config, "score.weights"),
	    wanted.data);
	assert_string_equal(config_string(config, "score.lexicon"),
	    "/abs/l i.txt");
	buf_release(&wanted);
}

static void
mistakes_name_the_place(void **state)
{
	static const struct {
		const char *text, *place, *hint;
	} examples[] = {
	    {"[report]\n\nmin_post = 3\n",
		"./givetake.ini:3:", "did you mean report.min_posts?"},
	    {"[report]\nfirst_posts = 3\n",
		":2:", "did you mean fetch.first_posts?"},
	    {"[reprot]\n", ":1:", "no section is called reprot"},
	    {"# x\nmin_posts = 3\n", ":2:", "did you mean report.min_posts?"},
	    {"[report]\nmin_posts = lots\n", ":2:", "whole number"},
	    {"[report]\nmin_posts =\n", ":2:", "a value is missing"},
	    {"[report]\nmin_posts = 0\n", ":2:", "from 1 to"},
	    {"[report]\ncolor = mauve\n", ":2:", "auto|always|never"},
	    {"[report]\nascii = maybe\n", ":2:", "yes or no"},
	    {"[archive]\ntimezone = Mars/Olympus\n", ":2:", "time zone"},
	    {"[fetch]\noverlap = 5\n", ":2:", "a span such as"},
	    {"[fetch]\noverlap = 90d\n", ":2:", "out of range"},
	    {"[report]\nnonsense\n", ":2:", "key = value"},
	    {"[report\n", ":1:", "neither a [section]"},
	    {"[report]\n  min_posts = 5\n  zzz = 1\n", ":3:", "report.zzz"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		put("givetake.ini", examples[i].text, 0644);
		load_fails(NULL, examples[i].place, examples[i].hint);
	}
}

static void
odd_files(void **state)
{
	struct buf text = BUF_INIT;
	FILE *file;

	(void)state;
	put("givetake.ini",
	    "\xef\xbb\xbf[report]\r\nmin_posts = 5 ; why\r\n; c\r\n# c", 0644);
	load(NULL);
	assert_int_equal(config_int(config, "report.min_posts"), 5);
	buf_adds(&text, "[score]\nweights = ");
	for (int i = 0; i < 5000; i++)
		buf_addc(&text, 'x');
	put("givetake.ini", text.data, 0644);
	load_fails(NULL, ":2:", "too long");
	buf_release(&text);
	file = fopen("givetake.ini", "w");
	assert_non_null(file);
	assert_int_equal(fwrite("[report]\0\n", 1, 10, file), 10);
	fclose(file);
	load_fails(NULL, "givetake.ini", "not a text file");
	load_fails(".", ".", "directory");
}

/* What a project file, which may come from someone else, may not do. */
static void
project_file_is_not_trusted(void **state)
{
	static const char *const refused[] = {
	    "[api]\nbase_url = https://evil.example\n",
	    "[api]\ntoken_file = /etc/passwd\n",
	    "[api]\ntoken_command = reboot\n",
	    "[api]\nca_file = evil.pem\n",
	    "[api]\nproxy = http://evil.example\n",
	    "[report]\npager = reboot\n",
	    "[prices]\nfile = cheap.tsv\n",
	    "[fetch]\nmax_cost = 1000\n",
	    "[fetch]\nmax_cost_day = 1000\n",
	    "[fetch]\nmax_cost_month = 1000\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		put("givetake.ini", refused[i], 0644);
		load_fails(NULL, "givetake.ini:2:", "project file");
	}
	unlink("givetake.ini");
	put(".config/givetake/config.ini",
	    "[api]\nbase_url = https://api.example\n", 0644);
	load(NULL);
	assert_string_equal(config_string(config, "api.base_url"),
	    "https://api.example");
}

static void
base_urls(void **state)
{
	static const char *const good[] = {"https://api.x.com",
	    "http://127.0.0.1:8080", "http://localhost/x", "http://[::1]:1"};
	static const char *const bad[] = {"http://api.x.com",
	    "http://127.0.0.1.evil.example", "ftp://api.x.com", "api.x.com",
	    "https://name:s3cr3t@api.x.com", "https://api.x.com/?a=b",
	    "https://api.x.com/#a", "http://localhost@evil.example"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		if (config_set(config, "api.base_url", good[i], "test", &err) ==
		    -1)
			fail_msg("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		if (config_set(config, "api.base_url", bad[i], "test", &err) !=
		    -1)
			fail_msg("taken: %s", bad[i]);
		assert_null(strstr(err.text, "s3cr3t"));
	}
	setenv("GIVETAKE_BASE_URL", "http://api.x.com", 1);
	load_fails(NULL, "GIVETAKE_BASE_URL", "https");
}

/* The example is a settings file that sets every default again. */
static void
example_is_good(void **state)
{
	struct buf example = BUF_INIT, bare = BUF_INIT;
	struct config *plain = config_new();
	struct buf a = BUF_INIT, b = BUF_INIT;
	struct config_value value, default_value;

	(void)state;
	config_add_example(&example);
	for (const char *line = example.data; *line != '\0';) {
		size_t len = strcspn(line, "\n");
		bool is_setting = line[0] == '#' && line[1] != ' ';

		buf_add(&bare, line + is_setting, len + 1 - is_setting);
		line += len + 1;
	}
	put("chosen.ini", bare.data, 0644);
	load("chosen.ini");
	for (int i = 0; config_at(config, i, &value, &a); i++) {
		assert_true(config_at(plain, i, &default_value, &b));
		if (strcmp(value.name, "archive.timezone") != 0)
			assert_string_equal(value.value, default_value.value);
		if (strcmp(value.name, "api.token") != 0 &&
		    *value.value != '\0' &&
		    strcmp(value.name, "archive.timezone") != 0)
			assert_string_equal(value.origin, "chosen.ini");
	}
	config_free(plain);
	buf_release(&example);
	buf_release(&bare);
	buf_release(&a);
	buf_release(&b);
}

static void
files_are_told(void **state)
{
	struct config_file file;
	int n = 0;

	(void)state;
	put("givetake.ini", "", 0644);
	load(NULL);
	for (; config_file_at(config, n, &file); n++)
		if (strcmp(file.role, "project") == 0)
			assert_true(file.found);
	assert_int_equal(n, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    HOME_TEST(defaults),
	    HOME_TEST(order),
	    HOME_TEST(chosen_file),
	    HOME_TEST(xdg_paths),
	    HOME_TEST(paths_in_files),
	    HOME_TEST(mistakes_name_the_place),
	    HOME_TEST(odd_files),
	    HOME_TEST(project_file_is_not_trusted),
	    HOME_TEST(base_urls),
	    HOME_TEST(example_is_good),
	    HOME_TEST(files_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
