#include "decode/parts.h"

static enum state
decode_state(const struct json *own, enum state otherwise)
{
	const char *name = json_string(json_get(own, "state"));

	return name == NULL ? otherwise : state_by_name(name);
}

void
decode_archived_post(const struct json *object, struct post *post)
{
	const struct json *own = json_get(object, "givetake");

	if (!json_is_object(own))
		return;
	post->from_archive = true;
	post->seen_at = decode_time(own, "seen_at");
	post->state = decode_state(own, post->state);
	post->included = json_bool(json_get(own, "included"));
	post->truncated = json_bool(json_get(own, "truncated"));
}

void
decode_archived_user(const struct json *object, struct user *user)
{
	const struct json *own = json_get(object, "givetake");

	if (!json_is_object(own))
		return;
	user->from_archive = true;
	user->seen_at = decode_time(own, "profile_at");
	/* An account of which only the id is known. */
	if (user->username != NULL && *user->username == '\0')
		user->username = NULL;
	user->has_profile |= user->seen_at != 0;
	user->state = decode_state(own, user->state);
}
