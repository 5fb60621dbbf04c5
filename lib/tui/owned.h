/*
 * What belongs to an account, as it was found or as the user said.
 */
#ifndef TUI_OWNED_H
#define TUI_OWNED_H

#include "score/ownership.h"
#include "store/store.h"
#include "tui/doc.h"

struct owned_item {
	char *what, *reason; /* own */
	enum own_status status;
	bool by_user;
};

struct owned {
	struct owned_item *items; /* own */
	size_t n, cap;
};

int owned_read(struct owned *owned, struct store *store, int64_t id,
    struct err *err);
void owned_release(struct owned *owned);

/* OWN_NOT for a site that nothing is known of. */
enum own_status owned_status(const struct owned *owned, const char *site);

void owned_lines(struct doc *doc, const struct owned *owned, int64_t id);

#endif
