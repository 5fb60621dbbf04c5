#include "decode/parts.h"

#include <string.h>

static bool
is_withheld_everywhere(const struct json *withheld)
{
	const struct json *code =
	    json_first(json_get(withheld, "country_codes"));

	for (; code != NULL; code = json_next(code))
		if (decode_is_everywhere(json_string(code)))
			return true;
	return false;
}

void
decode_v2_user(const struct json *object, struct arena *arena,
    struct user *user)
{
	const struct json *entities = json_get(object, "entities");
	const struct json *m = json_get(object, "public_metrics");
	const struct json *url =
	    json_first(json_get(json_get(entities, "url"), "urls"));

	*user = (struct user){.id = decode_id(object, "id")};
	user->created_at = decode_time(object, "created_at");
	user->pinned_id = decode_id(object, "pinned_tweet_id");
	if (user->pinned_id == 0)
		user->pinned_id = decode_id(object, "pinned_post_id");
	user->username = decode_string(arena, object, "username");
	user->name = decode_string(arena, object, "name");
	user->description = decode_string(arena, object, "description");
	user->url = decode_string(arena, url, "expanded_url");
	if (user->url == NULL)
		user->url = decode_string(arena, object, "url");
	if (user->url != NULL && *user->url == '\0')
		user->url = NULL;
	user->verified_type = decode_string(arena, object, "verified_type");
	user->links =
	    decode_links(json_get(json_get(entities, "description"), "urls"),
		arena, &user->n_links);
	user->followers = json_int(json_get(m, "followers_count"), -1);
	user->following = json_int(json_get(m, "following_count"), -1);
	user->posts = json_int(json_get2(m, "tweet_count", "post_count"), -1);
	user->listed = json_int(json_get(m, "listed_count"), -1);
	if (json_bool(json_get(object, "protected")))
		user->state = STATE_PROTECTED;
	else if (is_withheld_everywhere(json_get(object, "withheld")))
		user->state = STATE_WITHHELD;
	user->has_profile =
	    user->description != NULL || m != NULL || user->url != NULL;
	decode_archived_user(object, user);
}
