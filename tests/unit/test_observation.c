#include "unit.h"

#include "store/observation.h"
#include "store/roster.h"
#include "store/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	char path[64];
	struct store *store;
};

static int
open_store(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err = ERR_INIT;

	snprintf(f->path, sizeof(f->path), "/tmp/observation.%ld.db",
	    (long)getpid());
	f->store = store_open(f->path, STORE_WRITE, &err);
	assert_non_null(f->store);
	assert_int_equal(store_begin(f->store, &err), 0);
	*state = f;
	return 0;
}

static int
close_store(void **state)
{
	struct fixture *f = *state;

	store_rollback(f->store);
	store_close(f->store);
	unlink(f->path);
	free(f);
	return 0;
}

static int64_t
begin(struct fixture *f, const char *name, int64_t budget)
{
	char text[80];
	struct observation observation = {.name = text,
	    .width = 0.2,
	    .started_at = 1000,
	    .ends_at = INT64_MAX / 2,
	    .budget = budget};
	struct err err = ERR_INIT;

	snprintf(text, sizeof(text), "%s", name);
	return store_observation_start(f->store, &observation, &err) == 0
		   ? observation.id
		   : -1;
}

static void
test_names(void **state)
{
	char longest[66];

	(void)state;
	memset(longest, 'a', sizeof(longest));
	longest[65] = '\0';
	assert_true(observation_is_name("autumn-2026_v1.2"));
	assert_false(observation_is_name(""));
	assert_false(observation_is_name("-x"));
	assert_false(observation_is_name("a b"));
	assert_false(observation_is_name("a\nb"));
	assert_false(observation_is_name("\xc3\xa9t\xc3\xa9"));
	assert_false(observation_is_name(longest));
	longest[64] = '\0';
	assert_true(observation_is_name(longest));
}

static void
test_one_at_a_time(void **state)
{
	struct fixture *f = *state;
	struct observation found = OBSERVATION_INIT;
	struct err err = ERR_INIT;
	int64_t first;

	assert_int_equal(store_observation_current(f->store, &found, &err), 1);
	first = begin(f, "one", 0);
	assert_true(first > 0);
	assert_int_equal(begin(f, "one", 0), -1);
	assert_int_equal(begin(f, "two", 0), -1);
	assert_int_equal(store_observation_end(f->store, first, "UTC", "m", "w",
			     &err),
	    0);
	assert_int_equal(begin(f, "one", 0), -1);
	assert_true(begin(f, "two", 0) > first);
	assert_int_equal(store_observation_current(f->store, &found, &err), 0);
	assert_string_equal(found.name, "two");
	observation_release(&found);
	assert_int_equal(store_observation_find(f->store, "three", &found,
			     &err),
	    -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.text, "one, two"));
}

static void
test_roster_has_versions(void **state)
{
	struct fixture *f = *state;
	struct roster roster = {.rows = NULL};
	struct err err = ERR_INIT;
	int64_t id = begin(f, "one", 0);
	bool is_new, found;

	assert_int_equal(store_roster_join(f->store, id, 7, 0, &is_new, &err),
	    0);
	assert_true(is_new);
	assert_int_equal(store_roster_join(f->store, id, 7, 70, &is_new, &err),
	    0);
	assert_false(is_new);
	assert_int_equal(store_roster_join(f->store, id, 0, 80, &is_new, &err),
	    0);
	assert_true(is_new);
	assert_int_equal(store_roster_leave(f->store, id, 0, 80, &found, &err),
	    0);
	assert_true(found);
	assert_int_equal(store_roster_leave(f->store, id, 0, 80, &found, &err),
	    0);
	assert_false(found);
	assert_int_equal(store_roster(f->store, id, &roster, &err), 0);
	assert_int_equal(roster.n, 2);
	assert_int_equal(roster.rows[0].left_at, 0);
	assert_true(roster.rows[1].left_at > 0);
	assert_true(isnan(roster.rows[0].coverage));
	assert_true(roster.version >= 1);
	roster_release(&roster);
}

/* Whose requests count: sources of the roster, and those of none. */
static void
test_what_counts(void **state)
{
	struct fixture *f = *state;
	struct err err = ERR_INIT;
	int64_t id = begin(f, "one", 5000000), counted, budget, spent;
	bool is_new;

	assert_int_equal(store_roster_join(f->store, id, 7, 0, &is_new, &err),
	    0);
	assert_int_equal(store_observation_of_source(f->store, 7, &counted,
			     &budget, &spent, &err),
	    0);
	assert_int_equal(counted, id);
	assert_int_equal(budget, 5000000);
	assert_int_equal(spent, 0);
	assert_int_equal(store_observation_of_source(f->store, 8, &counted,
			     &budget, &spent, &err),
	    0);
	assert_int_equal(counted, 0);
	assert_int_equal(store_observation_of_source(f->store, 0, &counted,
			     &budget, &spent, &err),
	    0);
	assert_int_equal(counted, id);
	assert_int_equal(store_observation_end(f->store, id, "UTC", "m", "w",
			     &err),
	    0);
	assert_int_equal(store_observation_of_source(f->store, 7, &counted,
			     &budget, &spent, &err),
	    0);
	assert_int_equal(counted, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test_setup_teardown(test_one_at_a_time, open_store,
		close_store),
	    cmocka_unit_test_setup_teardown(test_roster_has_versions,
		open_store, close_store),
	    cmocka_unit_test_setup_teardown(test_what_counts, open_store,
		close_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
