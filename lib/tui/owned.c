#include "tui/owned.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void
owned_release(struct owned *owned)
{
	for (size_t i = 0; i < owned->n; i++) {
		free(owned->items[i].what);
		free(owned->items[i].reason);
	}
	free(owned->items);
	*owned = (struct owned){.items = NULL};
}

int
owned_read(struct owned *owned, struct store *store, int64_t id,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_OWN_OF_USER;
	int rc;

	owned_release(owned);
	if (db_bind(db, s, err, "i", id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int status = own_status_by_name(db_text(db, s, 1));

		owned->items = mem_grow(owned->items, &owned->cap, owned->n + 1,
		    sizeof(*owned->items));
		owned->items[owned->n++] =
		    (struct owned_item){.what = mem_strdup(db_text(db, s, 0)),
			.reason = mem_strdup(db_text(db, s, 3)),
			.status =
			    status == -1 ? OWN_NOT : (enum own_status)status,
			.by_user = db_int(db, s, 2) != 0};
	}
	return rc;
}

enum own_status
owned_status(const struct owned *owned, const char *site)
{
	for (size_t i = 0; i < owned->n && site != NULL; i++)
		if (strcmp(owned->items[i].what, site) == 0)
			return owned->items[i].status;
	return OWN_NOT;
}

void
owned_lines(struct doc *doc, const struct owned *owned, int64_t id)
{
	doc_head(doc, " What belongs to it (= yes, ! no)");
	for (size_t i = 0; i < owned->n; i++) {
		const struct owned_item *item = &owned->items[i];

		doc_line(doc, 0);
		doc_target(doc, &(struct target){.kind = TARGET_OWN,
				    .id = id,
				    .account_id = id,
				    .text = item->what});
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, ROLE_LINK, item->what, 28);
		doc_to(doc, 0);
		doc_cell(doc,
		    item->status == OWN_SUSPECTED ? ROLE_WARNING : ROLE_TEXT,
		    own_status_name(item->status), 10);
		doc_adds(doc, ROLE_DIM, item->reason);
	}
	if (owned->n == 0) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM, "  nothing that is known");
	}
}
