#include "ingest/batch.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "decode/v2.h"

#include <stdlib.h>

#define FLAT_PER_PAGE    100
#define POSTS_PER_COMMIT 2000

struct batch {
	struct store *store;         /* borrowed */
	const struct sites *sites;   /* borrowed */
	const char *origin;          /* borrowed */
	struct batch_counts *counts; /* borrowed */
	struct page page;            /* own */
	struct json_doc doc;         /* own; of joined lines */
	struct buf flat; /* own: flattened posts that wait, "[a,b" */
	int n_flat;
	int64_t n_pending; /* posts since the last commit */
	bool in_transaction;
};

struct batch *
batch_new(struct store *store, const struct sites *sites, const char *origin,
    struct batch_counts *counts)
{
	struct batch *batch = mem_alloc(1, sizeof(*batch));

	batch->store = store;
	batch->sites = sites;
	batch->origin = origin;
	batch->counts = counts;
	batch->flat = (struct buf)BUF_INIT;
	return batch;
}

/* When X said so: as the collecting tool noted it, else not before the
 * newest post was written. */
static int64_t
seen_at(const struct json *root, const struct page *page)
{
	const struct json *item = json_is_array(root) ? json_first(root) : root;
	const char *s =
	    json_string(json_get(json_get(item, "__twarc"), "retrieved_at"));
	int64_t at = 0;

	if (s != NULL && when_parse_rfc3339(s, &at) == 0)
		return at;
	for (size_t i = 0; i < page->n_posts; i++)
		if (page->posts[i].created_at > at)
			at = page->posts[i].created_at;
	return at != 0 ? at : clock_now();
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

static int
put_page(struct batch *batch, const struct json *root, const char *text,
    size_t len, struct err *err)
{
	struct ingest_source from = {
	    .origin = batch->origin,
	    .body = text,
	    .len = len,
	    .seen_at = seen_at(root, &batch->page),
	};

	if (!batch->in_transaction && store_begin(batch->store, err) == -1)
		return -1;
	batch->in_transaction = true;
	if (ingest_page(batch->store, batch->sites, &batch->page, &from,
		&batch->counts->in, err) == -1)
		return -1;
	batch->n_pending += (int64_t)batch->page.n_posts + 1;
	return batch->n_pending < POSTS_PER_COMMIT ? 0 : commit(batch, err);
}

/* Write the flattened posts that wait, as one page. */
static int
put_flat(struct batch *batch, struct err *err)
{
	int rc;

	if (batch->n_flat == 0)
		return 0;
	buf_addc(&batch->flat, ']');
	rc = json_parse(&batch->doc, batch->flat.data, batch->flat.len, err);
	if (rc == 0) {
		decode_v2_page(batch->doc.root, &batch->page);
		rc = put_page(batch, batch->doc.root, batch->flat.data,
		    batch->flat.len, err);
	}
	buf_clear(&batch->flat);
	batch->n_flat = 0;
	return rc;
}

static int
add_flat(struct batch *batch, const char *text, size_t len, struct err *err)
{
	buf_addc(&batch->flat, batch->n_flat == 0 ? '[' : ',');
	buf_add(&batch->flat, text, len);
	if (++batch->n_flat < FLAT_PER_PAGE)
		return 0;
	return put_flat(batch, err);
}

int
batch_add(struct batch *batch, const struct json *root, const char *text,
    size_t len, struct err *err)
{
	struct batch_counts *counts = batch->counts;

	counts->values++;
	if (json_is_object(root) && json_get(root, "data") == NULL &&
	    json_is_string(json_get(root, "text")) &&
	    json_is_string(json_get(root, "id")) &&
	    json_get(root, "id_str") == NULL)
		return add_flat(batch, text, len, err);
	decode_v2_page(root, &batch->page);
	switch (batch->page.kind) {
	case PAGE_POSTS:
	case PAGE_USERS:
		break;
	case PAGE_LISTS:
		counts->lists += (int64_t)batch->page.n_data;
		break;
	case PAGE_COUNTS:
		counts->counts += (int64_t)batch->page.n_data;
		break;
	case PAGE_COMPLIANCE:
		counts->compliance++;
		break;
	default:
		counts->unknown++;
	}
	/* Whatever it is, it may include posts, accounts and problems. */
	return put_page(batch, root, text, len, err);
}

int
batch_flush(struct batch *batch, struct err *err)
{
	if (put_flat(batch, err) == -1)
		return -1;
	return commit(batch, err);
}

void
batch_free(struct batch *batch)
{
	if (batch == NULL)
		return;
	if (batch->in_transaction)
		store_rollback(batch->store);
	page_release(&batch->page);
	json_release(&batch->doc);
	buf_release(&batch->flat);
	free(batch);
}
