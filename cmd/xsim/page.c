#include "xsim/page.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

bool
window_holds(const struct window *window, const struct sim_post *post)
{
	return post->id > window->since_id && post->id < window->until_id &&
	       post->created_ms >= window->start_ms &&
	       post->created_ms < window->end_ms;
}

/* One walk through a list. */
struct walk {
	struct call *call;
	struct page_query *query;
	struct page_token
	    token; /* that was given; below is INT64_MAX if none */
	uint64_t key;
	const char *text; /* of the token, or NULL */
	size_t index;     /* posts from here on are done */
	int64_t floor;    /* smallest id within reach */
};

static bool
fits(const struct walk *walk, const struct sim_post *post)
{
	const struct page_query *query = walk->query;

	return post->id >= walk->floor && window_holds(&query->window, post) &&
	       (query->filter == NULL ||
		   query->filter(walk->call, post, query->arg)) &&
	       post_is_shown(&walk->call->sim->world, post, walk->call->now_ms);
}

/* The next older post of the walk, or NULL at the end. */
static struct sim_post *
next_post(struct walk *walk)
{
	const struct post_list *list = walk->query->list;

	while (walk->index > 0) {
		struct sim_post *post = list->items[--walk->index];

		if (post->id <= walk->query->window.since_id ||
		    post->id < walk->floor)
			break;
		if (fits(walk, post))
			return post;
	}
	walk->index = 0;
	return NULL;
}

/* The API shows only the newest so many posts of a list. */
static int64_t
find_floor(const struct walk *walk)
{
	const struct post_list *list = walk->query->list;
	int64_t left = walk->query->reach;

	if (left == 0 || list->n <= (size_t)left)
		return 0;
	for (size_t i = list->n; i > 0; i--) {
		const struct sim_post *post = list->items[i - 1];

		if ((walk->query->filter == NULL ||
			walk->query->filter(walk->call, post,
			    walk->query->arg)) &&
		    post_is_shown(&walk->call->sim->world, post,
			walk->call->now_ms) &&
		    --left == 0)
			return post->id;
	}
	return 0;
}

static int
read_token(struct walk *walk)
{
	struct call *call = walk->call;
	const char *name = NULL;

	for (size_t i = 0; i < 2; i++) {
		const char *n = walk->query->tokens[i];

		if (n == NULL || request_param(call->request, n) == NULL)
			continue;
		if (name != NULL)
			return answer_invalid(call->answer, name, walk->text,
			    "`next_token` and `pagination_token` cannot both "
			    "be given");
		name = n;
		walk->text = request_param(call->request, n);
	}
	walk->key = (uint64_t)map_key(call->request->path) * 31 +
		    (uint64_t)map_key(walk->query->bound) + call->sim->seed;
	walk->token =
	    (struct page_token){.below = INT64_MAX, .above = INT64_MAX};
	if (name == NULL)
		return 0;
	if (page_token_read(walk->text, &walk->token, walk->key) == 0 &&
	    call_fault(call, FAULT_EXPIRED_TOKEN) == NULL)
		return 0;
	return answer_invalid(call->answer, name, walk->text,
	    "The `%s` query parameter value [%s] is not valid", name,
	    walk->text);
}

static void
finish(struct walk *walk, struct show *show, const struct page_token *next)
{
	struct show_meta meta = {.wanted = true, .ids = walk->query->ids};
	struct buf text = BUF_INIT;

	if (next != NULL) {
		page_token_add(&text, next, walk->key);
		meta.next_token = text.data;
	}
	show_finish(show, false, &meta);
	buf_release(&text);
}

/* A page without posts although there may be some.  True if so. */
static bool
answer_empty(struct walk *walk, struct show *show)
{
	struct call *call = walk->call;
	struct page_token next = walk->token;

	next.nonce++;
	if (call_fault(call, FAULT_EMPTY_PAGE) != NULL) {
		finish(walk, show, &next);
		return true;
	}
	if (call_fault(call, FAULT_NO_DATA) != NULL ||
	    (walk->text != NULL && call_fault(call, FAULT_LOST_PAGE) != NULL)) {
		finish(walk, show, NULL);
		return true;
	}
	if (call_fault(call, FAULT_ERRORS_ONLY) != NULL) {
		show_missing_post(show, UNSEEN_MISSING, "referenced_tweets.id",
		    "20");
		finish(walk, show, NULL);
		return true;
	}
	return false;
}

/* Go back by the faults that show posts twice. */
static void
step_back(struct walk *walk)
{
	const struct post_list *list = walk->query->list;
	int again = 2;

	if (walk->text == NULL)
		return;
	if (call_fault(walk->call, FAULT_REPEAT_PAGE) != NULL) {
		walk->index = post_list_below(list, walk->token.above);
	} else if (call_fault(walk->call, FAULT_DUPLICATE_POSTS) != NULL) {
		for (size_t i = walk->index; i < list->n && again > 0; i++)
			if (fits(walk, list->items[i])) {
				walk->index = i + 1;
				again--;
			}
	}
}

static void
answer_posts(struct walk *walk, struct show *show)
{
	struct page_token next = {.above = walk->token.below,
	    .nonce = walk->token.nonce + 1};
	struct sim_post *post = NULL;
	int64_t last = walk->token.below;

	while ((int64_t)show->n_data < walk->query->max &&
	       (post = next_post(walk)) != NULL) {
		show_post(show, post);
		last = post->id;
	}
	next.below = last;
	/* A token only if something would come. */
	if ((post != NULL && next_post(walk) != NULL) ||
	    call_fault(walk->call, FAULT_ENDLESS_TOKEN) != NULL)
		finish(walk, show, &next);
	else
		finish(walk, show, NULL);
}

/* The last post again and again, with a new token each time. */
static bool
answer_endless(struct walk *walk, struct show *show)
{
	const struct post_list *list = walk->query->list;
	struct page_token next = walk->token;
	size_t here = walk->index;

	if (next_post(walk) != NULL) {
		walk->index = here;
		return false;
	}
	if (call_fault(walk->call, FAULT_ENDLESS_TOKEN) == NULL)
		return false;
	for (size_t i = here; i < list->n && show->n_data == 0; i++)
		if (fits(walk, list->items[i]))
			show_post(show, list->items[i]);
	next.nonce++;
	finish(walk, show, &next);
	return true;
}

void
page_answer(struct call *call, struct page_query *query)
{
	struct walk walk = {.call = call, .query = query};
	struct show show;

	if (read_token(&walk) == -1)
		return;
	show_init(&show, call);
	post_list_sort(query->list);
	walk.floor = find_floor(&walk);
	walk.index = post_list_below(query->list,
	    walk.token.below < query->window.until_id ? walk.token.below
						      : query->window.until_id);
	step_back(&walk);
	if (!answer_empty(&walk, &show) && !answer_endless(&walk, &show))
		answer_posts(&walk, &show);
	show_release(&show);
}
