/*
 * Timelines: posts of an account, posts naming it, posts of a list, quotes
 * of a post.
 */
#include "xsim/endpoints.h"

#include "xsim/bounds.h"
#include "xsim/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REACH_TIMELINE   3200
#define REACH_NO_REPLIES 800
#define REACH_MENTIONS   800
#define REACH_LIST       800

struct exclude {
	bool replies, reposts;
};

static bool
is_included(const struct call *call, const struct sim_post *post,
    const void *arg)
{
	const struct exclude *exclude = arg;

	(void)call;
	return !(exclude->replies && post->reply_to != 0) &&
	       !(exclude->reposts && post->repost_of != 0);
}

static int
read_exclude(struct call *call, struct exclude *exclude)
{
	const char *value = request_param(call->request, "exclude");

	if (value == NULL)
		return 0;
	exclude->replies = strstr(value, "replies") != NULL;
	exclude->reposts = strstr(value, "retweets") != NULL ||
			   strstr(value, "reposts") != NULL;
	if (exclude->replies || exclude->reposts)
		return 0;
	return answer_invalid(call->answer, "exclude", value,
	    "The `exclude` query parameter value [%s] is not one of "
	    "[replies,retweets]",
	    value);
}

/* The account of the path if its posts may be read; else NULL with the
 * answer made. */
static struct sim_user *
readable_user(struct call *call)
{
	struct sim_user *user =
	    world_user(&call->sim->world, call->request->id);
	enum visibility why = user_visibility(user);
	struct show_meta meta = {.wanted = true};
	struct show show;
	char value[24];

	if (why == SEEN)
		return user;
	show_init(&show, call);
	snprintf(value, sizeof(value), "%" PRId64, call->request->id);
	show_missing_user(&show, why, "id", value);
	show_finish(&show, false, &meta);
	show_release(&show);
	return NULL;
}

void
answer_user_posts(struct call *call)
{
	int64_t range[2] = {5, 100};
	struct page_query query = {.window = WINDOW_ALL,
	    .filter = is_included,
	    .max = 10,
	    .reach = REACH_TIMELINE,
	    .bound = "",
	    .tokens = {"pagination_token", NULL},
	    .ids = true};
	struct exclude exclude = {false, false};
	struct sim_user *user;

	query.arg = &exclude;
	if (request_int(call->request, call->answer, "max_results", range,
		&query.max) == -1 ||
	    bounds_read_timeline(call, &query.window) == -1 ||
	    read_exclude(call, &exclude) == -1)
		return;
	if (exclude.replies)
		query.reach = REACH_NO_REPLIES;
	user = readable_user(call);
	if (user == NULL)
		return;
	query.list = &user->posts;
	page_answer(call, &query);
}

void
answer_user_mentions(struct call *call)
{
	int64_t range[2] = {5, 100};
	struct page_query query = {.window = WINDOW_ALL,
	    .max = 10,
	    .reach = REACH_MENTIONS,
	    .bound = "",
	    .tokens = {"pagination_token", NULL},
	    .ids = true};
	struct sim_user *user;

	if (request_int(call->request, call->answer, "max_results", range,
		&query.max) == -1 ||
	    bounds_read_timeline(call, &query.window) == -1)
		return;
	user = readable_user(call);
	if (user == NULL)
		return;
	query.list = &user->mentions;
	page_answer(call, &query);
}

static bool
is_by_member(const struct call *call, const struct sim_post *post,
    const void *arg)
{
	const struct sim_list *list = arg;

	(void)call;
	for (size_t i = 0; i < list->n_members; i++)
		if (list->members[i] == post->author)
			return true;
	return false;
}

static struct sim_list *
known_list(struct call *call)
{
	struct sim_list *list =
	    world_list(&call->sim->world, call->request->id);

	if (list == NULL)
		answer_one_missing(call, "list", "id");
	return list;
}

void
answer_list(struct call *call)
{
	struct show_meta meta = {.wanted = false};
	struct sim_list *list = known_list(call);
	struct show show;

	if (list == NULL)
		return;
	show_init(&show, call);
	show_list(&show, list);
	show_finish(&show, true, &meta);
	show_release(&show);
}

void
answer_list_posts(struct call *call)
{
	int64_t range[2] = {1, 100};
	struct page_query query = {.window = WINDOW_ALL,
	    .filter = is_by_member,
	    .max = 100,
	    .reach = REACH_LIST,
	    .bound = "",
	    .tokens = {"pagination_token", NULL}};

	if (request_int(call->request, call->answer, "max_results", range,
		&query.max) == -1)
		return;
	query.arg = known_list(call);
	if (query.arg == NULL)
		return;
	query.list = &call->sim->world.posts;
	page_answer(call, &query);
}

static bool
is_quote_of(const struct call *call, const struct sim_post *post,
    const void *arg)
{
	(void)arg;
	return post->quote_of == call->request->id;
}

void
answer_quotes(struct call *call)
{
	int64_t range[2] = {10, 100};
	struct page_query query = {.window = WINDOW_ALL,
	    .filter = is_quote_of,
	    .max = 10,
	    .bound = "",
	    .tokens = {"pagination_token", NULL}};
	const struct world *world = &call->sim->world;

	if (request_int(call->request, call->answer, "max_results", range,
		&query.max) == -1)
		return;
	if (post_visibility(world, world_post(world, call->request->id),
		call->now_ms) != SEEN) {
		answer_one_missing(call, "tweet", "id");
		return;
	}
	query.list = &call->sim->world.posts;
	page_answer(call, &query);
}
