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
	size_t next;    /* account to work on next */
	size_t given;   /* accounts whose results the caller has */
	size_t n_ahead; /* posts worked on and not given yet */
	bool is_open;   /* accounts may be begun */
	bool is_busy;   /* the second thread works on one */
	bool quits;
	struct result {
		void *result; /* own; NULL before */
		size_t n_posts;
	} * results;    /* own; one an account */
	struct err err; /* why the second thread failed */
	bool has_failed;
};

/* So many posts may be worked on before the caller comes for them. */
#define POSTS_AHEAD 100000

/* The account to work on next; false if there is none.  Under the lock. */
static bool
take(struct crew *crew, size_t *i)
{
	if (!crew->is_open || crew->has_failed || crew->next == crew->task->n ||
	    crew->n_ahead >= POSTS_AHEAD)
		return false;
	*i = crew->next++;
	return true;
}

/* Do it, the lock not held meanwhile. */
static void
work_on(struct crew *crew, struct store *store, size_t i, struct err *err)
{
	size_t n_posts = 0;
	void *result;

	pthread_mutex_unlock(&crew->lock);
	result = crew->task->work(crew->task->arg, i, store, &n_posts, err);
	pthread_mutex_lock(&crew->lock);
	crew->n_ahead += n_posts + 1;
	crew->has_failed |= result == NULL;
	crew->results[i] = (struct result){result, n_posts + 1};
	pthread_cond_broadcast(&crew->changed);
}

static void *
work(void *arg)
{
	struct crew *crew = arg;
	size_t i;

	pthread_mutex_lock(&crew->lock);
	while (!crew->quits) {
		crew->is_busy = take(crew, &i);
		if (crew->is_busy)
			work_on(crew, crew->reader, i, &crew->err);
		else
			pthread_cond_wait(&crew->changed, &crew->lock);
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
	crew->results = mem_alloc(task->n, sizeof(*crew->results));
	crew->err = (struct err)ERR_INIT;
	crew->is_open = true;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->changed, NULL);
	if (task->n >= ACCOUNTS_FOR_TWO)
		hire(crew);
	return crew;
}

/* Drop what was not given yet; nobody works on any of it. */
static void
drop_ahead(struct crew *crew)
{
	for (size_t i = crew->given; i < crew->next; i++) {
		if (crew->results[i].result != NULL)
			crew->task->drop(crew->results[i].result);
		crew->results[i].result = NULL;
	}
	crew->next = crew->given;
	crew->n_ahead = 0;
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
	drop_ahead(crew);
	free(crew->results);
	pthread_cond_destroy(&crew->changed);
	pthread_mutex_destroy(&crew->lock);
	store_close(crew->reader);
	free(crew);
}

void
crew_close(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->is_open = false;
	pthread_mutex_unlock(&crew->lock);
}

void
crew_redo(struct crew *crew)
{
	bool was_open;

	pthread_mutex_lock(&crew->lock);
	was_open = crew->is_open;
	crew->is_open = false;
	while (crew->is_busy)
		pthread_cond_wait(&crew->changed, &crew->lock);
	drop_ahead(crew);
	crew->is_open = was_open;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
}

/* Wait for the next result, working meanwhile.  False if there is none. */
static bool
wait_for_next(struct crew *crew, struct err *err)
{
	size_t i;

	while (!crew->has_failed) {
		if (crew->given < crew->next &&
		    crew->results[crew->given].result != NULL)
			return true;
		if (take(crew, &i))
			work_on(crew, crew->store, i, err);
		else if (crew->given == crew->next)
			return false;
		else
			pthread_cond_wait(&crew->changed, &crew->lock);
	}
	return false;
}

int
crew_next(struct crew *crew, void **result, size_t *n_posts, struct err *err)
{
	int rc = 0;

	pthread_mutex_lock(&crew->lock);
	*result = NULL;
	if (wait_for_next(crew, err)) {
		struct result *next = &crew->results[crew->given++];

		*result = next->result;
		crew->n_ahead -= next->n_posts;
		*n_posts += next->n_posts;
		pthread_cond_broadcast(&crew->changed);
		rc = 1;
	} else if (crew->has_failed) {
		if (crew->err.code != ERR_NONE)
			*err = crew->err;
		rc = -1;
	}
	pthread_mutex_unlock(&crew->lock);
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
