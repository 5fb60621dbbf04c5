#include "api/endpoint.h"

#include "base/url.h"
#include "base/when.h"

#include <inttypes.h>
#include <string.h>

#define SEARCH_TOKEN "next_token"
#define PAGE_TOKEN   "pagination_token"

/* Windows are the app's (bearer) of x-api.md section 4. */
const struct endpoint_info endpoint_info[ENDPOINT_COUNT] = {
    [ENDPOINT_USERS_BY] = {.name = "users/by",
	.path = "/2/users/by",
	.price = PRICE_USER,
	.window = 300},
    [ENDPOINT_USERS] = {.name = "users",
	.path = "/2/users",
	.price = PRICE_USER,
	.window = 300},
    [ENDPOINT_POSTS] = {.name = "tweets",
	.path = "/2/tweets",
	.price = PRICE_POST,
	.window = 3500},
    [ENDPOINT_TIMELINE] = {.name = "users/:id/tweets",
	.path = "/2/users/%" PRId64 "/tweets",
	.token_name = PAGE_TOKEN,
	.min = 5,
	.max = 100,
	.price = PRICE_POST,
	.reach = 3200,
	.window = 10000,
	.has_since = true},
    [ENDPOINT_MENTIONS] = {.name = "users/:id/mentions",
	.path = "/2/users/%" PRId64 "/mentions",
	.token_name = PAGE_TOKEN,
	.min = 5,
	.max = 100,
	.price = PRICE_POST,
	.reach = 800,
	.window = 450,
	.has_since = true},
    [ENDPOINT_SEARCH] = {.name = "tweets/search/recent",
	.path = "/2/tweets/search/recent",
	.token_name = SEARCH_TOKEN,
	.min = 10,
	.max = 100,
	.price = PRICE_POST,
	.window = 450,
	.has_since = true},
    [ENDPOINT_SEARCH_ALL] = {.name = "tweets/search/all",
	.path = "/2/tweets/search/all",
	.token_name = SEARCH_TOKEN,
	.min = 10,
	.max = 500,
	.price = PRICE_POST,
	.window = 300,
	.has_since = true},
    [ENDPOINT_LIST] = {.name = "lists/:id/tweets",
	.path = "/2/lists/%" PRId64 "/tweets",
	.token_name = PAGE_TOKEN,
	.min = 1,
	.max = 100,
	.price = PRICE_POST,
	.reach = 800,
	.window = 900},
    [ENDPOINT_QUOTES] = {.name = "tweets/:id/quote_tweets",
	.path = "/2/tweets/%" PRId64 "/quote_tweets",
	.token_name = PAGE_TOKEN,
	.min = 10,
	.max = 100,
	.price = PRICE_POST,
	.window = 75},
    [ENDPOINT_COUNTS] = {.name = "tweets/counts/recent",
	.path = "/2/tweets/counts/recent",
	.token_name = SEARCH_TOKEN,
	.price = PRICE_COUNTS_RECENT,
	.per_request = true,
	.window = 300},
    [ENDPOINT_COUNTS_ALL] = {.name = "tweets/counts/all",
	.path = "/2/tweets/counts/all",
	.token_name = SEARCH_TOKEN,
	.price = PRICE_COUNTS_ALL,
	.per_request = true,
	.window = 300},
    [ENDPOINT_USAGE] = {.name = "usage/tweets",
	.path = "/2/usage/tweets",
	.window = 50},
    [ENDPOINT_STREAM] = {.name = "tweets/search/stream",
	.path = "/2/tweets/search/stream",
	.price = PRICE_POST,
	.window = 50},
    [ENDPOINT_RULES] = {.name = "tweets/search/stream/rules",
	.path = "/2/tweets/search/stream/rules",
	.token_name = PAGE_TOKEN,
	.window = 100,
	.is_bare = true},
    [ENDPOINT_JOBS] = {.name = "compliance/jobs",
	.path = "/2/compliance/jobs",
	.window = 150,
	.is_bare = true},
};

/* All that scoring needs, in the first read: none of it is billed. */
#define POST_FIELDS                                                 \
	"article,attachments,author_id,conversation_id,created_at," \
	"edit_history_tweet_ids,entities,in_reply_to_user_id,lang," \
	"note_tweet,paid_partnership,possibly_sensitive,"           \
	"public_metrics,referenced_tweets,source,text,withheld"
