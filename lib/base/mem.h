/*
 * Memory that never comes back NULL.  Running out ends the program with one
 * line on stderr: everything worth keeping is in the archive's transactions.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Zeroed memory of n items of size bytes; free() it. */
void *mem_alloc(size_t n, size_t size);

/* Make room for at least n items of size bytes in *cap items at p, growing
 * by half.  Returns the (moved) array; new items are zeroed. */
void *mem_grow(void *p, size_t *cap, size_t n, size_t size);

/* Copies; NULL gives NULL.  mem_copy makes a string of len bytes. */
char *mem_strdup(const char *s);
char *mem_copy(const char *s, size_t len);

/* Free *s and put a copy of value (may be NULL) in its place. */
void mem_replace(char **s, const char *value);

/* Keep what is freed for the next use, instead of giving it back to the
 * system at once to ask for it again: for programs that do one thing after
 * another.  Once, at the start; where the C library knows no such thing,
 * nothing. */
void mem_keep_freed(void);

/* So many bytes, up to 32 million, are going to be used in small pieces and
 * without order: where the system can, they come on large pages, of which the
 * processor finds its way to more.  Lasts after mem_keep_freed() alone. */
void mem_expect(size_t len);

/* What was freed goes back to the system, where it would be kept for the next
 * use: after work that took much. */
void mem_trim(void);

/* A function to run before the out-of-memory exit (to restore a terminal). */
void mem_on_exhausted(void (*restore)(void));

/* End the program so, where another library found no memory. */
_Noreturn void mem_exhausted(void);

#endif
