#include "ingest/batch.h"

#include "base/mem.h"
#include "store/bulk.h"

#include <stdlib.h>

#define POSTS_PER_COMMIT      2000
#define POSTS_PER_BULK_COMMIT 100000

#define MAX_KNOWN 500000

struct batch {
	struct store *store;       /* borrowed */
	const struct sites *sites; /* borrowed */
	int64_t n_pending;         /* posts since the last commit */
	int64_t n_max;
	struct hash_map known; /* own; accounts just stored */
	bool is_bulk, in_transaction;
};

struct batch *
batch_new(struct store *store, const struct sites *sites)
{
	struct batch *batch = mem_alloc(1, sizeof(*batch));

	batch->store = store;
	batch->sites = sites;
	batch->n_max = POSTS_PER_COMMIT;
	return batch;
}

static void
count_kind(const struct page *page, struct batch_counts *counts)
{
	counts->values++;
	switch (page->kind) {
	case PAGE_POSTS:
	case PAGE_USERS:
		break;
	case PAGE_LISTS:
		counts->lists += (int64_t)page->n_data;
		break;
	case PAGE_COUNTS:
		counts->counts += (int64_t)page->n_data;
		break;
	case PAGE_COMPLIANCE:
		counts->compliance += (int64_t)page->n_data;
		break;
	default:
		counts->unknown++;
	}
}

static int
commit(struct batch *batch, struct err *err)
{
	if (!batch->in_transaction)
		return 0;
	batch->in_transaction = false;
	batch->n_pending = 0;
	if (store_commit(batch->store, err) == 0)
		return 0;
	store_rollback(batch->store);
	return -1;
}

int
batch_begin(struct batch *batch, int64_t n_posts, struct err *err)
{
	bool pays;

	if (store_bulk_pays(batch->store, n_posts, &pays, err) == -1)
		return -1;
	if (!pays)
		return 0;
	batch->is_bulk = true;
	batch->n_max = POSTS_PER_BULK_COMMIT;
	return store_bulk_begin(batch->store, err);
}

int
batch_put(struct batch *batch, struct page *page, struct ingest_source *from,
    struct batch_counts *counts, struct err *err)
{
	from->known = &batch->known;
	if (batch->known.n > MAX_KNOWN)
		hash_map_release(&batch->known);
	count_kind(page, counts);
	if (!batch->in_transaction && store_begin(batch->store, err) == -1)
		return -1;
	batch->in_transaction = true;
	/* Whatever it is, it may include posts, accounts and problems. */
	if (ingest_page(batch->store, batch->sites, page, from, &counts->in,
		err) == -1)
		return -1;
	batch->n_pending += (int64_t)page->n_posts + 1;
	return batch->n_pending < batch->n_max ? 0 : commit(batch, err);
}

int
batch_end(struct batch *batch, struct err *err)
{
	if (commit(batch, err) == -1)
		return -1;
	if (!batch->is_bulk)
		return 0;
	batch->is_bulk = false;
	return store_bulk_settle(batch->store, err);
}

void
batch_free(struct batch *batch)
{
	if (batch == NULL)
		return;
	if (batch->in_transaction)
		store_rollback(batch->store);
	hash_map_release(&batch->known);
	free(batch);
}
