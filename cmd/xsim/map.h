/*
 * A table from ids to pointers.
 */
#ifndef XSIM_MAP_H
#define XSIM_MAP_H

#include <stddef.h>
#include <stdint.h>

struct map {
	struct map_slot *slots; /* own */
	size_t n, cap;
};

#define MAP_INIT              \
	{                     \
		.slots = NULL \
	}

/* The value of key, or NULL. */
void *map_get(const struct map *map, int64_t key);

/* Put a value that is not NULL in its place. */
void map_set(struct map *map, int64_t key, void *value);

/* Forget all. */
void map_clear(struct map *map);
void map_release(struct map *map);

/* A key for a string: 64 bits of it (FNV-1a), letters in lower case. */
int64_t map_key(const char *s);

#endif
