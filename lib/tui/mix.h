/*
 * What an account's posts are, and how they went week by week.
 */
#ifndef TUI_MIX_H
#define TUI_MIX_H

#include "score/moments.h"
#include "tui/ui.h"

#define MIX_WEEKS 12

struct mix {
	struct moments sums;             /* of the window */
	struct moments weeks[MIX_WEEKS]; /* the last is this week */
};

int mix_read(struct mix *mix, const struct ui *ui, int64_t id, struct err *err);

/* The classes of the window, each with its posts behind it; the weeks. */
void mix_lines(struct doc *doc, const struct mix *mix, const struct ui *ui,
    int64_t id);
void mix_week_lines(struct doc *doc, const struct mix *mix);

#endif
