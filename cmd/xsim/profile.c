/*
 * Accounts as X would hold them.
 */
#include "xsim/compose.h"
#include "xsim/rich.h"

#include "base/when.h"

#include <inttypes.h>

static void
write_url(struct json_writer *w, const char *url)
{
	struct buf brief = BUF_INIT;

	rich_add_short(&brief, url, 0);
	json_write_string(w, "url", brief.data);
	buf_release(&brief);
}

static void
write_link_entity(struct json_writer *w, const char *url)
{
	json_write_begin(w, "url", '{');
	json_write_begin(w, "urls", '[');
	json_write_begin(w, NULL, '{');
	json_write_int(w, "start", 0);
	json_write_int(w, "end", 23);
	write_url(w, url);
	json_write_string(w, "expanded_url", url);
	json_write_string(w, "display_url", url + 8);
	json_write_end(w, '}');
	json_write_end(w, ']');
	json_write_end(w, '}');
}

static void
write_entities(struct json_writer *w, const struct rich *bio, const char *url)
{
	struct buf inner = BUF_INIT;
	struct json_writer v = {.buf = &inner};

	rich_write_entities(bio, &v);
	if (inner.len == 0 && url == NULL)
		return;
	json_write_begin(w, "entities", '{');
	if (url != NULL)
		write_link_entity(w, url);
	if (inner.len > 0) {
		/* The same lists, under the name of the text they are of. */
		json_write_begin(w, "description", '{');
		buf_add(w->buf, inner.data + sizeof("\"entities\":{") - 1,
		    inner.len - sizeof("\"entities\":{"));
		json_write_end(w, '}');
	}
	json_write_end(w, '}');
	buf_release(&inner);
}

static void
write_profile(struct json_writer *w, const struct world *world,
    const struct profile *profile)
{
	struct rich bio = RICH_INIT;

	if (profile->name != NULL)
		json_write_string(w, "name", profile->name);
	if (profile->location != NULL)
		json_write_string(w, "location", profile->location);
	if (profile->bio != NULL || profile->url != NULL) {
		if (profile->bio != NULL) {
			rich_add(&bio, world, profile->bio, false, 1);
			json_write_string(w, "description", bio.text.data);
		}
		if (profile->url != NULL)
			write_url(w, profile->url);
		write_entities(w, &bio, profile->url);
	}
	rich_release(&bio);
}

static void
write_rest(struct json_writer *w, const struct profile *profile)
{
	json_write_time(w, "created_at", profile->created_ms / 1000);
	json_write_bool(w, "protected", false);
	json_write_bool(w, "verified", profile->verified_type != NULL);
	json_write_string(w, "verified_type",
	    profile->verified_type != NULL ? profile->verified_type : "none");
	json_write_string(w, "profile_image_url",
	    "https://pbs.twimg.example/profile/a_normal.png");
	json_write_begin(w, "public_metrics", '{');
	json_write_int(w, "followers_count", profile->followers);
	json_write_int(w, "following_count", profile->following);
	json_write_int(w, "tweet_count", profile->posts);
	json_write_int(w, "listed_count", profile->followers / 90);
	json_write_int(w, "like_count", profile->posts * 2);
	json_write_int(w, "media_count", profile->posts / 9);
	json_write_end(w, '}');
}

static struct sim_user *
add_written(struct world *world, const struct buf *buf, struct err *err)
{
	struct json_doc doc = JSON_DOC_INIT;
	struct sim_user *user = NULL;

	if (json_parse(&doc, buf->data, buf->len, err) == 0)
		user = world_add_user(world, doc.root, err);
	json_release(&doc);
	return user;
}

struct sim_user *
compose_user(struct world *world, const struct profile *profile,
    struct err *err)
{
	struct buf buf = BUF_INIT;
	struct json_writer w = {.buf = &buf};
	struct sim_user *user;

	while (world_user(world, world->next_user_id) != NULL)
		world->next_user_id++;
	json_write_begin(&w, NULL, '{');
	json_write_id(&w, "id", world->next_user_id);
	json_write_string(&w, "username", profile->username);
	write_profile(&w, world, profile);
	write_rest(&w, profile);
	json_write_end(&w, '}');
	user = add_written(world, &buf, err);
	world->next_user_id += 7919;
	buf_release(&buf);
	return user;
}

void
compose_profile(struct world *world, struct sim_user *user,
    const struct profile *profile)
{
	struct buf buf = BUF_INIT;
	struct json_writer w = {.buf = &buf};

	json_write_begin(&w, NULL, '{');
	json_write_id(&w, "id", user->id);
	json_write_string(&w, "username", user->username);
	write_profile(&w, world, profile);
	json_write_end(&w, '}');
	add_written(world, &buf, NULL);
	buf_release(&buf);
}
