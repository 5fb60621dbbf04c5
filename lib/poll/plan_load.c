#include "poll/plan_load.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/coverage.h"
#include "store/post.h"
#include "store/wanted.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#define DAY  (int64_t)86400
#define HOUR 3600
/* History that tells what to expect. */
#define HISTORY_S (28 * DAY)

static const enum endpoint endpoint_of[SOURCE_KIND_COUNT] = {
    [SOURCE_TIMELINE] = ENDPOINT_TIMELINE,
    [SOURCE_MENTIONS] = ENDPOINT_MENTIONS,
    [SOURCE_SEARCH] = ENDPOINT_SEARCH,
    [SOURCE_ARCHIVE] = ENDPOINT_SEARCH_ALL,
    [SOURCE_LIST] = ENDPOINT_LIST,
    [SOURCE_QUOTES] = ENDPOINT_QUOTES,
};

/* A search that finds about what the source would bring. */
static char *
count_query(const struct source *source)
{
	struct buf query = BUF_INIT;

	if (source->query != NULL)
		buf_adds(&query, source->query);
	else if (source->handle != NULL)
		buf_addf(&query, "%s%s",
		    source->kind == SOURCE_MENTIONS ? "@" : "from:",
		    source->handle);
	else if (source->kind == SOURCE_LIST)
		buf_addf(&query, "list:%" PRId64, source->target_id);
	else if (source->kind == SOURCE_QUOTES)
		buf_addf(&query, "quotes_of_tweet_id:%" PRId64,
		    source->target_id);
	if (query.len > 0)
		return buf_detach(&query);
	return NULL;
}

static double
share(int64_t part, int64_t of)
{
	return of == 0 ? NAN : (double)part / (double)of;
}

/* Posts of an account in the archive; of other sources, what they brought. */
static int
load_history(struct store *store, const struct source *source, int64_t now,
    struct plan_source *facts, struct err *err)
{
	int64_t from = now - HISTORY_S, requests;
	struct post_tally tally = {.posts = 0};
	struct span_list spans;
	int64_t seen;

	if (store_coverage_get(store, source->id, from, now, &spans, err) == -1)
		return -1;
	seen = span_seconds(&spans, from, now, GAP_NONE);
	span_list_release(&spans);
	if (source->kind == SOURCE_TIMELINE) {
		if (store_post_tally(store, source->user_id,
			when_to_id(from * 1000), when_to_id(now * 1000), &tally,
			err) == -1)
			return -1;
		facts->reply_share = share(tally.replies, tally.posts);
		facts->repost_share = share(tally.reposts, tally.posts);
	} else if (store_poll_days(store, source->id, when_utc_day(from),
		       &tally.posts, &requests, err) == -1) {
		return -1;
	}
	if (seen < HOUR)
		return 0;
	facts->basis = PLAN_HISTORY;
	facts->posts = (double)tally.posts;
	facts->days = (double)seen / DAY;
	return 0;
}

/* What a walk that was broken off has still to read. */
static int
load_walk(struct store *store, const struct source *source,
    struct plan_source *facts, struct err *err)
{
	struct walk walk = {.token = NULL};
	int rc = store_walk_get(store, source->id, "poll", &walk, err);

	if (rc == 0 && walk.left_posts != INT64_MAX)
		facts->first_posts = walk.left_posts;
	walk_release(&walk);
	return rc == -1 ? -1 : 0;
}

static int
load_item(struct store *store, const struct source *source, int64_t first_posts,
    struct plan_item *item, struct err *err)
{
	int64_t now = clock_now();
	bool is_account = source->kind == SOURCE_TIMELINE;

	item->source = source;
	item->facts = (struct plan_source){
	    .endpoint = endpoint_of[source->kind],
	    .basis = PLAN_GUESS,
	    .reply_share = NAN,
	    .repost_share = NAN,
	    .first_posts = source->cursor == 0 ? first_posts : 0,
	    .idle_s = source->reached_at == 0 ? 0 : now - source->reached_at,
	    .is_new_account = is_account && source->user_id == 0,
	    .has_profile = is_account,
	};
	if (load_history(store, source, now, &item->facts, err) == -1 ||
	    load_walk(store, source, &item->facts, err) == -1)
		return -1;
	if (item->facts.basis == PLAN_GUESS)
		item->query = count_query(source);
	return 0;
}

int
plan_load(struct store *store, int64_t first_posts, struct plan *plan,
    struct err *err)
{
	*plan = (struct plan){.items = NULL};
	if (store_source_list(store, &plan->sources, err) == -1)
		goto failed;
	plan->items = mem_alloc(plan->sources.n, sizeof(*plan->items));
	for (size_t i = 0; i < plan->sources.n; i++)
		if (load_item(store, &plan->sources.items[i], first_posts,
			&plan->items[i], err) == -1)
			goto failed;
	if (store_wanted_count(store, &plan->parents_waiting, err) == 0)
		return 0;
failed:
	plan_release(plan);
	return -1;
}

void
plan_release(struct plan *plan)
{
	for (size_t i = 0; plan->items != NULL && i < plan->sources.n; i++)
		free(plan->items[i].query);
	free(plan->items);
	source_list_release(&plan->sources);
	*plan = (struct plan){.items = NULL};
}

void
plan_item_counted(struct plan_item *item, int64_t posts, int64_t seconds)
{
	struct plan_source *facts = &item->facts;

	if (posts < 0 || seconds <= 0)
		return;
	facts->basis = PLAN_COUNTS;
	facts->posts = (double)posts;
	facts->days = (double)seconds / DAY;
	if (item->source->kind == SOURCE_SEARCH && posts < facts->first_posts)
		facts->first_posts = posts + 1;
}