#define MEDIA_FIELDS "alt_text,media_key,preview_image_url,type,url"
#define USER_FIELDS                                                     \
	"created_at,description,entities,id,name,pinned_tweet_id,"      \
	"protected,public_metrics,url,username,verified,verified_type," \
	"withheld"
#define USAGE_FIELDS "daily_project_usage,project_cap,project_usage"

static void
add(struct buf *path, const char *name, const char *value)
{
	buf_addf(path, "%c%s=", strchr(path->data, '?') == NULL ? '?' : '&',
	    name);
	/* Commas are left as they are: lists of fields and ids. */
	for (const char *p = value;; p++) {
		size_t n = strcspn(p, ",");
		struct buf part = BUF_INIT;

		buf_add(&part, p, n);
		url_add_escaped(path, part.data);
		buf_release(&part);
		p += n;
		if (*p == '\0')
			break;
		buf_addc(path, ',');
	}
}

static void
add_id(struct buf *path, const char *name, int64_t id)
{
	struct buf value = BUF_INIT;

	if (id == 0)
		return;
	buf_addf(&value, "%" PRId64, id);
	add(path, name, value.data);
	buf_release(&value);
}

static void
add_time(struct buf *path, const char *name, int64_t at)
{
	struct buf value = BUF_INIT;

	if (at == 0)
		return;
	when_add_rfc3339(&value, at);
	add(path, name, value.data);
	buf_release(&value);
}

static void
add_fields(struct buf *path, const struct api_request *request)
{
	const struct endpoint_info *info = &endpoint_info[request->endpoint];

	if (request->endpoint == ENDPOINT_USAGE) {
		add(path, "usage.fields", USAGE_FIELDS);
	} else if (info->is_bare) {
		return;
	} else if (info->price == PRICE_USER) {
		add(path, "user.fields", USER_FIELDS);
	} else if (info->price == PRICE_POST && !info->per_request) {
		add(path, "tweet.fields", POST_FIELDS);
		/* Media is not billed; posts referred to are. */
		add(path, "expansions",
		    request->expand_references
			? "attachments.media_keys,referenced_tweets.id"
			: "attachments.media_keys");
		add(path, "media.fields", MEDIA_FIELDS);
	}
}

void
api_add_path(struct buf *path, const struct api_request *request)
{
	const struct endpoint_info *info = &endpoint_info[request->endpoint];
	const char *id = strstr(info->path, "%" PRId64);

	if (id != NULL)
		buf_addf(path, "%.*s%" PRId64 "%s", (int)(id - info->path),
		    info->path, request->id, id + strlen("%" PRId64));
	else
		buf_adds(path, info->path);
	if (request->ids != NULL)
		add(path,
		    request->endpoint == ENDPOINT_USERS_BY ? "usernames"
							   : "ids",
		    request->ids);
	if (request->query != NULL)
		add(path, "query", request->query);
	if (request->granularity != NULL)
		add(path, "granularity", request->granularity);
	add_id(path, "days", request->days);
	add_id(path, "backfill_minutes", request->backfill_minutes);
	add_id(path, "max_results", request->max_results);
	add_id(path, "since_id", request->since_id);
	add_id(path, "until_id", request->until_id);
	add_time(path, "start_time", request->start_at);
	add_time(path, "end_time", request->end_at);
	if (request->token != NULL)
		add(path, info->token_name, request->token);
	add_fields(path, request);
}

/* How many ids a look-up asks for. */
static int64_t
count_ids(const char *ids)
{
	int64_t n = 1;

	for (; *ids != '\0'; ids++)
		n += *ids == ',';
	return n;
}

int64_t
api_worst_cost(const struct prices *prices, const struct api_request *request)
{
	const struct endpoint_info *info = &endpoint_info[request->endpoint];
	int64_t n = request->ids != NULL ? count_ids(request->ids)
					 : request->max_results;

	if (request->endpoint == ENDPOINT_USAGE)
		return 0;
	if (info->per_request)
		n = 1;
	/* A post refers to two others at most (reply and quote). */
	if (request->expand_references)
		n *= 3;
	return n * prices->of[info->price];
}
