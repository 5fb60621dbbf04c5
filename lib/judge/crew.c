#include "judge/crew.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

/* Below that another thread and connection cost more than they bring. */
#define ACCOUNTS_FOR_TWO 100

struct crew {
	struct store *store;         /* borrowed; of the caller */
	const struct scorer *scorer; /* borrowed */
	const struct due *due;       /* borrowed */
	size_t n;
	struct store *reader; /* own; of the second thread, or NULL */
	pthread_t thread;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t changed;
	size_t next;         /* account to judge next */
	size_t n_posts, max; /* judged since crew_open */
	bool is_open;        /* accounts may be begun */
	bool is_busy, quits; /* the second thread */
	struct judged *done; /* own; by the second thread */
	struct err err;      /* why it failed */
	bool has_failed;
};

/* The account to judge next, or NULL.  Under the lock. */
static const struct due *
take(struct crew *crew)
{
	if (!crew->is_open || crew->has_failed || crew->next == crew->n ||
	    crew->n_posts >= crew->max)
		return NULL;
	return &crew->due[crew->next++];
}

/* Judge it, the lock not held meanwhile. */
static struct judged *
judge(struct crew *crew, struct store *store, const struct due *due,
    struct err *err)
{
	struct judged *judged;

	pthread_mutex_unlock(&crew->lock);
	judged = judged_new(store, crew->scorer, due->user_id, err);
	pthread_mutex_lock(&crew->lock);
	if (judged == NULL)
		return NULL;
	judged->was_scored = due->was_scored;
	crew->n_posts += judged->n_posts + 1;
	return judged;
}

static void *
work(void *arg)
{
	struct crew *crew = arg;

	pthread_mutex_lock(&crew->lock);
	while (!crew->quits) {
		const struct due *due = take(crew);
		struct judged *judged;

		crew->is_busy = due != NULL;
		if (due == NULL) {
			pthread_cond_broadcast(&crew->changed);
			pthread_cond_wait(&crew->changed, &crew->lock);
			continue;
		}
		judged = judge(crew, crew->reader, due, &crew->err);
		if (judged == NULL) {
			crew->has_failed = true;
			continue;
		}
		judged->next = crew->done;
		crew->done = judged;
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
crew_new(struct store *store, const struct scorer *scorer,
    const struct due *due, size_t n)
{
	struct crew *crew = mem_alloc(1, sizeof(*crew));

	crew->store = store;
	crew->scorer = scorer;
	crew->due = due;
	crew->n = n;
	crew->err = (struct err)ERR_INIT;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->changed, NULL);
	if (n >= ACCOUNTS_FOR_TWO)
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
	while (crew->done != NULL) {
		struct judged *next = crew->done->next;

		judged_free(crew->done);
		crew->done = next;
	}
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
static struct judged *
next_locked(struct crew *crew, struct err *err)
{
	for (;;) {
		struct judged *judged = crew->done;
		const struct due *due;

		if (judged != NULL) {
			crew->done = judged->next;
			return judged;
		}
		due = take(crew);
		if (due != NULL) {
			judged = judge(crew, crew->store, due, err);
			crew->has_failed |= judged == NULL;
			return judged;
		}
		if (!crew->is_busy)
			return NULL;
		pthread_cond_wait(&crew->changed, &crew->lock);
	}
}

int
crew_next(struct crew *crew, struct judged **judged, struct err *err)
{
	int rc = 0;

	pthread_mutex_lock(&crew->lock);
	*judged = next_locked(crew, err);
	if (crew->err.code != ERR_NONE)
		*err = crew->err;
	if (crew->has_failed)
		rc = -1;
	else if (*judged != NULL)
		rc = 1;
	pthread_mutex_unlock(&crew->lock);
	if (rc == -1) {
		judged_free(*judged);
		*judged = NULL;
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
