#include "score/verdict.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A close call: the best class is this improbable, or this near the next. */
#define BEST_TOO_LOW  0.45
#define NEXT_TOO_NEAR 0.10

void
evidence_add(struct evidence_list *list, const struct evidence *item)
{
	list->items = mem_grow(list->items, &list->cap, list->n + 1,
	    sizeof(*list->items));
	list->items[list->n++] = *item;
}

static bool
is_same(const struct evidence *a, const struct evidence *b)
{
	return a->class == b->class && a->start == b->start &&
	       a->end == b->end && a->link == b->link &&
	       strcmp(a->sentence, b->sentence) == 0;
}

void
evidence_join(struct evidence_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct evidence *item = &list->items[i];
		size_t k = 0;

		while (k < kept && !is_same(&list->items[k], item))
			k++;
		if (k < kept)
			list->items[k].contribution += item->contribution;
		else
			list->items[kept++] = *item;
	}
	list->n = kept;
}

static bool
is_before(const struct evidence *a, const struct evidence *b,
    enum post_class class)
{
	if ((a->class == class) != (b->class == class))
		return a->class == class;
	return fabs(a->contribution) > fabs(b->contribution);
}

/* By insertion, with each place found by halving: equal items must keep their
 * order. */
void
evidence_sort(struct evidence_list *list, enum post_class class)
{
	struct evidence *items = list->items;

	for (size_t i = 1; i < list->n; i++) {
		struct evidence item = items[i];
		size_t low = 0, high = i;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (is_before(&item, &items[middle], class))
				high = middle;
			else
				low = middle + 1;
		}
		memmove(items + low + 1, items + low,
		    (i - low) * sizeof(*items));
		items[low] = item;
	}
}

void
evidence_clear(struct evidence_list *list)
{
	list->n = 0;
}

void
evidence_release(struct evidence_list *list)
{
	free(list->items);
	*list = (struct evidence_list)EVIDENCE_LIST_INIT;
}

void
verdict_settle(struct verdict *verdict)
{
	double best = -1, second = -1;

	for (int c = 0; c < CLASS_COUNT; c++) {
		double p = verdict->p[c];

		if (p > best) {
			second = best;
			best = p;
			verdict->class = (enum post_class)c;
		} else if (p > second) {
			second = p;
		}
	}
	verdict->low_confidence =
	    best < BEST_TOO_LOW || best - second < NEXT_TOO_NEAR;
}

const char *
post_form_name(enum post_form form)
{
	static const char *const names[] = {
	    [FORM_POST] = "post",
	    [FORM_REPLY] = "reply",
	    [FORM_SELF_REPLY] = "self_reply",
	    [FORM_QUOTE] = "quote",
	    [FORM_REPOST] = "repost",
	};

	return names[form];
}
