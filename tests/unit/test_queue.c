/*
 * Things pass from thread to thread in order, none lost.
 */
#include "base/queue.h"
#include "unit.h"

#include <pthread.h>

#define THINGS 10000

static int numbers[THINGS];

static void *
fill(void *arg)
{
	for (int i = 0; i < THINGS; i++)
		queue_put(arg, &numbers[i]);
	queue_close(arg);
	return NULL;
}

static void
test_order(void **state)
{
	struct queue *queue = queue_new(3);
	pthread_t thread;
	int next = 0;

	(void)state;
	assert_int_equal(pthread_create(&thread, NULL, fill, queue), 0);
	while (!queue_is_done(queue)) {
		const int *thing = queue_get(queue, -1);

		if (thing != NULL)
			assert_ptr_equal(thing, &numbers[next++]);
	}
	pthread_join(thread, NULL);
	assert_int_equal(next, THINGS);
	queue_free(queue);
}

static void
test_closed(void **state)
{
	struct queue *queue = queue_new(1);

	(void)state;
	assert_null(queue_get(queue, 1));
	assert_true(queue_put(queue, numbers));
	queue_close(queue);
	assert_false(queue_put(queue, numbers));
	assert_ptr_equal(queue_get(queue, -1), numbers);
	assert_null(queue_get(queue, -1));
	queue_free(queue);
	queue_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
