/*
 * How fast a large archive answers.
 *	read build FILE POSTS	make an archive of invented posts
 *	read measure FILE	time feeds and searches; reports.c times reports
 * Words follow Zipf's law, accounts post unevenly over two years, rows come
 * in the order of a weekly poll.  The same seed gives the same archive.
 */
#include "bench.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/rand.h"
#include "base/when.h"
#include "score/moments.h"
#include "search/search.h"
#include "store/pack.h"
#include "store/source.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WORDS 300000 /* of the vocabulary */

/* The word of a rank: syllables, so that it looks like one. */
static void
add_word(struct buf *buf, int64_t rank)
{
	static const char consonants[] = "bdfghklmnprstvz", vowels[] = "aeiou";

	do {
		buf_addc(buf, consonants[rank % 15]);
		buf_addc(buf, vowels[rank / 15 % 5]);
		rank /= 75;
	} while (rank > 0);
}

/* A rank in [from, to) by Zipf's law. */
static int64_t
draw_rank(struct rng *rng, double from, double to)
{
	return (int64_t)(from * pow(to / from, rng_unit(rng)));
}

struct row {
	int64_t account, at;
};

static int
by_account(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->account != y->account)
		return x->account < y->account ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

struct building {
	struct db *db;
	struct rng rng;
	struct masses masses;
	struct moments sums; /* of an account's day */
	int64_t account, day, number, scorer;
	struct buf text;
};

static void
end_day(struct building *b)
{
	unsigned char packed[MOMENTS_PACKED];

	if (b->sums.sum[MOMENT_POSTS] > 0)
		need(db_run(b->db, STMT_DAY_SUM_PUT, &err, "iib", b->account,
		    b->day, (const void *)packed,
		    moments_pack(&b->sums, packed)));
	memset(&b->sums, 0, sizeof(b->sums));
}

static void
put_score(struct building *b, int64_t rid)
{
	struct verdict verdict = {.form = FORM_POST};
	unsigned char probs[CLASS_COUNT];

	for (int c = 0; c < CLASS_COUNT; c++) {
		verdict.p[c] = 0.04;
		probs[c] = 10;
	}
	verdict.class = (enum post_class)rng_below(&b->rng, CLASS_COUNT);
	verdict.p[verdict.class] = 0.72;
	moments_add_post(&b->sums, &b->masses, &verdict, 1, false);
	need(db_run(b->db, STMT_SCORE_PUT, &err, "iibidddii", rid,
	    (int64_t)verdict.class, probs, sizeof(probs), (int64_t)0, 1.0, 0.5,
	    0.1, b->scorer, (int64_t)0));
}

static void
put_post(struct building *b, const struct row *row)
{
	int64_t id = when_to_id(row->at * 1000) + b->number++ % 4000000;
	int64_t day = when_utc_day(row->at), answered = 0;
	int words = 8 + (int)rng_below(&b->rng, 17);

	if (row->account != b->account || day != b->day)
		end_day(b);
	b->account = row->account;
	b->day = day;
	buf_clear(&b->text);
	for (int i = 0; i < words; i++) {
		add_word(&b->text, draw_rank(&b->rng, 1, WORDS));
		buf_addc(&b->text, ' ');
	}
	if (rng_below(&b->rng, 10) < 3)
		answered = id - (int64_t)rng_below(&b->rng, 1U << 30);
	need(db_run(b->db, STMT_POST_INSERT, &err,
	    "iiisssIIIIIIIiiiiismmmmmmiIi", id, row->account, row->at,
	    b->text.data, "en", NULL, answered, answered,
	    answered == 0 ? 0
			  : FIRST_ID + (int64_t)rng_below(&b->rng, ACCOUNTS),
	    (int64_t)0, (int64_t)0, id, (int64_t)0, (int64_t)0, (int64_t)0,
	    (int64_t)0, (int64_t)0, (int64_t)0, NULL, (int64_t)1, (int64_t)2,
	    (int64_t)3, (int64_t)0, (int64_t)0, (int64_t)100, row->at,
	    (int64_t)0, (int64_t)15));
	put_score(b, db_last_rowid(b->db));
}

