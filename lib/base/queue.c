#include "base/queue.h"

#include "base/clock.h"
#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct queue {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	void **things; /* own, not what they point to */
	size_t cap, first, n;
	bool closed;
};

struct queue *
queue_new(size_t cap)
{
	struct queue *queue = mem_alloc(1, sizeof(*queue));
	pthread_condattr_t monotonic;

	queue->things = mem_alloc(cap, sizeof(*queue->things));
	queue->cap = cap;
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&queue->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return queue;
}

void
queue_free(struct queue *queue)
{
	if (queue == NULL)
		return;
	pthread_cond_destroy(&queue->changed);
	pthread_mutex_destroy(&queue->mutex);
	free(queue->things);
	free(queue);
}

bool
queue_put(struct queue *queue, void *thing)
{
	bool taken = false;

	pthread_mutex_lock(&queue->mutex);
	while (queue->n == queue->cap && !queue->closed)
		pthread_cond_wait(&queue->changed, &queue->mutex);
	if (!queue->closed) {
		queue->things[(queue->first + queue->n++) % queue->cap] = thing;
		taken = true;
		pthread_cond_broadcast(&queue->changed);
	}
	pthread_mutex_unlock(&queue->mutex);
	return taken;
}

void *
queue_get(struct queue *queue, int ms)
{
	int64_t until_ms = clock_monotonic_ms() + ms;
	struct timespec until = {.tv_sec = until_ms / 1000,
	    .tv_nsec = until_ms % 1000 * 1000000};
	void *thing = NULL;
	int rc = 0;

	pthread_mutex_lock(&queue->mutex);
	while (queue->n == 0 && !queue->closed && rc == 0)
		rc = ms < 0 ? pthread_cond_wait(&queue->changed, &queue->mutex)
			    : pthread_cond_timedwait(&queue->changed,
				  &queue->mutex, &until);
	if (queue->n > 0) {
		thing = queue->things[queue->first];
		queue->first = (queue->first + 1) % queue->cap;
		queue->n--;
		pthread_cond_broadcast(&queue->changed);
	}
	pthread_mutex_unlock(&queue->mutex);
	return thing;
}

void
queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->closed = true;
	pthread_cond_broadcast(&queue->changed);
	pthread_mutex_unlock(&queue->mutex);
}

bool
queue_is_done(struct queue *queue)
{
	bool is_done;

	pthread_mutex_lock(&queue->mutex);
	is_done = queue->closed && queue->n == 0;
	pthread_mutex_unlock(&queue->mutex);
	return is_done;
}
