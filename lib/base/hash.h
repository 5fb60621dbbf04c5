/*
 * Hashing strings, and a map from hashes to small numbers.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv).  Start with
 * HASH_START; feed bytes or other hashes. */
#define HASH_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t
hash_byte(uint64_t hash, unsigned char byte)
{
	return (hash ^ byte) * UINT64_C(0x100000001b3);
}

/* In place: of a short constant nothing but its hash is left. */
static inline uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < len; i++)
		hash = hash_byte(hash, p[i]);
	return hash;
}

/* Add one whole number to a hash; order matters. */
static inline uint64_t
hash_mix(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* One of 64 bits for a hash: a set of them tells of most others that they are
 * not in it. */
static inline uint64_t
hash_bit(uint64_t hash)
{
	return UINT64_C(1) << (hash >> 58);
}

/* Open addressing by linear probing; grows by itself; no removal. */
struct hash_map {
	struct hash_slot {
		uint64_t key;
		int32_t value;
		int32_t is_used;
	} * slots;     /* own */
	size_t cap, n; /* cap is 0 or a power of two */
};

#define HASH_MAP_INIT         \
	{                     \
		.slots = NULL \
	}

/* Where to begin looking.  Keys may be ids, which come in rows. */
static inline size_t
hash_map_start(const struct hash_map *map, uint64_t key)
{
	return (key * UINT64_C(0x9e3779b97f4a7c15)) >> 32 & (map->cap - 1);
}

/* The value of a key, or -1. */
static inline int
hash_map_get(const struct hash_map *map, uint64_t key)
{
	size_t i;

	if (map->cap == 0)
		return -1;
	for (i = hash_map_start(map, key); map->slots[i].is_used;
	     i = (i + 1) & (map->cap - 1))
		if (map->slots[i].key == key)
			return map->slots[i].value;
	return -1;
}

/* Make room for n keys, so that it grows no more until there are so many. */
void hash_map_reserve(struct hash_map *map, size_t n);

/* Set it; value >= 0. */
void hash_map_set(struct hash_map *map, uint64_t key, int value);

void hash_map_release(struct hash_map *map);

#endif
