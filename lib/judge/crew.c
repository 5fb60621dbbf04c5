#include "judge/crew.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

/* Below that another thread and connection cost more than they bring. */
#define ACCOUNTS_FOR_TWO 100

struct crew {
	struct store *store;          /* borrowed; of the caller */
	const struct crew_task *task; /* borrowed */
	struct store *reader;         /* own; of the second thread, or NULL */
	pthread_t thread;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t changed;
	size_t next;         /* account to work on next */
	size_t n_posts, max; /* worked on since crew_open */
	bool is_open;        /* accounts may be begun */
	bool is_busy, quits; /* the second thread */
	void **done;         /* own; results of the second thread */
	size_t n_done, cap;
	struct err err; /* why it failed */
	bool has_failed;
};

/* The account to work on next; false if there is none.  Under the lock. */
static bool
take(struct crew *crew, size_t *i)
{
	if (!crew->is_open || crew->has_failed || crew->next == crew->task->n ||
	    crew->n_posts >= crew->max)
		return false;
	*i = crew->next++;
	return true;
}

/* Do it, the lock not held meanwhile. */
static void *
work_on(struct crew *crew, struct store *store, size_t i, struct err *err)
{
	size_t n_posts = 0;
	void *result;

	pthread_mutex_unlock(&crew->lock);
	result = crew->task->work(crew->task->arg, i, store, &n_posts, err);
	pthread_mutex_lock(&crew->lock);
	crew->n_posts += n_posts + 1;
	crew->has_failed |= result == NULL;
	return result;
}

static void *
work(void *arg)
{
	struct crew *crew = arg;
	size_t i;

	pthread_mutex_lock(&crew->lock);
	while (!crew->quits) {
		void *result;

		crew->is_busy = take(crew, &i);
		if (!crew->is_busy) {
			pthread_cond_broadcast(&crew->changed);
			pthread_cond_wait(&crew->changed, &crew->lock);
			continue;
		}
		result = work_on(crew, crew->reader, i, &crew->err);
		if (result == NULL)
			continue;
		crew->done = mem_grow(crew->done, &crew->cap, crew->n_done + 1,
		    sizeof(*crew->done));
		crew->done[crew->n_done++] = result;
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

/* Alone it goes too, if slower. */
static void
hire(struct crew *crew)
{
	struct err ignored = ERR_INIT;

	crew->reader =
	    store_open(store_path(crew->store), STORE_READ, &ignored);
	if (crew->reader == NULL)
		return;
	if (db_stay_small(store_db(crew->reader), &ignored) == 0 &&
	    pthread_create(&crew->thread, NULL, work, crew) == 0)
		return;
	store_close(crew->reader);
	crew->reader = NULL;
}

struct crew *
crew_new(struct store *store, const struct crew_task *task)
{
	struct crew *crew = mem_alloc(1, sizeof(*crew));

	crew->store = store;
	crew->task = task;
	crew->err = (struct err)ERR_INIT;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->changed, NULL);
	if (task->n >= ACCOUNTS_FOR_TWO)
		hire(crew);
	return crew;
}

void
crew_free(struct crew *crew)
{
	if (crew == NULL)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->quits = true;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
	if (crew->reader != NULL)
		pthread_join(crew->thread, NULL);
	while (crew->n_done > 0)
		crew->task->drop(crew->done[--crew->n_done]);
	free(crew->done);
	pthread_cond_destroy(&crew->changed);
	pthread_mutex_destroy(&crew->lock);
	store_close(crew->reader);
	free(crew);
}

void
crew_open(struct crew *crew, size_t max_posts)
{
	pthread_mutex_lock(&crew->lock);
	crew->is_open = true;
	crew->n_posts = 0;
	crew->max = max_posts;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
}

void
crew_close(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->is_open = false;
	pthread_mutex_unlock(&crew->lock);
}

/* What the second thread has finished first, so that little waits. */
static void *
next_locked(struct crew *crew, struct err *err)
{
	size_t i;

	for (;;) {
		if (crew->n_done > 0)
			return crew->done[--crew->n_done];
		if (take(crew, &i))
			return work_on(crew, crew->store, i, err);
		if (!crew->is_busy)
			return NULL;
		pthread_cond_wait(&crew->changed, &crew->lock);
	}
}

int
crew_next(struct crew *crew, void **result, struct err *err)
{
	int rc;

	pthread_mutex_lock(&crew->lock);
	*result = next_locked(crew, err);
	rc = crew->has_failed ? -1 : *result != NULL;
	if (crew->err.code != ERR_NONE)
		*err = crew->err;
	pthread_mutex_unlock(&crew->lock);
	if (rc == -1 && *result != NULL) {
		crew->task->drop(*result);
		*result = NULL;
	}
	return rc;
}

size_t
crew_position(struct crew *crew)
{
	size_t next;

	pthread_mutex_lock(&crew->lock);
	next = crew->next;
	pthread_mutex_unlock(&crew->lock);
	return next;
}
