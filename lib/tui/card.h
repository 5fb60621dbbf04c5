/*
 * What `givetake report account` says of one: which posts move its numbers
 * most, its voice, how it answers, shares and lifts, how it stands by rules of
 * thumb.
 */
#ifndef TUI_CARD_H
#define TUI_CARD_H

#include "tui/rows.h"
#include "json/json.h"

struct card_view {
	struct json_doc doc;           /* own */
	struct post_rows gives, takes; /* own */
	bool is_there;
};

/* Read what it wrote as JSON; the posts come from the archive. */
int card_read(struct card_view *card, struct store *store,
    const struct buf *json, struct err *err);
void card_forget(struct card_view *card);

void card_voice_lines(struct doc *doc, const struct card_view *card);
void card_measure_lines(struct doc *doc, const struct card_view *card);
void card_gauge_lines(struct doc *doc, const struct card_view *card, int width);

#endif