static void
put_week(struct building *b, int64_t week, int64_t n)
{
	struct row *rows = mem_alloc((size_t)n, sizeof(*rows));

	for (int64_t i = 0; i < n; i++) {
		double u = rng_unit(&b->rng);

		rows[i].account = FIRST_ID + (int64_t)(ACCOUNTS * u * u);
		rows[i].at = FIRST_WEEK + week * WEEK +
			     (int64_t)rng_below(&b->rng, WEEK);
	}
	qsort(rows, (size_t)n, sizeof(*rows), by_account);
	for (int64_t i = 0; i < n; i++)
		put_post(b, &rows[i]);
	end_day(b);
	free(rows);
}

/* Accounts, each watched; every second and every tenth in a group. */
static void
put_accounts(struct store *store)
{
	struct buf handle = BUF_INIT;

	for (int64_t i = 0; i < ACCOUNTS; i++) {
		struct source source = {.kind = SOURCE_TIMELINE,
		    .user_id = FIRST_ID + i};
		int64_t id;
		bool is_new;

		buf_clear(&handle);
		buf_addf(&handle, "account%" PRId64, i);
		source.handle = handle.data;
		need(db_run(store_db(store), STMT_USER_INSERT, &err, "i",
		    source.user_id));
		need(db_run(store_db(store), STMT_USER_NAMES, &err, "isss",
		    source.user_id, handle.data, handle.data, "Name"));
		need(store_source_add(store, &source, &id, &is_new, &err));
		need(store_source_resolve(store, id, source.user_id,
		    handle.data, &err));
		if (i % 2 == 0)
			need(store_group_add(store, "n1000", id, &err));
		if (i % 10 == 0)
			need(store_group_add(store, "n200", id, &err));
	}
	buf_release(&handle);
}

/* Run those lines of the schema that make indexes of post, or drop these. */
static void
indexes(struct db *db, bool drop)
{
	const char *p = sql_migrations[0].text;
	struct buf sql = BUF_INIT;

	while ((p = strstr(p, "CREATE INDEX post_")) != NULL) {
		size_t len = strcspn(p, ";");

		buf_clear(&sql);
		if (drop)
			buf_addf(&sql, "DROP INDEX %.*s",
			    (int)strcspn(p + 13, " "), p + 13);
		else
			buf_add(&sql, p, len);
		need(db_exec(db, sql.data, &err));
		p += len;
	}
	buf_release(&sql);
}

/* What scoring does last. */
static void
pack_accounts(struct store *store)
{
	for (int64_t i = 0; i < ACCOUNTS; i++) {
		need(db_run(store_db(store), STMT_USER_SCORED, &err, "iii",
		    FIRST_ID + i, (int64_t)0, FIRST_WEEK + WEEKS * WEEK));
		need(store_pack_user(store, FIRST_ID + i, &err));
	}
}

