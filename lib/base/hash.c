#include "base/hash.h"

#include "base/mem.h"
#include "base/num.h"

#include <stdlib.h>
#include <string.h>

uint64_t
hash_long_text(uint64_t hash, const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t len = text == NULL ? 0 : strlen(text);

	for (; len >= 8; len -= 8, p += 8)
		hash = hash_mix(hash, num_load_eight(p));
	return hash_bytes(hash, p, len);
}

static void
place(struct hash_map *map, uint64_t key, int value)
{
	size_t i = hash_map_start(map, key);

	while (map->slots[i].is_used && map->slots[i].key != key)
		i = (i + 1) & (map->cap - 1);
	if (!map->slots[i].is_used)
		map->n++;
	map->slots[i] = (struct hash_slot){key, value, 1};
}

static void
grow(struct hash_map *map, size_t cap)
{
	struct hash_map grown = {.cap = cap};

	grown.slots = mem_alloc(grown.cap, sizeof(*grown.slots));
	for (size_t i = 0; i < map->cap; i++)
		if (map->slots[i].is_used)
			place(&grown, map->slots[i].key, map->slots[i].value);
	free(map->slots);
	*map = grown;
}

/* Never more than half full. */
void
hash_map_reserve(struct hash_map *map, size_t n)
{
	size_t cap = map->cap != 0 ? map->cap : 64;

	while (cap < n * 2)
		cap *= 2;
	if (cap > map->cap)
		grow(map, cap);
}

void
hash_map_set(struct hash_map *map, uint64_t key, int value)
{
	hash_map_reserve(map, map->n + 1);
	place(map, key, value);
}

void
hash_map_release(struct hash_map *map)
{
	free(map->slots);
	*map = (struct hash_map)HASH_MAP_INIT;
}
