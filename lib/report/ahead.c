#include "report/ahead.h"

#include "base/buf.h"
#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

/* The thread hands over so much at once, and goes ahead by so many hands full;
 * then it rests until half of them are empty again. */
enum { HAND_BYTES = 65536, HANDS = 8 };

/* Rows as they were read: their bytes are copies, one behind the other. */
struct hand {
	struct buf bytes;       /* own */
	struct ahead_row *rows; /* own; `bytes` is set as they are given */
	size_t n, cap;
};

struct ahead {
	struct ahead_source source;
	const struct hand *hand; /* that rows are given from; NULL: none yet */
	size_t row, offset;      /* in it */
	bool has_thread;
	pthread_t thread;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t changed;
	struct hand hands[HANDS]; /* theirs whose turn it is */
	size_t filled, emptied;   /* so far */
	bool quits;
	int rc; /* how the reading ended; 1: not yet */
	struct err err;
};

static int
fill(const struct ahead *ahead, struct hand *hand, struct err *err)
{
	int rc = 1;

	buf_clear(&hand->bytes);
	hand->n = 0;
	while (hand->bytes.len < HAND_BYTES) {
		struct ahead_row row;

		rc = ahead->source.read(ahead->source.arg, &row, err);
		if (rc != 1)
			break;
		hand->rows = mem_grow(hand->rows, &hand->cap, hand->n + 1,
		    sizeof(*hand->rows));
		hand->rows[hand->n++] = row;
		buf_add(&hand->bytes, row.bytes, row.len);
	}
	return rc;
}

static void *
read_ahead(void *arg)
{
	struct ahead *ahead = arg;

	pthread_mutex_lock(&ahead->lock);
	while (ahead->rc == 1 && !ahead->quits) {
		struct hand *hand = &ahead->hands[ahead->filled % HANDS];
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
		ahead->hands[i].bytes = (struct buf)BUF_INIT;
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
	for (size_t i = 0; i < HANDS; i++) {
		buf_release(&ahead->hands[i].bytes);
		free(ahead->hands[i].rows);
	}
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
	ahead->row = ahead->offset = 0;
	return rc;
}

int
ahead_next(struct ahead *ahead, struct ahead_row *row, struct err *err)
{
	if (!ahead->has_thread)
		return ahead->source.read(ahead->source.arg, row, err);
	while (ahead->hand == NULL || ahead->row == ahead->hand->n) {
		int rc = next_hand(ahead, err);

		if (rc != 1)
			return rc;
	}
	*row = ahead->hand->rows[ahead->row++];
	row->bytes = ahead->hand->bytes.data + ahead->offset;
	ahead->offset += row->len;
	return 1;
}
