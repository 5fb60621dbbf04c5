#include "xsim/world.h"

#include "base/mem.h"
#include "base/num.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void
world_init(struct world *world)
{
	*world = (struct world){.next_user_id = INT64_C(2200000000)};
}

static void
user_free(struct sim_user *user)
{
	free(user->username);
	free(user->posts.items);
	free(user->mentions.items);
	free(user);
}

void
world_release(struct world *world)
{
	for (size_t i = 0; i < world->n_users; i++)
		user_free(world->users[i]);
	for (size_t i = 0; i < world->n_lists; i++) {
		free(world->all_lists[i]->members);
		free(world->all_lists[i]);
	}
	free(world->users);
	free(world->all_lists);
	free(world->posts.items);
	free(world->unlinked.items);
	map_release(&world->posts_by_id);
	map_release(&world->users_by_id);
	map_release(&world->users_by_name);
	map_release(&world->lists);
	for (int i = 0; i < KIND_COUNT; i++)
		map_release(&world->things[i]);
	arena_release(&world->arena);
}

struct sim_post *
world_post(const struct world *world, int64_t id)
{
	return map_get(&world->posts_by_id, id);
}

struct sim_user *
world_user(const struct world *world, int64_t id)
{
	return map_get(&world->users_by_id, id);
}

struct sim_user *
world_user_by_name(const struct world *world, const char *username)
{
	return map_get(&world->users_by_name, map_key(username));
}

struct sim_list *
world_list(const struct world *world, int64_t id)
{
	return map_get(&world->lists, id);
}

struct sim_thing *
world_thing(const struct world *world, enum kind kind, const char *id)
{
	return map_get(&world->things[kind], map_key(id));
}

void
world_add_thing(struct world *world, enum kind kind, const struct json *object)
{
	const char *id = json_string(
	    json_get(object, kind == KIND_MEDIA ? "media_key" : "id"));
	struct sim_thing *thing;

	if (id == NULL)
		return;
	thing = world_thing(world, kind, id);
	if (thing == NULL) {
		thing = arena_zero(&world->arena, 1, sizeof(*thing));
		thing->id = arena_strdup(&world->arena, id);
		map_set(&world->things[kind], map_key(id), thing);
	}
	record_read(&thing->record, kind, object, &world->arena);
}

static struct sim_user *
user_new(struct world *world, int64_t id)
{
	struct sim_user *user = mem_alloc(1, sizeof(*user));

	user->id = id;
	map_set(&world->users_by_id, id, user);
	world->users = mem_grow(world->users, &world->users_cap,
	    world->n_users + 1, sizeof(struct sim_user *));
	world->users[world->n_users++] = user;
	return user;
}

static void
set_username(struct world *world, struct sim_user *user, const char *username)
{
	struct buf buf = BUF_INIT;

	mem_replace(&user->username, username);
	map_set(&world->users_by_name, map_key(username), user);
	buf_addf(&buf, "\"%s\"", username);
	user->record.raw[USER_USERNAME] = arena_strdup(&world->arena, buf.data);
	buf_release(&buf);
}

struct sim_user *
world_add_user(struct world *world, const struct json *object, struct err *err)
{
	const char *username = json_string(json_get(object, "username"));
	const struct json *sim = json_get(object, "sim");
	struct sim_user *user;
	int64_t id;

	if (json_id(json_get(object, "id"), &id) == -1 || username == NULL) {
		err_set(err, ERR_DATA, "an account without id or username");
		return NULL;
	}
	user = world_user(world, id);
	if (user == NULL)
		user = user_new(world, id);
	record_read(&user->record, KIND_USER, object, &world->arena);
	set_username(world, user, username);
	if (json_get(object, "protected") != NULL)
		user->protected = json_bool(json_get(object, "protected"));
	if (json_bool(json_get(sim, "suspended")))
		user->suspended = true;
	if (json_bool(json_get(sim, "deactivated")))
		user->deactivated = true;
	return user;
}

void
world_rename(struct world *world, struct sim_user *user, const char *username)
{
	map_set(&world->users_by_name, map_key(user->username), &world->nobody);
	set_username(world, user, username);
}

