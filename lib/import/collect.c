#include "import/collect.h"

#include "base/clock.h"
#include "base/when.h"
#include "decode/v1.h"
#include "decode/v2.h"

#include <string.h>

#define FLAT_PER_PAGE ((size_t)100)
#define FLAT_BYTES    ((size_t)1024 * 1024)

static void
empty(struct import_page *page)
{
	page_reset(&page->page);
	buf_clear(&page->body);
	page->seen_at = 0;
}

void
collect_begin(struct collect *collect, const struct import_sink *sink,
    const struct owner *owner, const char *name)
{
	if (collect->sink == NULL)
		collect->flat.body = collect->single.body =
		    (struct buf)BUF_INIT;
	collect->sink = sink;
	collect->owner = owner;
	collect->name = name;
	collect->is_deleted = false;
	collect->n_ids = 0;
	collect->n_flat = 0;
	empty(&collect->flat);
	empty(&collect->single);
}

void
collect_release(struct collect *collect)
{
	json_release(&collect->doc);
	if (collect->sink == NULL)
		return;
	import_page_release(&collect->flat);
	import_page_release(&collect->single);
}

/* When X said so: as the collecting tool noted it, else not before the
 * newest post was written. */
static void
date_page(const struct collect *collect, struct import_page *page)
{
	if (page->seen_at == 0 && collect->owner != NULL)
		page->seen_at = collect->owner->seen_at;
	if (page->seen_at != 0)
		return;
	for (size_t i = 0; i < page->page.n_posts; i++)
		if (page->page.posts[i].created_at > page->seen_at)
			page->seen_at = page->page.posts[i].created_at;
	if (page->seen_at == 0)
		page->seen_at = clock_now();
}

static void
read_date(const struct json *root, struct import_page *page)
{
	const char *s =
	    json_string(json_get(json_get(root, "__twarc"), "retrieved_at"));

	if (s != NULL && page->seen_at == 0)
		when_parse_rfc3339(s, &page->seen_at);
}

static int
hand_over(struct collect *collect, struct import_page *page, struct err *err)
{
	int rc;

	date_page(collect, page);
	page->name = collect->name;
	rc = collect->sink->page(collect->sink->arg, page, err);
	empty(page);
	return rc;
}

int
collect_reject(struct collect *collect, const char *text, size_t len,
    int64_t line, const char *why, struct err *err)
{
	struct import_reject reject = {.name = collect->name,
	    .line = line,
	    .why = why,
	    .text = text,
	    .len = len};

	return collect->sink->reject(collect->sink->arg, &reject, err);
}

/* Hand over what decoding could not use. */
static int
reject_damaged(struct collect *collect, struct page *page, int64_t line,
    struct err *err)
{
	int rc = 0;

	for (const struct damage *d = page->damaged; d != NULL && rc == 0;
	     d = d->next)
		rc = collect_reject(collect, d->record, strlen(d->record), line,
		    d->why, err);
	page->damaged = NULL;
	page->n_damaged = 0;
	return rc;
}

struct page *
collect_page(struct collect *collect)
{
	return &collect->flat.page;
}

int
collect_flush(struct collect *collect, struct err *err)
{
	struct import_page *flat = &collect->flat;

	if (collect->n_flat == 0)
		return 0;
	collect->n_flat = 0;
	if (*flat->body.data == '[')
		buf_addc(&flat->body, ']');
	return hand_over(collect, flat, err);
}

int
collect_added(struct collect *collect, const char *before, const char *text,
    size_t len, int64_t line, struct err *err)
{
	struct import_page *flat = &collect->flat;

	if (reject_damaged(collect, &flat->page, line, err) == -1)
		return -1;
	if (flat->page.n_posts == 0 && flat->page.n_users == 0 &&
	    flat->page.n_deleted == 0)
		return 0;
	if (flat->body.len == 0)
		buf_adds(&flat->body, before);
	else if (*before == '[')
		buf_addc(&flat->body, ',');
	buf_add(&flat->body, text, len);
	collect->n_flat++;
	if (collect->n_flat < FLAT_PER_PAGE && flat->body.len < FLAT_BYTES &&
	    flat->page.n_posts < 4 * FLAT_PER_PAGE)
		return 0;
	return collect_flush(collect, err);
}

/* A page of its own, or something that holds no posts. */
static int
add_single(struct collect *collect, const char *text, size_t len, int64_t line,
    struct err *err)
{
	struct import_page *single = &collect->single;

	decode_v2_page(collect->doc.root, &single->page);
	if (reject_damaged(collect, &single->page, line, err) == -1)
		return -1;
	if (single->page.kind == PAGE_OTHER && single->page.n_posts == 0 &&
	    single->page.n_users == 0 && single->page.n_problems == 0) {
		struct import_reject other = {.name = collect->name,
		    .line = line,
		    .why = "nothing with posts that is known here",
		    .text = text,
		    .len = len,
		    .is_other = true};

		return collect->sink->reject(collect->sink->arg, &other, err);
	}
	buf_add(&single->body, text, len);
	read_date(collect->doc.root, single);
	return hand_over(collect, single, err);
}

int
collect_value(struct collect *collect, const char *text, size_t len,
    int64_t line, struct err *err)
{
	const struct json *root = collect->doc.root;
	struct page *page = &collect->flat.page;
	bool added = true;

	if (collect->is_deleted)
		added = decode_v1_deleted(root, page);
	else if (decode_v2_is_flat(root))
		decode_v2_append(root, page);
	else
		added = decode_v1_append(root, collect->owner, page);
	if (!added)
		return add_single(collect, text, len, line, err);
	read_date(root, &collect->flat);
	return collect_added(collect, "[", text, len, line, err);
}

int
collect_text(struct collect *collect, const char *text, size_t len,
    int64_t line, struct err *err)
{
	struct err why = ERR_INIT;

	if (json_parse(&collect->doc, text, len, &why) == -1)
		return collect_reject(collect, text, len, line, why.text, err);
	return collect_value(collect, text, len, line, err);
}
