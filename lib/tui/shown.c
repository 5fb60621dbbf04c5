#include "tui/shown.h"

#include "base/buf.h"
#include "base/mem.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Raised when struct shown_row changes. */
#define SHOWN_FORM 1

struct header {
	uint32_t form, size;
};

static struct shown_row
make_row(const struct account_score *score, const struct board_row *row)
{
	/* Coverage as it is shown: what falls with every second would be new
	 * lines, to be kept, for ever. */
	struct shown_row shown = {.id = score->id,
	    .rank = score->rank,
	    .rank_low = score->rank_low,
	    .rank_high = score->rank_high,
	    .tier = (uint32_t)score->tier,
	    .posts = (float)score->posts,
	    .directional = (float)score->directional,
	    .gives = (float)score->gives,
	    .takes = (float)score->takes,
	    .balance = (float)score->balance.value,
	    .ratio = (float)score->ratio.value,
	    .ratio_low = (float)score->ratio.low,
	    .ratio_high = (float)score->ratio.high,
	    .coverage = (float)(round(row->coverage * 100) / 100)};

	shown.flags = (uint32_t)((score->is_ranked ? SHOWN_RANKED : 0) |
				 (score->is_leaning ? SHOWN_LEANING : 0) |
				 (score->ratio_is_floor ? SHOWN_FLOOR : 0));
	for (int w = 0; w < BOARD_WEEKS; w++) {
		float sum = row->gives[w] + row->takes[w];

		shown.trend[w] = sum > 0 ? row->gives[w] / sum : -1;
	}
	return shown;
}

static int
read_handle(struct db *db, struct shown_row *row, struct err *err)
{
	const enum statement s = STMT_USER_FIND;
	const char *handle = NULL;
	int rc;

	if (db_bind(db, s, err, "i", row->id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1)
		handle = db_text(db, s, 0);
	if (handle != NULL)
		snprintf(row->handle, sizeof(row->handle), "%s", handle);
	else
		snprintf(row->handle, sizeof(row->handle), "%" PRId64, row->id);
	db_reset(db, s);
	return 0;
}

int
shown_make(struct shown *shown, struct store *store, const struct board *board,
    int64_t at, struct err *err)
{
	*shown = (struct shown){.at = at};
	shown->rows = mem_alloc(board->n, sizeof(*shown->rows));
	for (size_t i = 0; i < board->n; i++) {
		const struct account_score *score = &board->scores[i];

		shown->rows[i] = make_row(score, board_row(board, score->id));
		if (read_handle(store_db(store), &shown->rows[i], err) == -1)
			return -1;
		shown->n++;
	}
	return 0;
}

void
shown_release(struct shown *shown)
{
	free(shown->rows);
	*shown = (struct shown){.rows = NULL};
}

static bool
is_sound(const struct shown_row *row)
{
	return row->tier <= TIER_GIVER && row->balance >= 0 &&
	       row->balance <= 1 &&
	       memchr(row->handle, '\0', sizeof(row->handle)) != NULL;
}

static void
unpack(struct shown *shown, const void *bytes, size_t len)
{
	struct header header;

	if (len < sizeof(header))
		return;
	memcpy(&header, bytes, sizeof(header));
	len -= sizeof(header);
	if (header.form != SHOWN_FORM ||
	    header.size != sizeof(struct shown_row) || len % header.size != 0)
		return;
	shown->n = len / header.size;
	shown->rows = mem_alloc(shown->n, header.size);
	memcpy(shown->rows, (const char *)bytes + sizeof(header), len);
	for (size_t i = 0; i < shown->n; i++)
		if (!is_sound(&shown->rows[i]))
			shown->n = 0;
}

int
shown_load(struct store *store, const char *name, struct shown *shown,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_TUI_SHOWN;
	int rc;

	*shown = (struct shown){.rows = NULL};
	if (db_bind(db, s, err, "s", name) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1) {
		size_t len;
		const void *bytes = db_blob(db, s, 1, &len);

		shown->at = db_int(db, s, 0);
		unpack(shown, bytes, len);
		db_reset(db, s);
	}
	return 0;
}

int
shown_save(struct store *store, const char *name, const struct shown *shown,
    struct err *err)
{
	struct header header = {SHOWN_FORM, sizeof(*shown->rows)};
	struct buf bytes = BUF_INIT;
	int rc;

	buf_add(&bytes, (const char *)&header, sizeof(header));
	buf_add(&bytes, (const char *)shown->rows,
	    shown->n * sizeof(*shown->rows));
	rc = db_run(store_db(store), STMT_TUI_SHOWN_PUT, err, "sib", name,
	    shown->at, (const void *)bytes.data, bytes.len);
	buf_release(&bytes);
	return rc;
}

bool
shown_is_same(const struct shown *a, const struct shown *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->rows, b->rows,
						 a->n * sizeof(*a->rows)) == 0);
}

const struct shown_row *
shown_find(const struct shown *shown, int64_t id)
{
	for (size_t i = 0; i < shown->n; i++)
		if (shown->rows[i].id == id)
			return &shown->rows[i];
	return NULL;
}

const char *
shown_tier(const struct shown_row *row)
{
	struct account_score score = {.tier = (enum account_tier)row->tier,
	    .is_leaning = (row->flags & SHOWN_LEANING) != 0,
	    .is_ranked = (row->flags & SHOWN_RANKED) != 0};

	return score.is_ranked ? account_tier_text(&score) : "too few posts";
}
