#include "xsim/show.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shown_thing {
	enum kind kind;
	struct sim_thing *thing;
};

void
show_init(struct show *show, struct call *call)
{
	*show = (struct show){.call = call};
	show->data = (struct buf)BUF_INIT;
	show->errors = (struct buf)BUF_INIT;
}

void
show_release(struct show *show)
{
	buf_release(&show->data);
	buf_release(&show->errors);
	free(show->posts);
	free(show->users);
	free(show->things);
	map_release(&show->seen);
}

/* True the first time for each kind and id. */
static bool
is_first(struct show *show, enum kind kind, int64_t id)
{
	int64_t key = (int64_t)((uint64_t)id * 8 + (uint64_t)kind);

	if (map_get(&show->seen, key) != NULL)
		return false;
	map_set(&show->seen, key, show);
	return true;
}

static void
include_user(struct show *show, struct sim_user *user)
{
	enum visibility why = user_visibility(user);

	if ((why != SEEN && why != UNSEEN_PROTECTED) ||
	    !is_first(show, KIND_USER, user->id))
		return;
	show->users = mem_grow(show->users, &show->users_cap, show->n_users + 1,
	    sizeof(struct sim_user *));
	show->users[show->n_users++] = user;
}

static void
include_thing(struct show *show, enum kind kind, const char *id)
{
	struct sim_thing *thing;

	if (id == NULL)
		return;
	thing = world_thing(&show->call->sim->world, kind, id);
	if (thing == NULL || !is_first(show, kind, map_key(id)))
		return;
	show->things = mem_grow(show->things, &show->things_cap,
	    show->n_things + 1, sizeof(*show->things));
	show->things[show->n_things++] = (struct shown_thing){kind, thing};
}

static void
include_media(struct show *show, const struct sim_post *post)
{
	for (size_t i = 0; i < post->n_media; i++)
		include_thing(show, KIND_MEDIA, post->media[i]);
}

static void
include_post(struct show *show, int64_t id, const char *parameter)
{
	const struct world *world = &show->call->sim->world;
	unsigned expansions = show->call->selection.expansions;
	struct sim_post *post;
	enum visibility why;
	char value[24];

	if (id == 0 || !is_first(show, KIND_POST, id))
		return;
	post = world_post(world, id);
	why = post_visibility(world, post, show->call->now_ms);
	if (why != SEEN) {
		snprintf(value, sizeof(value), "%" PRId64, id);
		show_missing_post(show, why, parameter, value);
		return;
	}
	show->posts = mem_grow(show->posts, &show->posts_cap, show->n_posts + 1,
	    sizeof(struct sim_post *));
	show->posts[show->n_posts++] = post;
	if (expansions & EXPAND_REFERENCED_AUTHOR)
		include_user(show, post->author);
	if (expansions & EXPAND_REFERENCED_MEDIA)
		include_media(show, post);
}

static void
include_for_post(struct show *show, const struct sim_post *post)
{
	const struct world *world = &show->call->sim->world;
	unsigned expansions = show->call->selection.expansions;

	if (expansions & EXPAND_AUTHOR)
		include_user(show, post->author);
	if (expansions & EXPAND_REPLY_USER)
		include_user(show, world_user(world, post->reply_to_user));
	if (expansions & EXPAND_MENTIONS)
		for (size_t i = 0; i < post->n_mentions; i++)
			include_user(show,
			    world_user(world, post->mentions[i]));
	if (expansions & EXPAND_REFERENCED) {
		include_post(show, post->reply_to, "referenced_tweets.id");
		include_post(show, post->quote_of, "referenced_tweets.id");
		include_post(show, post->repost_of, "referenced_tweets.id");
	}
	if (expansions & EXPAND_MEDIA)
		include_media(show, post);
	if (expansions & EXPAND_POLLS)
		include_thing(show, KIND_POLL, post->poll);
	if (expansions & EXPAND_PLACES)
		include_thing(show, KIND_PLACE, post->place);
	if (expansions & EXPAND_HISTORY)
		for (const struct sim_post *p = post->older; p != NULL;
		     p = p->older)
			include_post(show, p->id, "edit_history_tweet_ids");
}

/* The ids of all versions that exist by now, oldest first. */
static void
add_history(struct buf *buf, const struct call *call,
    const struct sim_post *post)
{
	const struct world *world = &call->sim->world;
	char separator = '[';

	while (post->older != NULL)
		post = post->older;
	for (; post != NULL; post = post->newer) {
		if (post_visibility(world, post, call->now_ms) != SEEN)
			break;
		buf_addf(buf, "%c\"%" PRId64 "\"", separator, post->id);
		separator = ',';
	}
	buf_addc(buf, ']');
}

void
show_add_post(struct buf *buf, const struct call *call,
    const struct sim_post *post)
{
	const struct selection *selection = &call->selection;
	struct buf history = BUF_INIT;
	struct record record;

	if (post->older == NULL && post->newer == NULL) {
		record_add(buf, &post->record, KIND_POST,
		    selection->mask[KIND_POST], selection->post_words);
		return;
	}
	add_history(&history, call, post);
	record = post->record;
	record.raw[POST_EDIT_HISTORY] = history.data;
	record_add(buf, &record, KIND_POST, selection->mask[KIND_POST],
	    selection->post_words);
	buf_release(&history);
}

static void
add_separator(struct buf *buf)
{
	if (buf->len > 0)
		buf_addc(buf, ',');
}

static void
charge(struct call *call, enum billed billed, int64_t id)
{
	bill_charge(&call->sim->bill, &call->charge, billed, id,
	    call->now_ms / 1000);
}

