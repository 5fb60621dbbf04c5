#include "report/firsts.h"

#include "base/mem.h"

#include <string.h>

static char *
item_at(const struct firsts *firsts, size_t i)
{
	return (char *)firsts->items + i * firsts->size;
}

const void *
firsts_last(const struct firsts *firsts)
{
	return firsts->n > 0 && firsts->n == firsts->max
		   ? item_at(firsts, firsts->n - 1)
		   : NULL;
}

void
firsts_add(struct firsts *firsts, const void *item)
{
	const void *last = firsts_last(firsts);
	size_t at = firsts->n;

	if (firsts->max == 0 ||
	    (last != NULL && !firsts->comes_before(item, last)))
		return;
	if (last != NULL) {
		at--;
	} else {
		firsts->items =
		    mem_grow(firsts->items, &firsts->cap, at + 1, firsts->size);
		firsts->n++;
	}
	while (at > 0 && firsts->comes_before(item, item_at(firsts, at - 1)))
		at--;
	memmove(item_at(firsts, at + 1), item_at(firsts, at),
	    (firsts->n - 1 - at) * firsts->size);
	memcpy(item_at(firsts, at), item, firsts->size);
}