static int
build(const char *path, int64_t n)
{
	struct store *store = store_open(path, STORE_WRITE, &err);
	struct building b = {.text = BUF_INIT};
	double began = now_ms();

	if (store == NULL)
		need(-1);
	b.db = store_db(store);
	rng_seed(&b.rng, 1);
	need(mass_load(&b.masses, NULL, &err));
	need(db_exec(b.db,
	    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", &err));
	need(db_begin(b.db, &err));
	indexes(b.db, true);
	put_accounts(store);
	need(db_run(b.db, STMT_SCORER_INSERT, &err, "ssi", "bench", "0",
	    (int64_t)0));
	b.scorer = db_last_rowid(b.db);
	for (int64_t week = 0; week < WEEKS; week++)
		put_week(&b, week, (week + 1) * n / WEEKS - week * n / WEEKS);
	printf("posts in %.1f s", (now_ms() - began) / 1e3);
	began = now_ms();
	indexes(b.db, false);
	printf(", indexes in %.1f s", (now_ms() - began) / 1e3);
	began = now_ms();
	pack_accounts(store);
	printf(", packs in %.1f s", (now_ms() - began) / 1e3);
	began = now_ms();
	need(db_run(b.db, STMT_FTS_REBUILD, &err, ""));
	need(db_commit(b.db, &err));
	printf(", full text in %.1f s\n", (now_ms() - began) / 1e3);
	buf_release(&b.text);
	store_close(store);
	return 0;
}

static int
count_hit(void *arg, const struct search_hit *hit, struct err *unused)
{
	int64_t *n = arg;

	(void)hit;
	(void)unused;
	++*n;
	return 0;
}

static double
time_search(struct store *store, const char *text, bool by_relevance,
    int64_t before_at)
{
	struct search_query query;
	int64_t n = 0;
	struct search_request request = {.query = &query,
	    .limit = 50,
	    .by_relevance = by_relevance,
	    .before_at = before_at,
	    .before_rid = INT64_MAX,
	    .before_id = before_at == 0 ? 0 : when_to_id(before_at * 1000),
	    .arg = &n,
	    .hit = count_hit};
	double began = now_ms();

	need(search_parse(text, 0, &query, &err));
	need(search_run(store, &request, &err));
	search_release(&query);
	return now_ms() - began;
}

static void
feeds(struct store *store, struct rng *rng, struct times *times)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i < 100; i++)
		note(times,
		    time_search(store, "", false,
			FIRST_WEEK + (int64_t)rng_below(rng, WEEKS * WEEK)));
	print("feed: 50 newest before some time", times, 0);
	for (int i = 0; i < 100; i++) {
		buf_clear(&text);
		buf_addf(&text, "from:account%" PRIu64,
		    rng_below(rng, ACCOUNTS));
		note(times,
		    time_search(store, text.data, false,
			FIRST_WEEK + (int64_t)rng_below(rng, WEEKS * WEEK)));
	}
	print("feed: of one account", times, 0);
	for (int i = 0; i < 100; i++)
		note(times,
		    time_search(store, "group:n200", false,
			FIRST_WEEK + (int64_t)rng_below(rng, WEEKS * WEEK)));
	print("feed: of 200 accounts", times, 0);
	buf_release(&text);
}

static const struct {
	const char *name;
	double from, to; /* ranks of words */
} kinds[] = {
    {"rare words", 13000, WORDS},
    {"middling", 130, 13000},
    {"common", 1, 130},
};

/* A third of the queries: words of one kind, two in every third. */
static void
search_kind(struct store *store, struct rng *rng, size_t kind,
    bool by_relevance, struct times *all)
{
	struct buf text = BUF_INIT;
	struct times times = {.ms = NULL};

	for (int i = 0; i < 67; i++) {
		buf_clear(&text);
		for (int w = 0; w < 1 + (i % 3 == 0); w++) {
			add_word(&text,
			    draw_rank(rng, kinds[kind].from, kinds[kind].to));
			buf_addc(&text, ' ');
		}
		note(&times, time_search(store, text.data, by_relevance, 0));
		note(all, times.ms[times.n - 1]);
	}
	buf_clear(&text);
	buf_addf(&text, "search: %s, %s",
	    by_relevance ? "by relevance" : "newest", kinds[kind].name);
	print(text.data, &times, 0);
	free(times.ms);
	buf_release(&text);
}

static void
searches(struct store *store, struct rng *rng, struct times *times)
{
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++)
		search_kind(store, rng, k, false, times);
	print("search: newest, all", times, 0);
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++)
		search_kind(store, rng, k, true, times);
	print("search: by relevance, all", times, 0);
}

static int
measure(const char *path)
{
	struct store *store = store_open(path, STORE_READ, &err);
	struct times times = {.ms = NULL};
	struct rng rng;

	if (store == NULL)
		need(-1);
	rng_seed(&rng, 2);
	feeds(store, &rng, &times);
	searches(store, &rng, &times);
	free(times.ms);
	store_close(store);
	return 0;
}

int
main(int argc, char **argv)
{
	when_set_zone("UTC");
	if (argc == 4 && strcmp(argv[1], "build") == 0)
		return build(argv[2], strtoll(argv[3], NULL, 10));
	if (argc == 3 && strcmp(argv[1], "measure") == 0)
		return measure(argv[2]);
	fputs("read build FILE POSTS | read measure FILE\n", stderr);
	return 2;
}
