/*
 * Memory that is given back all at once: one page of posts, one JSON text.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *blocks; /* own; newest first */
	size_t used;                /* bytes used of the newest block */
};

#define ARENA_INIT             \
	{                      \
		.blocks = NULL \
	}

/* size bytes, aligned for anything, not zeroed. */
void *arena_alloc(struct arena *arena, size_t size);
/* n zeroed items of size bytes. */
void *arena_zero(struct arena *arena, size_t n, size_t size);
/* Strings; NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *s);
char *arena_copy(struct arena *arena, const char *s, size_t len);

/* Forget all, keeping the memory for the next use; or free all. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

#endif
