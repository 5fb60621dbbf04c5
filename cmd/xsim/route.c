#include "xsim/endpoints.h"

#include "base/mem.h"
#include "base/num.h"

#include <stdlib.h>
#include <string.h>

#define OBJECTS                                                         \
	"tweet.fields,post.fields,expansions,user.fields,media.fields," \
	"poll.fields,place.fields"
#define USERS    "user.fields,expansions,tweet.fields,post.fields"
#define SPAN     "since_id,until_id,start_time,end_time"
#define PAGED    "max_results,pagination_token"
#define SEARCHED "query|" SPAN "," PAGED ",next_token,sort_order," OBJECTS
#define COUNTED                                                         \
	"query|" SPAN                                                   \
	",granularity,next_token,pagination_token,search_count.fields," \
	"post.fields,tweet.fields"

static const struct route routes[] = {
    {"GET", "/2/users", "ids|" USERS, 300, KIND_USER, answer_users_by_id},
    {"GET", "/2/users/me", "|" USERS, 75, KIND_USER, answer_user_me},
    {"GET", "/2/users/by", "usernames|" USERS, 300, KIND_USER,
	answer_users_by_name},
    {"GET", "/2/users/by/username/:name", "|" USERS, 300, KIND_USER,
	answer_user_by_name},
    {"GET", "/2/users/:id", "|" USERS, 300, KIND_USER, answer_user},
    {"GET", "/2/users/:id/tweets", "|exclude," SPAN "," PAGED "," OBJECTS,
	10000, KIND_POST, answer_user_posts},
    {"GET", "/2/users/:id/mentions", "|" SPAN "," PAGED "," OBJECTS, 450,
	KIND_POST, answer_user_mentions},
    {"GET", "/2/tweets", "ids|" OBJECTS, 3500, KIND_POST, answer_posts},
    {"GET", "/2/tweets/search/recent", SEARCHED, 450, KIND_POST,
	answer_search_recent},
    {"GET", "/2/tweets/search/all", SEARCHED, 300, KIND_POST,
	answer_search_all},
    {"GET", "/2/tweets/counts/recent", COUNTED, 300, KIND_POST,
	answer_counts_recent},
    {"GET", "/2/tweets/counts/all", COUNTED, 300, KIND_POST, answer_counts_all},
    {"GET", "/2/tweets/:id", "|" OBJECTS, 450, KIND_POST, answer_post},
    {"GET", "/2/tweets/:id/quote_tweets", "|exclude," PAGED "," OBJECTS, 75,
	KIND_POST, answer_quotes},
    {"GET", "/2/lists/:id", "|list.fields,expansions,user.fields", 75,
	KIND_LIST, answer_list},
    {"GET", "/2/lists/:id/tweets", "|" PAGED "," OBJECTS, 900, KIND_POST,
	answer_list_posts},
    {"GET", "/2/usage/tweets", "|days,usage.fields", 50, KIND_USAGE,
	answer_usage},
    {"POST", "/2/compliance/jobs", "|", 150, KIND_COUNT, answer_jobs_create},
    {"GET", "/2/compliance/jobs", "type|status,compliance_job.fields", 150,
	KIND_COUNT, answer_jobs},
    {"GET", "/2/compliance/jobs/:id", "|compliance_job.fields", 150, KIND_COUNT,
	answer_job},
    {"GET", "/2/tweets/search/stream",
	"|backfill_minutes,start_time,end_time," OBJECTS, 50, KIND_POST,
	answer_stream},
    {"GET", "/2/tweets/search/stream/rules",
	"|ids,max_results,pagination_token", 450, KIND_COUNT, answer_rules},
    {"POST", "/2/tweets/search/stream/rules", "|dry_run,delete_all", 100,
	KIND_COUNT, answer_rules_change},
    {"GET", "/2/connections", "|status,endpoints,max_results,pagination_token",
	15, KIND_COUNT, answer_connections_list},
    {"DELETE", "/2/connections/all", "|", 25, KIND_COUNT,
	answer_connections_kill},
};

/* The length of the part at s up to the next slash. */
static size_t
part_length(const char *s)
{
	return strcspn(s, "/");
}

static bool
path_matches(const char *pattern, const char *path)
{
	while (*pattern != '\0' && *path != '\0') {
		size_t p = part_length(pattern), q = part_length(path);

		if (*pattern == ':' ? q == 0
				    : p != q || strncmp(pattern, path, p) != 0)
			return false;
		pattern += p;
		path += q;
		if (*pattern != *path)
			return false;
		pattern += *pattern == '/';
		path += *path == '/';
	}
	return *pattern == *path;
}

/* The part of the path that stands for :id, as a number; 0 if it is none. */
static void
read_id(struct request *request, const char *pattern)
{
	const char *colon = strstr(pattern, ":id");
	const char *at = request->path;
	char *part;

	request->id = 0;
	if (colon == NULL)
		return;
	for (const char *p = pattern; p < colon; p++)
		if (*p == '/')
			at = strchr(at, '/') + 1;
	part = mem_copy(at, part_length(at));
	if (num_parse_id(part, &request->id) == -1)
		request->id = 0;
	free(part);
}

const struct route *
route_find(struct request *request)
{
	for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
		if (strcmp(routes[i].method, request->method) != 0 ||
		    !path_matches(routes[i].path, request->path))
			continue;
		read_id(request, routes[i].path);
		request->tail = strrchr(request->path, '/') + 1;
		return &routes[i];
	}
	return NULL;
}

size_t
route_number(const struct route *route)
{
	return (size_t)(route - routes);
}

size_t
route_count(void)
{
	return ARRAY_LEN(routes);
}
