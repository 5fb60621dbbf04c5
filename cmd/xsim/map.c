#include "xsim/map.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct map_slot {
	int64_t key;
	void *value; /* borrowed; NULL in an empty slot */
};

static size_t
slot_of(const struct map *map, int64_t key)
{
	size_t i = (uint64_t)key * UINT64_C(0x9e3779b97f4a7c15) >> 20;

	for (i &= map->cap - 1;
	     map->slots[i].value != NULL && map->slots[i].key != key;
	     i = (i + 1) & (map->cap - 1))
		continue;
	return i;
}

void *
map_get(const struct map *map, int64_t key)
{
	return map->cap == 0 ? NULL : map->slots[slot_of(map, key)].value;
}

static void
grow(struct map *map)
{
	struct map old = *map;

	map->cap = old.cap == 0 ? 64 : old.cap * 2;
	map->slots = mem_alloc(map->cap, sizeof(*map->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].value != NULL)
			map->slots[slot_of(map, old.slots[i].key)] =
			    old.slots[i];
	free(old.slots);
}

void
map_set(struct map *map, int64_t key, void *value)
{
	size_t i;

	if (map->n * 2 >= map->cap)
		grow(map);
	i = slot_of(map, key);
	if (map->slots[i].value == NULL)
		map->n++;
	map->slots[i].key = key;
	map->slots[i].value = value;
}

void
map_clear(struct map *map)
{
	if (map->cap > 0)
		memset(map->slots, 0, map->cap * sizeof(*map->slots));
	map->n = 0;
}

void
map_release(struct map *map)
{
	free(map->slots);
	*map = (struct map)MAP_INIT;
}

int64_t
map_key(const char *s)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		hash = (hash ^ c) * UINT64_C(0x100000001b3);
	}
	return (int64_t)hash;
}
