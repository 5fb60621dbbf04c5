#include "export/share.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/when.h"

#include <inttypes.h>

#define DAY INT64_C(86400)

static const struct limit {
	const char *kind, *words;
	int64_t most, span; /* so many within so many seconds */
} limits[] = {
    {"full", "500 posts or accounts in full a day", 500, DAY},
    {"id", "1,500,000 ids in 30 days", 1500000, 30 * DAY},
};

static int
read_sum(struct db *db, const struct limit *limit, int64_t *sum,
    int64_t *first_at, struct err *err)
{
	if (db_bind(db, STMT_SHARE_SUM, err, "si", limit->kind,
		clock_now() - limit->span) == -1 ||
	    db_step(db, STMT_SHARE_SUM, err) == -1)
		return -1;
	*sum = db_int(db, STMT_SHARE_SUM, 0);
	*first_at = db_int(db, STMT_SHARE_SUM, 1);
	db_reset(db, STMT_SHARE_SUM);
	return 0;
}

int
share_load(struct store *store, bool ids_only, struct share *share,
    struct err *err)
{
	const struct limit *limit = &limits[ids_only];
	int64_t sum;

	*share = (struct share){.ids_only = ids_only};
	if (read_sum(store_db(store), limit, &sum, &share->first_at, err) == -1)
		return -1;
	share->left = sum < limit->most ? limit->most - sum : 0;
	return 0;
}

bool
share_take(struct share *share, bool stands, bool withheld)
{
	if (!stands)
		share->gone++;
	else if (withheld)
		share->withheld++;
	else if (share->left == 0)
		share->over++;
	else {
		share->left--;
		share->taken++;
		return true;
	}
	return false;
}

int
share_record(struct store *store, const struct share *share, struct err *err)
{
	const struct limit *limit = &limits[share->ids_only];
	struct db *db = store_db(store);
	int64_t sum, first_at;

	if (store_begin(store, err) == -1)
		return -1;
	if (read_sum(db, limit, &sum, &first_at, err) == -1)
		goto failed;
	if (sum + share->taken > limit->most) {
		err_set(err, ERR_LATER,
		    "another export has passed on content meanwhile; run the "
		    "same command again");
		goto failed;
	}
	if (db_run(db, STMT_SHARE_PUT, err, "sii", limit->kind, clock_now(),
		share->taken) == 0)
		return store_commit(store, err);
failed:
	store_rollback(store);
	return -1;
}

static void
add_reason(struct buf *text, int64_t n, const char *reason)
{
	if (n > 0)
		buf_addf(text, "%s%" PRId64 " %s", text->len > 0 ? ", " : "", n,
		    reason);
}

void
share_explain(const struct share *share, struct buf *text)
{
	const struct limit *limit = &limits[share->ids_only];
	struct buf list = BUF_INIT;

	add_reason(&list, share->gone,
	    "that X no longer shows, or shows in a newer version");
	add_reason(&list, share->withheld, "withheld in some country");
	add_reason(&list, share->over, "over X's limit");
	if (list.len > 0)
		buf_addf(text, "left out: %s", list.data);
	if (share->over > 0) {
		buf_addf(text, " of %s", limit->words);
		if (share->first_at != 0) {
			buf_adds(text, "; more may go from ");
			when_add_local(text, share->first_at + limit->span);
		}
	}
	buf_release(&list);
}
