/*
 * Changes of the world at run time: the "do" of POST /sim/world.
 */
#include "xsim/admin.h"

#include "base/clock.h"
#include "base/num.h"
#include "base/when.h"
#include "model/class.h"
#include "xsim/compose.h"
#include "xsim/load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What a change works on. */
struct changing {
	struct sim *sim;
	const struct json *change;
	struct json_writer *w;
	struct err *err;
};

static const char *
text_of(const struct changing *c, const char *name)
{
	return json_string(json_get(c->change, name));
}

static int64_t
id_of(const struct changing *c, const char *name)
{
	int64_t id = 0;

	json_id(json_get(c->change, name), &id);
	return id;
}

/* The account named by "user": a handle or an id. */
static struct sim_user *
user_of(struct changing *c, const char *member)
{
	const char *name = text_of(c, member);
	struct sim_user *user = NULL;
	int64_t id;

	if (name != NULL) {
		user = world_user_by_name(&c->sim->world, name);
		if (user == NULL && num_parse_id(name, &id) == 0)
			user = world_user(&c->sim->world, id);
	}
	if (user == NULL)
		err_set(c->err, ERR_DATA, "no account \"%s\": \"%s\"", member,
		    name == NULL ? "" : name);
	return user;
}

static struct sim_post *
post_of(struct changing *c)
{
	struct sim_post *post = world_post(&c->sim->world, id_of(c, "id"));

	if (post == NULL)
		err_set(c->err, ERR_DATA, "no post \"id\": %" PRId64,
		    id_of(c, "id"));
	return post;
}

static void
write_id(struct changing *c, int64_t id)
{
	json_write_begin(c->w, NULL, '{');
	json_write_id(c->w, "id", id);
	json_write_end(c->w, '}');
}

static int
read_draft(struct changing *c, struct draft *draft)
{
	const char *at = text_of(c, "at"), *act = text_of(c, "act");
	int64_t seconds;

	draft->act = act == NULL ? -1 : class_by_name(act);
	draft->text = text_of(c, "text");
	draft->reply_to = id_of(c, "reply_to");
	draft->quote_of = id_of(c, "quote_of");
	draft->repost_of = id_of(c, "repost_of");
	draft->lang = text_of(c, "lang");
	draft->media = text_of(c, "media");
	draft->paid = json_bool(json_get(c->change, "paid"));
	if (at != NULL) {
		if (when_parse_rfc3339(at, &seconds) == -1)
			return err_set(c->err, ERR_DATA,
			    "\"at\": \"%s\" is no time", at);
		draft->at_ms = seconds * 1000;
	}
	if (draft->text == NULL && draft->repost_of == 0)
		return err_set(c->err, ERR_DATA, "no \"text\"");
	return 0;
}

static int
do_post(struct changing *c)
{
	struct draft draft = {.at_ms = clock_now_ms()};
	struct sim_post *post;

	draft.author = user_of(c, "user");
	if (draft.author == NULL || read_draft(c, &draft) == -1)
		return -1;
	post = compose_post(&c->sim->world, &draft, c->err);
	if (post == NULL)
		return -1;
	write_id(c, post->id);
	return 0;
}

static int
do_edit(struct changing *c)
{
	struct sim_post *older = post_of(c), *post;
	struct draft draft = {.at_ms = clock_now_ms()};

	if (older == NULL)
		return -1;
	while (older->newer != NULL)
		older = older->newer;
	if (older->author == NULL)
		return err_set(c->err, ERR_DATA, "its author is unknown");
	if (read_draft(c, &draft) == -1)
		return -1;
	draft.author = older->author;
	draft.edit_of = older->id;
	draft.reply_to = older->reply_to;
	draft.quote_of = older->quote_of;
	if (draft.act == -1)
		draft.act = older->act;
	post = compose_post(&c->sim->world, &draft, c->err);
	if (post == NULL)
		return -1;
	write_id(c, post->id);
	return 0;
}

