#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __GLIBC__
#	include <malloc.h>
#endif

#define LARGE_PAGE ((uintptr_t)2 << 20)

/* So much may lie unused at the end of the heap; larger pieces than that of an
 * arena are mapped, and given back, by themselves. */
enum { KEPT_BYTES = 64 << 20, MAPPED_BYTES = 8 << 20 };

static void (*restore_hook)(void);

void
mem_keep_freed(void)
{
#ifdef __GLIBC__
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
#endif
}

void
mem_on_exhausted(void (*restore)(void))
{
	restore_hook = restore;
}

void
mem_exhausted(void)
{
	if (restore_hook != NULL)
		restore_hook();
	fputs("givetake: out of memory; the archive is safe\n", stderr);
	exit(70);
}

static void *
check(void *p)
{
	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_alloc(size_t n, size_t size)
{
	return check(calloc(n != 0 ? n : 1, size != 0 ? size : 1));
}

void *
mem_grow(void *p, size_t *cap, size_t n, size_t size)
{
	size_t want = *cap;

	if (n <= *cap)
		return p;
	while (want < n)
		want += want / 2 + 8;
	if (size == 0 || want > SIZE_MAX / size)
		return check(NULL);
	p = check(realloc(p, want * size));
	memset((char *)p + *cap * size, 0, (want - *cap) * size);
	*cap = want;
	return p;
}

char *
mem_strdup(const char *s)
{
	return s == NULL ? NULL : mem_copy(s, strlen(s));
}

char *
mem_copy(const char *s, size_t len)
{
	char *copy = mem_alloc(len + 1, 1);

	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

void
mem_replace(char **s, const char *value)
{
	char *copy = mem_strdup(value);

	free(*s);
	*s = copy;
}

void
mem_expect(size_t len)
{
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
	char *p, *first;

	/* Not mapped by itself, the end of the heap grows by it, and keeps it
	 * when it is freed. */
	mallopt(M_MMAP_THRESHOLD, (int)len + 4096);
	p = malloc(len);
	mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
	if (p == NULL)
		return;
	first = p + LARGE_PAGE - (uintptr_t)p % LARGE_PAGE;
	madvise(first, len - (size_t)(first - p), MADV_HUGEPAGE);
	free(p);
#else
	(void)len;
#endif
}

void
mem_trim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
