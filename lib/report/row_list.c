#include "report/row_list.h"

#include "base/mem.h"

#include <stdlib.h>

void
row_list_add(struct row_list *list, const struct row *row)
{
	list->items = mem_grow(list->items, &list->cap, list->n + 1,
	    sizeof(*list->items));
	list->items[list->n++] = *row;
	buf_add(&list->bytes, row->bytes, row->len);
}

void
row_list_clear(struct row_list *list)
{
	buf_clear(&list->bytes);
	list->n = 0;
}

void
row_list_release(struct row_list *list)
{
	buf_release(&list->bytes);
	free(list->items);
	*list = (struct row_list)ROW_LIST_INIT;
}

bool
row_list_next(const struct row_list *list, struct row_place *place,
    struct row *row)
{
	if (place->item == list->n)
		return false;
	*row = list->items[place->item++];
	row->bytes = list->bytes.data + place->offset;
	place->offset += row->len;
	return true;
}