static int
set_deleted(struct changing *c, bool deleted)
{
	struct sim_post *post = post_of(c);

	if (post == NULL)
		return -1;
	world_set_deleted(post, deleted);
	write_id(c, post->id);
	return 0;
}

static int
do_delete(struct changing *c)
{
	return set_deleted(c, true);
}

static int
do_restore(struct changing *c)
{
	return set_deleted(c, false);
}

static void
read_profile(struct changing *c, struct profile *profile)
{
	profile->name = text_of(c, "name");
	profile->bio = text_of(c, "bio");
	profile->url = text_of(c, "url");
	profile->location = text_of(c, "location");
}

static int
do_user(struct changing *c)
{
	struct profile profile = {.username = text_of(c, "username"),
	    .created_ms = clock_now_ms(),
	    .followers = 10,
	    .following = 10};
	struct sim_user *user;

	read_profile(c, &profile);
	if (profile.username == NULL)
		return err_set(c->err, ERR_DATA, "no \"username\"");
	if (profile.name == NULL)
		profile.name = profile.username;
	user = compose_user(&c->sim->world, &profile, c->err);
	if (user == NULL)
		return -1;
	write_id(c, user->id);
	return 0;
}

static int
do_profile(struct changing *c)
{
	struct sim_user *user = user_of(c, "user");
	struct profile profile = {.username = NULL};

	if (user == NULL)
		return -1;
	read_profile(c, &profile);
	compose_profile(&c->sim->world, user, &profile);
	write_id(c, user->id);
	return 0;
}

static int
do_rename(struct changing *c)
{
	struct sim_user *user = user_of(c, "user");
	const char *to = text_of(c, "to");

	if (user == NULL)
		return -1;
	if (to == NULL)
		return err_set(c->err, ERR_DATA, "no \"to\"");
	world_rename(&c->sim->world, user, to);
	write_id(c, user->id);
	return 0;
}

/* Any of the account's states: "state": public, protected, suspended or
 * deactivated. */
static int
do_state(struct changing *c)
{
	static const char *const states[] = {"public", "protected", "suspended",
	    "deactivated"};
	struct sim_user *user = user_of(c, "user");
	const char *state = text_of(c, "state");
	size_t i;

	if (user == NULL)
		return -1;
	for (i = 0; i < 4; i++)
		if (state != NULL && strcmp(states[i], state) == 0)
			break;
	if (i == 4)
		return err_set(c->err, ERR_DATA,
		    "\"state\" is public, protected, suspended or "
		    "deactivated");
	user->protected = i == 1;
	user->suspended = i == 2;
	user->deactivated = i == 3;
	user->record.raw[USER_PROTECTED] = i == 1 ? "true" : "false";
	write_id(c, user->id);
	return 0;
}

static int
do_list(struct changing *c)
{
	struct sim_list *list =
	    world_add_list(&c->sim->world, c->change, c->err);

	if (list == NULL)
		return -1;
	write_id(c, list->id);
	return 0;
}

/* A page, a post or an account as it stands in a world file. */
static int
do_load(struct changing *c)
{
	if (load_value(&c->sim->world, json_get(c->change, "value"), c->err) ==
	    -1)
		return -1;
	world_link(&c->sim->world);
	write_id(c, 0);
	return 0;
}

int
admin_change(struct sim *sim, const struct json *change, struct json_writer *w,
    struct err *err)
{
	static const struct {
		const char *name;
		int (*change)(struct changing *c);
	} changes[] = {
	    {"post", do_post},
	    {"edit", do_edit},
	    {"delete", do_delete},
	    {"restore", do_restore},
	    {"user", do_user},
	    {"profile", do_profile},
	    {"rename", do_rename},
	    {"state", do_state},
	    {"list", do_list},
	    {"load", do_load},
	};
	struct changing c = {sim, change, w, err};
	const char *name = text_of(&c, "do");

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		if (name != NULL && strcmp(changes[i].name, name) == 0)
			return changes[i].change(&c);
	return err_set(err, ERR_DATA,
	    "\"do\" is post, edit, delete, restore, user, profile, rename, "
	    "state, list or load");
}
