#include "store/ledger.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/when.h"
#include "store/store_private.h"

#include <string.h>

/* The UTC day on which the month of a day began. */
static int64_t
first_of_month(int64_t day)
{
	struct buf date = BUF_INIT;
	int64_t of_month;

	when_add_day(&date, day);
	of_month = (date.data[8] - '0') * 10 + (date.data[9] - '0');
	buf_release(&date);
	return day - of_month + 1;
}

int
ledger_left(struct store *store, int64_t run_id, const struct ledger_caps *caps,
    int64_t *left, const char **which, struct err *err)
{
	static const char *const names[] = {"run", "day", "month"};
	const int64_t limits[] = {caps->run, caps->day, caps->month};
	struct db *db = store->db;
	int64_t today = when_utc_day(clock_now());

	if (db_bind(db, STMT_LEDGER_SPENT, err, "iii", run_id, today,
		first_of_month(today)) == -1 ||
	    db_step(db, STMT_LEDGER_SPENT, err) == -1)
		return -1;
	*left = LEDGER_NO_CAP;
	*which = NULL;
	for (int i = 0; i < 3; i++) {
		int64_t rest;

		if (limits[i] == LEDGER_NO_CAP)
			continue;
		rest = limits[i] - db_int(db, STMT_LEDGER_SPENT, i);
		if (rest < *left) {
			*left = rest;
			*which = names[i];
		}
	}
	db_reset(db, STMT_LEDGER_SPENT);
	return 0;
}

int
ledger_reserve(struct store *store, const struct ledger_entry *entry,
    int64_t *id, struct err *err)
{
	int64_t now = clock_now();

	if (db_run(store->db, STMT_LEDGER_RESERVE, err, "iIiissi",
		entry->run_id, entry->source_id, now, when_utc_day(now),
		entry->endpoint, entry->purpose, entry->reserved) == -1)
		return -1;
	*id = db_last_rowid(store->db);
	return 0;
}

struct billing {
	int64_t gross, net;
};

/* Bill one resource; the second time on a UTC day is free. */
static int
bill_one(struct store *store, const char *kind, int64_t id, int64_t price,
    struct billing *billing, struct err *err)
{
	if (price == 0)
		return 0;
	if (db_run(store->db, STMT_BILLED_INSERT, err, "isi",
		when_utc_day(clock_now()), kind, id) == -1)
		return -1;
	billing->gross += price;
	if (db_changes(store->db) == 1)
		billing->net += price;
	return 0;
}

static int
bill_page(struct store *store, const struct ledger_bill *bill,
    struct billing *billing, struct err *err)
{
	const struct page *page = bill->page;
	size_t n_users = page->n_users, n_data_users = 0;

	if (bill->data_is_users)
		n_data_users = n_users - page->n_included_users;
	for (size_t i = 0; i < page->n_posts; i++)
		if (bill_one(store, "post", page->posts[i].id,
			page->posts[i].included ? bill->post_price
						: bill->data_price,
			billing, err) == -1)
			return -1;
	for (size_t i = 0; i < n_users; i++)
		if (bill_one(store, "user", page->users[i].id,
			i < n_data_users ? bill->data_price : bill->user_price,
			billing, err) == -1)
			return -1;
	return 0;
}

int
ledger_settle(struct store *store, int64_t id, const struct ledger_bill *bill,
    struct err *err)
{
	struct billing billing = {0, 0};
	int64_t posts = 0, users = 0, in_posts = 0, in_users = 0, others = 0;
	const struct page *page = bill->page;

	if (bill->per_request && page != NULL)
		billing.gross = billing.net = bill->data_price;
	else if (page != NULL && bill_page(store, bill, &billing, err) == -1)
		return -1;
	if (billing.gross == 0)
		return db_run(store->db, STMT_LEDGER_DROP, err, "i", id);
	in_posts = (int64_t)page->n_included_posts;
	in_users = (int64_t)page->n_included_users;
	posts = (int64_t)page->n_posts - in_posts;
	users = (int64_t)page->n_users - in_users;
	if (bill->per_request)
		others = 1;
	return db_run(store->db, STMT_LEDGER_SETTLE, err, "iiiiiiiii", id,
	    (int64_t)bill->status, billing.gross, billing.net, posts, users,
	    others, in_posts, in_users);
}

int
ledger_of_run(struct store *store, int64_t run_id, int64_t *gross, int64_t *net,
    int64_t *requests, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_LEDGER_OF_RUN;

	if (db_bind(db, s, err, "i", run_id) == -1 || db_step(db, s, err) == -1)
		return -1;
	*gross = db_int(db, s, 0);
	*net = db_int(db, s, 1);
	*requests = db_int(db, s, 2);
	db_reset(db, s);
	return 0;
}
