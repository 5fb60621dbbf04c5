#include "store/ledger.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/when.h"
#include "store/observation.h"
#include "store/store_private.h"

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

const char *const ledger_cap_names[CAP_COUNT] = {
    [CAP_RUN] = "run",
    [CAP_DAY] = "day",
    [CAP_MONTH] = "month",
    [CAP_OBSERVATION] = "observation",
};

/* The observation that it counts for; *id 0: none. */
static int
find_observation(struct store *store, const struct ledger_spender *spender,
    int64_t *id, int64_t *budget, struct err *err)
{
	int64_t spent;

	*id = *budget = 0;
	return spender->is_apart
		   ? 0
		   : store_observation_of_source(store, spender->source_id, id,
			 budget, &spent, err);
}

static int
read_spent(struct store *store, int64_t run_id, int64_t observation_id,
    int64_t spent[CAP_COUNT], struct err *err)
{
	struct db *db = store->db;
	int64_t today = when_utc_day(clock_now());

	if (db_bind(db, STMT_LEDGER_SPENT, err, "iiii", run_id, today,
		first_of_month(today), observation_id) == -1 ||
	    db_step(db, STMT_LEDGER_SPENT, err) == -1)
		return -1;
	for (int i = 0; i < CAP_COUNT; i++)
		spent[i] = db_int(db, STMT_LEDGER_SPENT, i);
	db_reset(db, STMT_LEDGER_SPENT);
	return 0;
}

int
ledger_spent(struct store *store, const struct ledger_spender *spender,
    int64_t spent[CAP_COUNT], struct err *err)
{
	int64_t id, budget;

	return find_observation(store, spender, &id, &budget, err) == -1
		   ? -1
		   : read_spent(store, spender->run_id, id, spent, err);
}

int
ledger_left(struct store *store, const struct ledger_spender *spender,
    const struct ledger_caps *caps, int64_t *left, const char **which,
    struct err *err)
{
	struct ledger_caps all = *caps;
	int64_t spent[CAP_COUNT], id, budget;

	if (find_observation(store, spender, &id, &budget, err) == -1 ||
	    read_spent(store, spender->run_id, id, spent, err) == -1)
		return -1;
	all.of[CAP_OBSERVATION] = budget > 0 ? budget : LEDGER_NO_CAP;
	*left = LEDGER_NO_CAP;
	*which = NULL;
	for (int i = 0; i < CAP_COUNT; i++) {
		if (all.of[i] == LEDGER_NO_CAP || all.of[i] - spent[i] >= *left)
			continue;
		*left = all.of[i] - spent[i];
		*which = ledger_cap_names[i];
	}
	return 0;
}

int
ledger_forget_days(struct store *store, struct err *err)
{
	return db_run(store->db, STMT_BILLED_PURGE, err, "i",
	    when_utc_day(clock_now()));
}

int
ledger_reserve(struct store *store, const struct ledger_entry *entry,
    int64_t *id, struct err *err)
{
	int64_t now = clock_now(), observation_id, budget;

	if (find_observation(store, &entry->by, &observation_id, &budget,
		err) == -1 ||
	    db_run(store->db, STMT_LEDGER_RESERVE, err, "iIiissiI",
		entry->by.run_id, entry->by.source_id, now, when_utc_day(now),
		entry->endpoint, entry->purpose, entry->reserved,
		observation_id) == -1)
		return -1;
	*id = db_last_rowid(store->db);
	return 0;
}

int
ledger_tally(struct store *store, const struct ledger_entry *entry, int64_t *id,
    struct err *err)
{
	int rc = db_find_int(store->db, STMT_LEDGER_TALLY, id, err, "iIis",
	    when_utc_day(clock_now()), entry->by.source_id, entry->by.run_id,
	    entry->endpoint);

	if (rc == 0)
		return ledger_reserve(store, entry, id, err);
	return rc == -1 ? -1 : 0;
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

/* Add what was billed for a page to a row. */
static int
add_to(struct store *store, int64_t id, const struct ledger_bill *bill,
    const struct billing *billing, struct err *err)
{
	const struct page *page = bill->page;

	return db_run(store->db, STMT_LEDGER_ADD, err, "iiiiiiii", id,
	    (int64_t)bill->status, billing->gross, billing->net,
	    (int64_t)(page->n_posts - page->n_included_posts),
	    (int64_t)(page->n_users - page->n_included_users),
	    (int64_t)page->n_included_posts, (int64_t)page->n_included_users);
}

int
ledger_add(struct store *store, int64_t id, const struct ledger_bill *bill,
    struct err *err)
{
	struct billing billing = {0, 0};

	return bill_page(store, bill, &billing, err) == -1
		   ? -1
		   : add_to(store, id, bill, &billing, err);
}

static int
settle_row(struct store *store, int64_t id, const struct ledger_bill *bill,
    const struct billing *billing, struct err *err)
{
	const struct page *page = bill->page;
	int64_t in_posts = (int64_t)page->n_included_posts;
	int64_t in_users = (int64_t)page->n_included_users;

	return db_run(store->db, STMT_LEDGER_SETTLE, err, "iiiiiiiii", id,
	    (int64_t)bill->status, billing->gross, billing->net,
	    (int64_t)page->n_posts - in_posts,
	    (int64_t)page->n_users - in_users,
	    (int64_t)(bill->per_request ? 1 : 0), in_posts, in_users);
}

int
ledger_settle(struct store *store, int64_t id, const struct ledger_bill *bill,
    struct err *err)
{
	struct billing billing = {0, 0};
	int64_t same = 0;

	if (bill->per_request && bill->page != NULL)
		billing.gross = billing.net = bill->data_price;
	else if (bill->page != NULL &&
		 bill_page(store, bill, &billing, err) == -1)
		return -1;
	/* Another row for the same source and day. */
	if (billing.gross > 0 && billing.net == 0 &&
	    db_find_int(store->db, STMT_LEDGER_SAME, &same, err, "i", id) == -1)
		return -1;
	if (same != 0 && add_to(store, same, bill, &billing, err) == -1)
		return -1;
	return billing.gross == 0 || same != 0
		   ? db_run(store->db, STMT_LEDGER_DROP, err, "i", id)
		   : settle_row(store, id, bill, &billing, err);
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
