#include "model/page.h"

#include <string.h>

/* The array moves within the arena; what it leaves behind goes with the
 * page. */
static void *
grown(struct arena *arena, const void *items, size_t n, size_t *cap,
    size_t size, size_t more)
{
	size_t wanted = n + more > *cap * 2 ? n + more : *cap * 2;
	void *moved = arena_zero(arena, wanted, size);

	if (n > 0)
		memcpy(moved, items, n * size);
	*cap = wanted;
	return moved;
}

void
page_reserve(struct page *page, size_t posts, size_t users)
{
	if (page->n_posts + posts > page->cap_posts)
		page->posts = grown(&page->arena, page->posts, page->n_posts,
		    &page->cap_posts, sizeof(*page->posts), posts);
	if (page->n_users + users > page->cap_users)
		page->users = grown(&page->arena, page->users, page->n_users,
		    &page->cap_users, sizeof(*page->users), users);
}

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
