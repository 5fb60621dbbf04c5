#include "model/page.h"

void
page_reset(struct page *page)
{
	struct arena arena = page->arena;

	arena_reset(&arena);
	*page = (struct page){.arena = arena};
}

void
page_release(struct page *page)
{
	arena_release(&page->arena);
	*page = (struct page)PAGE_INIT;
}
