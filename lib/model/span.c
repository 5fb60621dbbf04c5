#include "model/span.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

const char *const gap_names[GAP_COUNT] = {
    [GAP_NONE] = "seen",
    [GAP_CAP] = "cap",
    [GAP_REACH] = "reach",
    [GAP_OUTAGE] = "outage",
    [GAP_PROTECTED] = "protected",
    [GAP_SUSPENDED] = "suspended",
    [GAP_NOT_FOUND] = "not found",
    [GAP_NEVER] = "never asked",
};

const char gap_letters[GAP_COUNT] = {
    [GAP_NONE] = '#',
    [GAP_CAP] = 'c',
    [GAP_REACH] = 'r',
    [GAP_OUTAGE] = 'o',
    [GAP_PROTECTED] = 'p',
    [GAP_SUSPENDED] = 's',
    [GAP_NOT_FOUND] = 'n',
    [GAP_NEVER] = '.',
};

enum gap
gap_by_name(const char *name)
{
	if (name == NULL)
		return GAP_NONE;
	for (int i = 0; i < GAP_COUNT; i++)
		if (strcmp(gap_names[i], name) == 0)
			return (enum gap)i;
	return GAP_OUTAGE;
}

void
span_list_release(struct span_list *list)
{
	free(list->items);
	*list = (struct span_list){.items = NULL};
}

void
span_append(struct span_list *list, struct span span)
{
	struct span *last = list->n > 0 ? &list->items[list->n - 1] : NULL;

	if (span.from >= span.to)
		return;
	if (last != NULL && last->to == span.from && last->gap == span.gap) {
		last->to = span.to;
		return;
	}
	list->items =
	    mem_grow(list->items, &list->cap, list->n + 1, sizeof(span));
	list->items[list->n++] = span;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void
span_paint(const struct span_list *list, struct span span,
    struct span_list *result)
{
	int64_t at = span.from; /* painted up to here */

	*result = (struct span_list){.items = NULL};
	for (size_t i = 0; i < list->n; i++) {
		struct span old = list->items[i];

		span_append(result,
		    (struct span){old.from, least(old.to, span.from), old.gap});
		if (old.gap == GAP_NONE && span.gap != GAP_NONE &&
		    old.to > span.from && old.from < span.to) {
			span_append(result,
			    (struct span){at, old.from, span.gap});
			span_append(result,
			    (struct span){most(old.from, span.from),
				least(old.to, span.to), GAP_NONE});
			at = most(at, old.to);
		}
		if (old.to > span.to && at < span.to) {
			span_append(result,
			    (struct span){at, span.to, span.gap});
			at = span.to;
		}
		span_append(result,
		    (struct span){most(old.from, span.to), old.to, old.gap});
	}
	span_append(result, (struct span){at, span.to, span.gap});
}

void
span_fill(const struct span_list *list, int64_t from, int64_t to,
    struct span_list *result)
{
	int64_t at = from;

	*result = (struct span_list){.items = NULL};
	for (size_t i = 0; i < list->n && at < to; i++) {
		struct span span = list->items[i];

		if (span.to <= at)
			continue;
		span_append(result,
		    (struct span){at, least(span.from, to), GAP_NEVER});
		span.from = most(span.from, at);
		span.to = least(span.to, to);
		span_append(result, span);
		at = most(at, span.to);
	}
	span_append(result, (struct span){at, to, GAP_NEVER});
}

int64_t
span_seconds(const struct span_list *list, int64_t from, int64_t to,
    enum gap gap)
{
	int64_t seconds = 0;

	for (size_t i = 0; i < list->n; i++) {
		int64_t overlap = least(list->items[i].to, to) -
				  most(list->items[i].from, from);

		if (list->items[i].gap == gap && overlap > 0)
			seconds += overlap;
	}
	return seconds;
}
