#include "tui/list.h"

static void
follow(struct list *list)
{
	if (list->n == 0) {
		list->cursor = 0;
		list->top = 0;
		return;
	}
	if (list->cursor >= list->n)
		list->cursor = list->n - 1;
	if (list->cursor < list->top)
		list->top = list->cursor;
	if (list->cursor >= list->top + list->height)
		list->top = list->cursor - list->height + 1;
	/* No empty lines below while some above are hidden. */
	if (list->top + list->height > list->n)
		list->top = list->n > list->height ? list->n - list->height : 0;
}

void
list_resize(struct list *list, size_t n, size_t height)
{
	list->n = n;
	list->height = height > 0 ? height : 1;
	follow(list);
}

void
list_to(struct list *list, size_t line)
{
	list->cursor = line;
	follow(list);
}

void
list_move(struct list *list, long by)
{
	if (by < 0 && (size_t)-by > list->cursor)
		list_to(list, 0);
	else
		list_to(list, list->cursor + (size_t)by);
}

void
list_page(struct list *list, long by)
{
	size_t lines = list->height * (size_t)(by < 0 ? -by : by);

	if (by > 0)
		list->top += lines;
	else
		list->top = list->top > lines ? list->top - lines : 0;
	list_move(list, by < 0 ? -(long)lines : (long)lines);
}
