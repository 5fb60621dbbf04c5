#include "base/arena.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)256 * 1024)
/* The most that is kept for the next use. */
#define KEPT_SIZE ((size_t)8 * 1024 * 1024)
#define ALIGN     16

struct arena_block {
	struct arena_block *next;
	size_t size;
};

/* Blocks begin with their header, rounded up to the alignment. */
#define HEADER ((sizeof(struct arena_block) + ALIGN - 1) / ALIGN * ALIGN)

static void
add_block(struct arena *arena, size_t least)
{
	size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;
	struct arena_block *block = malloc(HEADER + size);

	if (block == NULL) /* mem_alloc knows how to end the program */
		block = mem_alloc(1, HEADER + size);
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	arena->used = 0;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	void *p;

	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (arena->blocks == NULL || arena->blocks->size - arena->used < size)
		add_block(arena, size);
	p = (char *)arena->blocks + HEADER + arena->used;
	arena->used += size;
	return p;
}

void *
arena_zero(struct arena *arena, size_t n, size_t size)
{
	void *p = arena_alloc(arena, n * size);

	memset(p, 0, n * size);
	return p;
}

char *
arena_copy(struct arena *arena, const char *s, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *s)
{
	return s == NULL ? NULL : arena_copy(arena, s, strlen(s));
}

void
arena_reset(struct arena *arena)
{
	size_t size = 0;

	arena->used = 0;
	if (arena->blocks == NULL || arena->blocks->next == NULL)
		return;
	while (arena->blocks != NULL) {
		struct arena_block *next = arena->blocks->next;

		size += arena->blocks->size;
		free(arena->blocks);
		arena->blocks = next;
	}
	/* The next use will need about as much: in one piece. */
	add_block(arena, size < KEPT_SIZE ? size : KEPT_SIZE);
}

void
arena_release(struct arena *arena)
{
	while (arena->blocks != NULL) {
		struct arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
	*arena = (struct arena)ARENA_INIT;
}
