/*
 * Things handed from one thread to another, in order, a few at a time.  What
 * they are is up to the threads.
 */
#ifndef BASE_QUEUE_H
#define BASE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct queue;

/* Holds at most cap things. */
struct queue *queue_new(size_t cap);
/* Nobody may use it any more; what it holds is not freed. */
void queue_free(struct queue *queue);

/* Wait for room and put it in.  False, and it is still yours, once the queue
 * is closed. */
bool queue_put(struct queue *queue, void *thing);

/* Wait up to ms milliseconds (for ever if negative) for the next thing.  NULL
 * if none came, or never will. */
void *queue_get(struct queue *queue, int ms);

/* Nothing more is put in; what is in it can still be taken out. */
void queue_close(struct queue *queue);

/* True once it is closed and empty. */
bool queue_is_done(struct queue *queue);

#endif
