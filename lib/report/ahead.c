#include "report/ahead.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

/* The thread hands over so much at once, and goes ahead by so many hands full;
 * then it rests until half of them are empty again. */
enum { HAND_BYTES = 65536, HANDS = 8 };

struct ahead {
	struct ahead_source source;
	const struct row_list *hand; /* that rows are given from, or NULL */
	struct row_place place;      /* in it */
	bool has_thread;
	pthread_t thread;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t changed;
	struct row_list hands[HANDS]; /* theirs whose turn it is */
	size_t filled, emptied;       /* so far */
	bool quits;
	int rc; /* how the reading ended; 1: not yet */
	struct err err;
};

static int
fill(const struct ahead *ahead, struct row_list *hand, struct err *err)
{
	int rc = 1;

	row_list_clear(hand);
	while (hand->bytes.len < HAND_BYTES) {
		struct row row;

		rc = ahead->source.read(ahead->source.arg, &row, err);
		if (rc != 1)
			break;
		row_list_add(hand, &row);
	}
	return rc;
}

static void *
read_ahead(void *arg)
{
	struct ahead *ahead = arg;

	pthread_mutex_lock(&ahead->lock);
	while (ahead->rc == 1 && !ahead->quits) {
		struct row_list *hand = &ahead->hands[ahead->filled % HANDS];
		int rc;

		if (ahead->filled - ahead->emptied == HANDS) {
			pthread_cond_wait(&ahead->changed, &ahead->lock);
			continue;
		}
		pthread_mutex_unlock(&ahead->lock);
		rc = fill(ahead, hand, &ahead->err);
		pthread_mutex_lock(&ahead->lock);
		ahead->filled++;
		ahead->rc = rc;
		pthread_cond_signal(&ahead->changed);
	}
	pthread_mutex_unlock(&ahead->lock);
	return NULL;
}

struct ahead *
ahead_new(const struct ahead_source *source)
{
	struct ahead *ahead = mem_alloc(1, sizeof(*ahead));

	*ahead = (struct ahead){.source = *source, .rc = 1, .err = ERR_INIT};
	for (size_t i = 0; i < HANDS; i++)
		ahead->hands[i] = (struct row_list)ROW_LIST_INIT;
	pthread_mutex_init(&ahead->lock, NULL);
	pthread_cond_init(&ahead->changed, NULL);
	/* Alone it goes too, if slower. */
	if (!source->is_alone)
		ahead->has_thread = pthread_create(&ahead->thread, NULL,
					read_ahead, ahead) == 0;
	return ahead;
}

void
ahead_free(struct ahead *ahead)
{
	if (ahead == NULL)
		return;
	pthread_mutex_lock(&ahead->lock);
	ahead->quits = true;
	pthread_cond_signal(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	if (ahead->has_thread)
		pthread_join(ahead->thread, NULL);
	for (size_t i = 0; i < HANDS; i++)
		row_list_release(&ahead->hands[i]);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	free(ahead);
}

/* The present hand is empty: go to the next.  1, 0 if there is none, -1. */
static int
next_hand(struct ahead *ahead, struct err *err)
{
	int rc = 1;

	pthread_mutex_lock(&ahead->lock);
	ahead->emptied += ahead->hand != NULL;
	ahead->hand = NULL;
	if (ahead->filled - ahead->emptied <= HANDS / 2)
		pthread_cond_signal(&ahead->changed);
	while (ahead->filled == ahead->emptied && ahead->rc == 1)
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	if (ahead->filled > ahead->emptied)
		ahead->hand = &ahead->hands[ahead->emptied % HANDS];
	else
		rc = ahead->rc;
	pthread_mutex_unlock(&ahead->lock);
	if (rc == -1)
		*err = ahead->err;
	ahead->place = (struct row_place){0, 0};
	return rc;
}

int
ahead_next(struct ahead *ahead, struct row *row, struct err *err)
{
	if (!ahead->has_thread)
		return ahead->source.read(ahead->source.arg, row, err);
	while (ahead->hand == NULL ||
	       !row_list_next(ahead->hand, &ahead->place, row)) {
		int rc = next_hand(ahead, err);

		if (rc != 1)
			return rc;
	}
	return 1;
}