struct sim_list *
world_add_list(struct world *world, const struct json *object, struct err *err)
{
	const struct json *member;
	struct sim_list *list;
	int64_t id;

	if (json_id(json_get(object, "id"), &id) == -1) {
		err_set(err, ERR_DATA, "a list without id");
		return NULL;
	}
	list = world_list(world, id);
	if (list == NULL) {
		list = mem_alloc(1, sizeof(*list));
		list->id = id;
		map_set(&world->lists, id, list);
		world->all_lists = mem_grow(world->all_lists, &world->lists_cap,
		    world->n_lists + 1, sizeof(struct sim_list *));
		world->all_lists[world->n_lists++] = list;
	}
	record_read(&list->record, KIND_LIST, object, &world->arena);
	json_id(json_get(object, "owner_id"), &list->owner_id);
	for (member = json_first(json_get(object, "member_ids"));
	     member != NULL; member = json_next(member)) {
		struct sim_user *user;

		if (json_id(member, &id) == -1 ||
		    (user = world_user(world, id)) == NULL)
			continue;
		list->members = mem_grow(list->members, &list->cap,
		    list->n_members + 1, sizeof(struct sim_user *));
		list->members[list->n_members++] = user;
	}
	return list;
}

void
world_link_edit(struct sim_post *older, struct sim_post *newer)
{
	if (older == newer || older->newer != NULL || newer->older != NULL)
		return;
	older->newer = newer;
	newer->older = older;
}

void
world_set_deleted(struct sim_post *post, bool deleted)
{
	while (post->older != NULL)
		post = post->older;
	for (; post != NULL; post = post->newer)
		post->deleted = deleted;
}

static int
compare_posts(const void *a, const void *b)
{
	const struct sim_post *const *x = a, *const *y = b;

	return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

void
post_list_sort(struct post_list *list)
{
	if (!list->unsorted)
		return;
	qsort(list->items, list->n, sizeof(struct sim_post *), compare_posts);
	list->unsorted = false;
}

size_t
post_list_below(const struct post_list *list, int64_t id)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->items[middle]->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum visibility
user_visibility(const struct sim_user *user)
{
	if (user == NULL || user->username == NULL || user->deactivated)
		return UNSEEN_MISSING;
	if (user->suspended)
		return UNSEEN_SUSPENDED;
	return user->protected ? UNSEEN_PROTECTED : SEEN;
}

const char *
user_state(const struct sim_user *user)
{
	switch (user_visibility(user)) {
	case UNSEEN_PROTECTED:
		return "protected";
	case UNSEEN_SUSPENDED:
		return "suspended";
	case UNSEEN_MISSING:
		return "deactivated";
	case SEEN:
	case UNSEEN_YET:
		break;
	}
	return "public";
}

static bool
is_late(const struct world *world, const struct sim_post *post)
{
	uint64_t mixed = (uint64_t)post->id * UINT64_C(0x9e3779b97f4a7c15);

	return world->late_ms > 0 &&
	       (int)((mixed >> 40) % 100) < world->late_percent;
}

enum visibility
post_visibility(const struct world *world, const struct sim_post *post,
    int64_t now_ms)
{
	const struct sim_post *original;
	enum visibility author;

	if (post == NULL || post->deleted)
		return UNSEEN_MISSING;
	if (post->created_ms + (is_late(world, post) ? world->late_ms : 0) >
	    now_ms)
		return UNSEEN_YET;
	author = post->author == NULL ? SEEN : user_visibility(post->author);
	if (author != SEEN || post->repost_of == 0)
		return author;
	/* A repost goes with what it repeats. */
	original = world_post(world, post->repost_of);
	if (original == NULL)
		return SEEN;
	if (original->deleted)
		return UNSEEN_MISSING;
	return original->author == NULL ? SEEN
					: user_visibility(original->author);
}

bool
post_is_shown(const struct world *world, const struct sim_post *post,
    int64_t now_ms)
{
	if (post_visibility(world, post, now_ms) != SEEN)
		return false;
	return post->newer == NULL ||
	       post_visibility(world, post->newer, now_ms) != SEEN;
}