void
show_post(struct show *show, struct sim_post *post)
{
	add_separator(&show->data);
	show_add_post(&show->data, show->call, post);
	if (show->n_data++ == 0)
		show->newest_id = show->oldest_id = post->id;
	if (post->id > show->newest_id)
		show->newest_id = post->id;
	if (post->id < show->oldest_id)
		show->oldest_id = post->id;
	include_for_post(show, post);
	charge(show->call, BILLED_POST, post->id);
}

static void
add_user(struct buf *buf, const struct call *call, const struct sim_user *user)
{
	record_add(buf, &user->record, KIND_USER,
	    call->selection.mask[KIND_USER], call->selection.post_words);
}

static void
include_newest(struct show *show, struct sim_user *user)
{
	const struct world *world = &show->call->sim->world;

	post_list_sort(&user->posts);
	for (size_t i = user->posts.n; i > 0; i--)
		if (post_is_shown(world, user->posts.items[i - 1],
			show->call->now_ms)) {
			include_post(show, user->posts.items[i - 1]->id,
			    "most_recent_tweet_id");
			return;
		}
}

void
show_user(struct show *show, struct sim_user *user)
{
	unsigned expansions = show->call->selection.expansions;
	const char *pinned = user->record.raw[USER_PINNED];

	add_separator(&show->data);
	add_user(&show->data, show->call, user);
	show->n_data++;
	if (expansions & EXPAND_PINNED && pinned != NULL)
		include_post(show, strtoll(pinned + 1, NULL, 10),
		    "pinned_tweet_id");
	if (expansions & EXPAND_RECENT)
		include_newest(show, user);
	charge(show->call, BILLED_USER, user->id);
}

void
show_list(struct show *show, struct sim_list *list)
{
	add_separator(&show->data);
	record_add(&show->data, &list->record, KIND_LIST,
	    show->call->selection.mask[KIND_LIST], false);
	show->n_data++;
	if (show->call->selection.expansions & EXPAND_AUTHOR)
		include_user(show,
		    world_user(&show->call->sim->world, list->owner_id));
	charge(show->call, BILLED_LIST, list->id);
}

void
show_add_includes(struct show *show, struct buf *body)
{
	static const struct {
		enum kind kind;
		const char *name;
	} lists[] = {{KIND_MEDIA, "media"}, {KIND_POLL, "polls"},
	    {KIND_PLACE, "places"}};
	const struct selection *selection = &show->call->selection;
	struct buf all = BUF_INIT, one = BUF_INIT;

	for (size_t i = 0; i < show->n_users; i++) {
		add_separator(&one);
		add_user(&one, show->call, show->users[i]);
		charge(show->call, BILLED_USER, show->users[i]->id);
	}
	if (one.len > 0)
		buf_addf(&all, "\"users\":[%s]", one.data);
	buf_clear(&one);
	for (size_t i = 0; i < show->n_posts; i++) {
		add_separator(&one);
		show_add_post(&one, show->call, show->posts[i]);
		charge(show->call, BILLED_POST, show->posts[i]->id);
	}
	if (one.len > 0) {
		add_separator(&all);
		buf_addf(&all, "\"%s\":[%s]",
		    selection->post_words ? "posts" : "tweets", one.data);
	}
	for (size_t k = 0; k < ARRAY_LEN(lists); k++) {
		buf_clear(&one);
		for (size_t i = 0; i < show->n_things; i++) {
			if (show->things[i].kind != lists[k].kind)
				continue;
			add_separator(&one);
			record_add(&one, &show->things[i].thing->record,
			    lists[k].kind, selection->mask[lists[k].kind],
			    selection->post_words);
		}
		if (one.len > 0) {
			add_separator(&all);
			buf_addf(&all, "\"%s\":[%s]", lists[k].name, one.data);
		}
	}
	if (all.len > 0)
		buf_addf(body, ",\"includes\":{%s}", all.data);
	buf_release(&all);
	buf_release(&one);
}

static void
add_meta(const struct show *show, struct buf *body,
    const struct show_meta *meta)
{
	buf_addf(body, ",\"meta\":{\"result_count\":%zu", show->n_data);
	if (meta->ids && show->n_data > 0)
		buf_addf(body,
		    ",\"newest_id\":\"%" PRId64 "\",\"oldest_id\":\"%" PRId64
		    "\"",
		    show->newest_id, show->oldest_id);
	if (meta->next_token != NULL)
		buf_addf(body, ",\"next_token\":\"%s\"", meta->next_token);
	if (meta->previous_token != NULL)
		buf_addf(body, ",\"previous_token\":\"%s\"",
		    meta->previous_token);
	buf_addc(body, '}');
}

void
show_finish(struct show *show, bool single, const struct show_meta *meta)
{
	struct buf *body = &show->call->answer->body;

	buf_clear(body);
	buf_addc(body, '{');
	if (show->n_data > 0) {
		if (single)
			buf_addf(body, ",\"data\":%s", show->data.data);
		else
			buf_addf(body, ",\"data\":[%s]", show->data.data);
		show_add_includes(show, body);
	}
	if (show->n_errors > 0)
		buf_addf(body, ",\"errors\":[%s]", show->errors.data);
	if (meta->wanted && (show->n_data > 0 || show->n_errors == 0))
		add_meta(show, body, meta);
	buf_addc(body, '}');
	/* Every part begins with a comma; the first has none. */
	if (body->len > 2)
		memmove(body->data + 1, body->data + 2, body->len - 1);
	body->len -= body->len > 2;
}
